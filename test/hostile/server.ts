import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'

/** One request as the server saw it; times are milliseconds of performance.now(). */
interface Asked {
  path: string
  method: string
  from: number
  to: number
  headers: IncomingMessage['headers']
}

export type Answer = (request: IncomingMessage, response: ServerResponse, hostile: Hostile) => void

/** A server that plays traps on a loopback port of its own, and remembers what it was asked. */
export interface Hostile {
  origin: string
  host: string
  asked: Asked[]
  /** How many times a path was asked for. */
  count(path: string): number
  /** The most requests that were under way at once. */
  most(): number
  /** From the end of each request to the start of the next. */
  pauses(): number[]
  close(): Promise<void>
}

/** @param answers by path with its query; "*" for all others (404 where it is missing) */
export async function startHostile(answers: Record<string, Answer>): Promise<Hostile> {
  const asked: Asked[] = []
  let open = 0
  let most = 0
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const path = request.url ?? '/'
    const entry: Asked = {
      path,
      method: request.method ?? '',
      from: performance.now(),
      to: Number.NaN,
      headers: request.headers,
    }
    asked.push(entry)
    most = Math.max(most, ++open)
    response.once('close', () => {
      open--
      entry.to = performance.now()
    })
    const answer = answers[path] ?? answers['*'] ?? notFound
    answer(request, response, hostile)
  })
  const hostile: Hostile = {
    ...(await listening(server)),
    asked,
    count: (path) => asked.filter((entry) => entry.path === path).length,
    most: () => most,
    pauses: () => asked.slice(1).map((entry, n) => entry.from - asked[n]!.to),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return hostile
}

/** A server that answers any connection with these bytes, HTTP or not. */
export async function startRaw(
  bytes: Buffer | string,
): Promise<{ origin: string; host: string; close(): Promise<void> }> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `http://${host}`, host, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function listening(server: Server): Promise<{ origin: string; host: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `http://${host}`, host }
}

/** A page with an article long enough to be one. */
export function articlePage(title: string, words = 'The prisoner was not let out of the cell for a walk.'): string {
  const paragraphs = Array.from({ length: 6 }, (_, n) => `<p>${words} Paragraph ${n + 1} of "${title}".</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs}</article></body></html>`
}

const notFound: Answer = (_, response) => send(response, 404, 'not here')

export function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
  response.end(body)
}

export const page =
  (title: string, headers: Record<string, string | string[]> = {}): Answer =>
  (_, response) =>
    send(response, 200, articlePage(title), headers)

export const redirect =
  (to: string, status = 302): Answer =>
  (_, response) =>
    send(response, status, '', { location: to })
