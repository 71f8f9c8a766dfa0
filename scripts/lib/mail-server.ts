import { createServer, type Socket } from 'node:net'

/** A mail that a server took: accepted means that we answered 250 to it, whether or not the client heard it. */
export interface TakenMail {
  to: string
  messageId: string
  subject: string
  body: string
}

export interface MailServer {
  port: number
  taken: TakenMail[]
  connections: number
  dropped: number
  close(): Promise<void>
}

/** Where a connection breaks off; `after-data` is the doubtful end: the mail is taken, the answer never comes. */
export type DropPoint = 'greeting' | 'envelope' | 'in-data' | 'after-data'

/**
 * A small SMTP server for benchmarks and tests.
 *
 * @param drop where to break a connection off, or null; asked once for each connection
 * @param refuse an answer to RCPT TO other than 250, or null
 */
export async function startMailServer({
  drop = () => null,
  refuse = () => null,
}: {
  drop?: () => DropPoint | null
  refuse?: (to: string) => string | null
} = {}): Promise<MailServer> {
  const state: Omit<MailServer, 'close'> = { port: 0, taken: [], connections: 0, dropped: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    state.connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    talk(socket, state, drop(), refuse)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.port = (server.address() as { port: number }).port
  return Object.assign(state, {
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function talk(
  socket: Socket,
  state: Omit<MailServer, 'close'>,
  drop: DropPoint | null,
  refuse: (to: string) => string | null,
): void {
  let buffer = ''
  let to = ''
  let inData = false
  const breakOff = () => {
    state.dropped++
    socket.resetAndDestroy()
  }
  const answer = (line: string) => socket.write(`${line}\r\n`)
  if (drop === 'greeting') {
    breakOff()
    return
  }
  answer('220 test ESMTP')
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    buffer += chunk
    for (;;) {
      if (inData) {
        if (drop === 'in-data' && buffer.length > 200) return breakOff()
        const end = buffer.indexOf('\r\n.\r\n')
        if (end < 0) return
        state.taken.push(mailOf(to, buffer.slice(0, end)))
        buffer = buffer.slice(end + 5)
        inData = false
        if (drop === 'after-data') return breakOff()
        answer('250 taken')
        continue
      }
      const end = buffer.indexOf('\r\n')
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') answer('250 test')
      else if (verb === 'MAIL') {
        if (drop === 'envelope') return breakOff()
        answer('250 ok')
      } else if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        answer(refuse(to) ?? '250 ok')
      } else if (verb === 'DATA') {
        inData = true
        answer('354 go on')
      } else if (verb === 'QUIT') {
        answer('221 bye')
        socket.end()
        return
      } else answer('250 ok')
    }
  })
}

function mailOf(to: string, raw: string): TakenMail {
  const split = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, split).replaceAll(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  return {
    to,
    messageId: header('Message-ID'),
    subject: decodeWords(header('Subject')),
    body: decodeBody(raw.slice(split + 4), header('Content-Transfer-Encoding')),
  }
}

const decodeWords = (words: string): string =>
  words.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, how: string, text: string) =>
    how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : fromQuotedPrintable(text.replaceAll('_', ' ')),
  )

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

function decodeBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString()
  return /quoted-printable/i.test(encoding) ? fromQuotedPrintable(body) : body
}
