import { createHash } from 'node:crypto'

/** The hosts of one outlet: where its pages live and which others carry the same paths. */
export interface OwnHosts {
  home: string
  mirrors: readonly string[]
}

export interface CanonicalAddress {
  /** What is fetched: as seen, without what only counts visits, at the outlet's own host. */
  url: string
  /** Host with port, by which politeness is kept. */
  host: string
  /** SHA-256 of what all forms of one article's address have in common. */
  hash: Buffer
}

// Parameters that tell a server where a reader came from, never which article is meant.
const TRACKING =
  /^(utm_.*|_utm.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|_openstat|msclkid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hstc|vero_id|ncid|cmpid|at_(medium|campaign|custom\d|link.*|format|ptr_name|bbc_team)|xtor|wt_mc|wt\.mc_id|ref_src|ref_url|referrer|share|shared|smid|smtyp|spm|s_cid|cx_.*|ito|oc|ocid|rss|from_rss|feature|fb_(action|source|ref).*|_ga|_gl|ssid|phpsessid|jsessionid|sid)$/i
// These ask for another dress of the same page.
const DRESS: Record<string, RegExp> = {
  amp: /.*/,
  outputtype: /^amp$/i,
  output: /^amp$/i,
  print: /.*/,
  m: /^(1|true)?$/,
  mobile: /.*/,
}

/**
 * One address for all the forms of one article: tracking, AMP, mobile and print forms, mirrors, http and https, www.
 * @returns null for what is no web address
 */
export function canonicalAddress(written: string, own?: OwnHosts): CanonicalAddress | null {
  if (written.length > 4_000 || !URL.canParse(written)) return null
  const url = new URL(written)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  if (own) moveHome(url, own)
  url.hostname = url.hostname.replace(/\.$/, '')
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  // An emptied list leaves its question mark behind.
  if (url.search === '') url.search = ''
  return { url: url.href, host: url.host, hash: createHash('sha256').update(identityOf(url)).digest() }
}

/** What makes two addresses the same article, as text: for looking at. */
export function identityOf(url: URL): string {
  const host = url.host
    .replace(/^(www|m|mobile|amp|wap)\.(?=[^.]+\.[^.])/, '')
    .replace(/^(www|m|amp)\.(?=[^.]+\.[^.])/, '')
  const path = sameLetters(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/')
    .replace(/^\/amp\/(?=.)/, '/')
    .replace(/\/amp(\.html?)?\/?$/i, '/')
    .replace(/\.amp(\.html?)?$/i, '$1')
    .replace(/;jsessionid=[^/]*$/i, '')
    .replace(/(?<=.)\/+$/, '')
  const query = [...url.searchParams]
    .filter(([name, value]) => !DRESS[name.toLowerCase()]?.test(value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
  return `${host}${path}${query === '' ? '' : `?${query}`}`
}

// A mirror carries the same paths, so its pages are asked for at home.
function moveHome(url: URL, { home, mirrors }: OwnHosts): void {
  const bare = (host: string) =>
    host
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/.*$/, '')
      .replace(/^www\./, '')
  if (!mirrors.some((mirror) => bare(mirror) === bare(url.host))) return
  const to = new URL(home)
  url.protocol = to.protocol
  url.host = to.host
  if (to.port === '') url.port = ''
}

// Letters that need no escape are the same letters with one.
function sameLetters(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16))
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : whole.toUpperCase()
  })
}
