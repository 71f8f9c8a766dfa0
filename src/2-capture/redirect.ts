/** Where an answer sends us, or null when it does not. */
export function redirectOf(status: number, location: string | null, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === null || location.trim() === '') return null
  const written = asUtf8(location.trim())
  if (!URL.canParse(written, from.href)) return null
  const to = new URL(written, from.href)
  to.hash = ''
  return to
}

// A page that only sends on has little else in it, and does so at once.
const LARGEST_SENDING_ON = 8 * 1024
const LONGEST_PAUSE_S = 5

/** Where a small page sends on by `<meta http-equiv="refresh">`, or null: the way of servers that can't redirect. */
export function metaRefreshOf(body: Buffer, from: URL): URL | null {
  if (body.length > LARGEST_SENDING_ON) return null
  const html = body.toString('latin1').replace(/<!--[\s\S]*?-->|<noscript[\s\S]*?<\/noscript>/gi, '')
  const tag = /<meta\b[^>]*http-equiv\s*=\s*["']?refresh\b[^>]*>/i.exec(html)?.[0]
  const content = tag && /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag)
  const [, pause, written] =
    /^\s*([\d.]+)\s*[;,]\s*url\s*=\s*["']?\s*([^"']+)/i.exec(content?.[1] ?? content?.[2] ?? '') ?? []
  if (!written || Number(pause) > LONGEST_PAUSE_S) return null
  const address = asUtf8(written.trim().replaceAll('&amp;', '&'))
  if (!URL.canParse(address, from.href)) return null
  const to = new URL(address, from.href)
  to.hash = ''
  // A page that reloads itself is a page.
  return to.href === from.href ? null : to
}

/**
 * Cookies for the length of one fetch: some servers send round in circles whoever does not bring back the cookie they
 * just gave. They go to the host that set them only, and are forgotten with the fetch.
 */
export function cookiesOfOneFetch(): {
  take(host: string, setCookies: string[]): void
  for(host: string): string | null
} {
  const jar = new Map<string, Map<string, string>>()
  return {
    take(host, setCookies) {
      for (const line of setCookies.slice(0, 20)) {
        const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? []
        if (name === undefined || value === undefined || value.length > 2_000) continue
        const own = jar.get(host) ?? new Map<string, string>()
        jar.set(host, own.set(name, value.trim()))
      }
    },
    for(host) {
      const own = jar.get(host)
      return own ? [...own].map(([name, value]) => `${name}=${value}`).join('; ') : null
    },
  }
}

// Headers come as single bytes; addresses in them that are not escaped are UTF-8 these days.
function asUtf8(location: string): string {
  if (!/[\x80-\xff]/.test(location)) return location
  const text = Buffer.from(location, 'latin1').toString('utf8')
  return text.includes('\uFFFD') ? location : text
}
