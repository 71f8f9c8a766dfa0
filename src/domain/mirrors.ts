import type { Outlet } from './outlet.ts'

/** The same page at the outlet's mirrors, in their order. */
export function mirrorAddresses(url: string, { home, mirrors }: Pick<Outlet, 'home' | 'mirrors'>): string[] {
  const at = new URL(url)
  if (at.host !== new URL(home).host) return []
  return mirrors.flatMap((mirror) => {
    const origin = /^https?:\/\//.test(mirror) ? mirror : `${at.protocol}//${mirror}`
    if (!URL.canParse(origin)) return []
    const there = new URL(at.pathname + at.search, new URL(origin).origin)
    return there.host === at.host ? [] : [there.href]
  })
}
