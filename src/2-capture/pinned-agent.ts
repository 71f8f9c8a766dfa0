import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { promisify } from 'node:util'
import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from 'undici'
import { refusalOfAddress } from './address-check.ts'

/** All addresses of a name, in the order to try them. */
export type Lookup = (name: string) => Promise<LookupAddress[]>

/** The name leads to an address that must not be asked. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

const lookupAll = promisify(systemLookup)
const bySystem: Lookup = (name) => lookupAll(name, { all: true })

// A kept-alive connection that the server is about to close loses a request; two seconds is below what servers grant.
const KEEP_ALIVE_MS = 2_000
const MAX_HEADER_BYTES = 64 * 1024

/** The ways out of this process. Each looks a name up once, checks every address, and connects to what it checked. */
export interface Ways {
  /** @param allowPrivate whether this host and port may lie on the local network */
  to(options: { allowPrivate: boolean; proxy?: string | undefined }): Dispatcher
  close(): Promise<void>
}

/** Opens the ways out. Connections of hosts that may be private are never shared with those that may not. */
export function openWays({
  lookup = bySystem,
  connectMs = 10_000,
}: {
  lookup?: Lookup
  connectMs?: number
} = {}): Ways {
  const agents = new Map<string, Dispatcher>()
  const make = (allowPrivate: boolean, proxy?: string): Dispatcher => {
    const shared = {
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    }
    // Through a proxy names are looked up at its other end (with Tor they must be); numbers and local names were refused before.
    if (proxy?.startsWith('socks5')) return new Socks5ProxyAgent(proxy.replace('socks5h:', 'socks5:'), shared)
    if (proxy) return new ProxyAgent({ uri: proxy, ...shared })
    return new Agent({
      ...shared,
      connect: {
        timeout: connectMs,
        lookup: (name, options, done) => {
          checkedLookup(name, lookup, allowPrivate).then(
            (found) => {
              if (options.all) done(null, found)
              else done(null, found[0]!.address, found[0]!.family)
            },
            (error) => done(error, []),
          )
        },
      },
    })
  }
  return {
    to({ allowPrivate, proxy }) {
      const key = `${allowPrivate} ${proxy ?? ''}`
      let agent = agents.get(key)
      if (!agent) {
        agent = make(allowPrivate, proxy)
        agents.set(key, agent)
      }
      return agent
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    },
  }
}

/**
 * What a name stands for.
 * @throws RefusedAddress when any of its addresses must not be asked: a name that mixes them is up to something
 */
export async function checkedLookup(name: string, lookup: Lookup, allowPrivate: boolean): Promise<LookupAddress[]> {
  const found = await lookup(name)
  for (const { address } of found) {
    const refusal = refusalOfAddress(address, allowPrivate)
    if (refusal) throw new RefusedAddress(`${name} leads to ${refusal}`)
  }
  if (found.length === 0) throw Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' })
  return found
}
