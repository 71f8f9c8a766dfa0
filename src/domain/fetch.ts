import type { Outlet } from './outlet.ts'

/** One web page as a server sent it. */
export interface Page {
  /** Asked for. */
  url: string
  /** After redirects. */
  finalUrl: string
  redirects: { url: string; status: number }[]
  /** What each of them was asked with and answered, for the record. */
  hops?: Page[]
  status: number
  statusText: string
  /** As sent, in their order. */
  headers: [string, string][]
  contentType: string | null
  /** Bytes of the body as served, perhaps packed: these are the evidence. */
  served: Buffer
  /** The same bytes unpacked: these are read. */
  body: Buffer
  fetchedAt: Date
  /** What we asked with, for the record. */
  request: { method: string; url: string; headers: [string, string][] }
  /** It is a wall that asks for a browser or a human instead of the page. */
  wall: boolean
  /** The numeric address that answered; null through a proxy. */
  address: string | null
}

export interface FetchRequest {
  url: string
  /** Whose page it is: its pace, its private hosts, its way out. */
  outlet: Pick<Outlet, 'home' | 'feeds' | 'sitemaps' | 'sections' | 'mirrors' | 'delay' | 'allow_private' | 'proxy'> & {
    language?: string
  }
  method?: 'GET' | 'HEAD'
  etag?: string | null
  lastModified?: string | null
  accept?: string
  /** How long to wait for the host's turn before answering "busy". */
  maxWaitMs?: number
}

/** What came of asking for an address: values named by what happens next, each stop with advice for a person. */
export type FetchOutcome =
  | { kind: 'fetched'; page: Page }
  | { kind: 'not-modified'; headers: [string, string][] }
  | FetchTryLater
  | { kind: 'set-aside'; because: FetchSetAside; advice: string }

export interface FetchTryLater {
  kind: 'try-later'
  because:
    | 'host-busy'
    | 'rate-limited'
    | 'robots-unreachable'
    | 'timeout'
    | 'unreachable'
    | 'unknown-host'
    | 'broken-off'
    | 'certificate'
  advice: string
  notBefore?: Date
  /** True when it is not this address that is in trouble: waiting costs no try. */
  waits?: boolean
}

type FetchSetAside = 'robots' | 'refused-address' | 'redirect-loop' | 'too-many-redirects' | 'too-large' | 'bad-answer'

/** Asks politely and safely. */
export interface Http {
  get(request: FetchRequest): Promise<FetchOutcome>
  /** The robots.txt of an address's host, as everybody keeps it; null where it has none. */
  robotsText(url: URL, outlet: FetchRequest['outlet']): Promise<{ kind: 'read'; text: string | null } | FetchTryLater>
}

/** The first header of that name. */
export function headerOf(headers: readonly (readonly [string, string])[], name: string): string | null {
  const wanted = name.toLowerCase()
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null
}
