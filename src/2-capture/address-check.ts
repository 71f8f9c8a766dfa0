import ipaddr from 'ipaddr.js'

/** Why an address must not be asked, in words, or null where it may. */
export type Refusal = string | null

/** Hosts with their ports that an outlet's file names and says may lie on the local network. */
export type PrivateHosts = ReadonlySet<string>

const RANGE_IN_WORDS: Record<string, string> = {
  loopback: 'this machine itself',
  unspecified: 'this machine itself',
  private: 'a private network',
  uniqueLocal: 'a private network',
  carrierGradeNat: 'a private network',
  linkLocal: 'a link-local address, where clouds keep their keys',
  multicast: 'a multicast address',
  broadcast: 'a broadcast address',
}

// Clouds answer with keys here, so not even an outlet's own file can open these.
const METADATA = new Set(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16'])

// Only this block of IPv6 is handed out to the public; all else is special or not in use.
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * Whether a numeric address may be connected to. IPv6 forms that carry an IPv4 address are judged by what they carry.
 * @param allowPrivate whether the outlet's file names this host and port and allows private addresses
 */
export function refusalOfAddress(address: string, allowPrivate: boolean): Refusal {
  if (!ipaddr.isValid(address)) return `"${address}" is not an address`
  const parsed = unwrap(ipaddr.parse(address))
  const written = parsed.toString()
  if (METADATA.has(written) || parsed.range() === 'linkLocal') return `${written} is ${RANGE_IN_WORDS.linkLocal}`
  if (isPublic(parsed)) return null
  if (allowPrivate) return null
  return `${written} is ${RANGE_IN_WORDS[parsed.range()] ?? 'an address outside the public internet'}`
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(PUBLIC_IPV6)
}

// ::ffff:127.0.0.1, ::127.0.0.1, 64:ff9b::7f00:1 and 2002:7f00:1:: all lead to 127.0.0.1 somewhere.
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address
  const bytes = address.toByteArray()
  const zeros = (from: number, to: number) => bytes.slice(from, to).every((byte) => byte === 0)
  const ipv4 = (from: number) => new ipaddr.IPv4(bytes.slice(from, from + 4))
  const mapped = zeros(0, 10) && bytes[10] === 0xff && bytes[11] === 0xff
  const translated = zeros(0, 8) && bytes[8] === 0xff && bytes[9] === 0xff && zeros(10, 12)
  const compatible = zeros(0, 12) && !zeros(12, 15)
  const nat64 = bytes[0] === 0 && bytes[1] === 0x64 && bytes[2] === 0xff && bytes[3] === 0x9b && zeros(4, 12)
  if (mapped || translated || compatible || nat64) return ipv4(12)
  if (bytes[0] === 0x20 && bytes[1] === 0x02) return ipv4(2)
  return address
}

/** The numeric address that an URL's host is, without brackets, or null where it is a name. */
export function numericHost(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(host) ? host : null
}

/** Whether an address as written may be asked at all: its scheme, its log-in part, a host that is a number or local. */
export function refusalOfUrl(url: URL, privateHosts: PrivateHosts): Refusal {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol}// is neither http nor https`
  if (url.username || url.password) return 'the address carries a user name or password'
  const allowed = privateHosts.has(url.host)
  const number = numericHost(url)
  if (number !== null) return refusalOfAddress(number, allowed)
  const name = url.hostname.replace(/\.$/, '')
  if (/(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/.test(name) && !allowed)
    return `${name} is a name of the local network`
  return null
}
