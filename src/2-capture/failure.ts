import type { FetchOutcome } from '../domain/fetch.ts'
import { TooSlow } from './one-request.ts'
import { RefusedAddress } from './pinned-agent.ts'
import { TooLarge } from './unpack.ts'

type Failure = Exclude<FetchOutcome, { kind: 'fetched' | 'not-modified' }>

const CERTIFICATE =
  /^(CERT_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|HOSTNAME_MISMATCH)|_CERT(_|$)|CERTIFICATE/

/** What an error of the network means, in words; null for what is no such error, but a mistake of our own. */
export function failureOf(error: unknown): Failure | null {
  const chain = causes(error)
  const refused = chain.find((cause) => cause instanceof RefusedAddress)
  if (refused) return refusedAddress(refused.message)
  if (chain.some((cause) => cause instanceof TooLarge))
    return {
      kind: 'set-aside',
      because: 'too-large',
      advice: 'The page is larger than 10 MB. It is hardly an article; look at it yourself.',
    }
  const slow = chain.find((cause) => cause instanceof TooSlow)
  if (slow)
    return {
      kind: 'try-later',
      because: 'timeout',
      advice: `The server was too slow: ${slow.message}. It is tried again.`,
    }
  if (chain.some((cause) => (cause as Error).name === 'HTTPParserError')) return notHttp
  const code = chain.map(codeOf).find((found) => found !== null)
  return code ? byCode(code) : null
}

export const refusedAddress = (words: string): Failure => ({
  kind: 'set-aside',
  because: 'refused-address',
  advice: `Not asked for: ${words}. If it is an outlet of yours on your own network, name host and port in its file with allow_private: true.`,
})

function byCode(code: string): Failure | null {
  const later = (because: Extract<Failure, { kind: 'try-later' }>['because'], advice: string): Failure => ({
    kind: 'try-later',
    because,
    advice,
  })
  if (CERTIFICATE.test(code))
    return later(
      'certificate',
      `The server's certificate is not in order (${code}). Write to the outlet if it stays so.`,
    )
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_NONAME':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'ENODATA':
      return later(
        'unknown-host',
        'The name of the host is not known. Check its spelling, and whether the outlet has moved.',
      )
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return later('timeout', 'The server could not be reached in time. It is tried again.')
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return later(
        'unreachable',
        `The server could not be reached (${code}). It is tried again; if others reach it, try a proxy.`,
      )
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return { kind: 'set-aside', because: 'bad-answer', advice: 'The server sent more header than any page needs.' }
  }
  if (/^(UND_ERR_|ECONN|EPIPE|UND_|SOCKS|ERR_SOCKS)/.test(code))
    return later('broken-off', `The connection broke off (${code}). It is tried again.`)
  return null
}

const notHttp: Failure = {
  kind: 'set-aside',
  because: 'bad-answer',
  advice: 'What the server sent is not HTTP as it should be. Open the address in a browser and see what is there.',
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = []
  for (let cause = error; cause && found.length < 10; cause = (cause as Error).cause) {
    found.push(cause)
    // Several addresses were tried: the first error speaks for all.
    if (cause instanceof AggregateError) found.push(...cause.errors)
  }
  return found
}

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}
