import type { FetchRequest } from '../domain/fetch.ts'
import type { PrivateHosts } from './address-check.ts'

type Naming = FetchRequest['outlet']

/** The hosts with ports that an outlet's file names, where it allows private addresses; none otherwise. */
export function privateHostsOf(outlet: Naming): PrivateHosts {
  if (!outlet.allow_private) return new Set()
  const named = [outlet.home, ...outlet.feeds, ...outlet.sitemaps, ...outlet.sections.map(({ url }) => url)]
  const hosts = named.filter((url) => URL.canParse(url)).map((url) => new URL(url).host)
  return new Set([...hosts, ...outlet.mirrors.map((mirror) => mirrorHost(mirror)).filter((host) => host !== null)])
}

/** A mirror is written as a host, with its port where it has one, or as an address. */
function mirrorHost(mirror: string): string | null {
  const url = /^https?:\/\//.test(mirror) ? mirror : `http://${mirror}`
  return URL.canParse(url) ? new URL(url).host : null
}
