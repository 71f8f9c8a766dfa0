import { createServer } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'

export interface Proxy {
  url: string
  /** The hosts with ports that it was asked to connect to, as they were named. */
  asked: string[]
  close(): Promise<void>
}

/** A SOCKS5 way out as Tor is one: names are looked up at its end. `resolve` says where a name leads. */
export async function startSocks5(resolve: (name: string) => string): Promise<Proxy> {
  const asked: string[] = []
  const server = createTcpServer((client) => {
    client.on('error', () => {})
    client.once('data', () => {
      client.write(Buffer.from([5, 0]))
      client.once('data', (request) => {
        const name =
          request[3] === 3 ? request.subarray(5, 5 + request[4]!).toString() : [...request.subarray(4, 8)].join('.')
        const port = request.readUInt16BE(request.length - 2)
        asked.push(`${name}:${port}`)
        const [host, to] = resolve(`${name}:${port}`).split(':')
        join(client, host!, Number(to), () => client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])))
      })
    })
  })
  return running(server, asked, 'socks5')
}

/** An HTTP way out that is asked to CONNECT. */
export async function startConnectProxy(resolve: (name: string) => string): Promise<Proxy> {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, client: Socket) => {
    client.on('error', () => {})
    asked.push(request.url ?? '')
    const [host, to] = resolve(request.url ?? '').split(':')
    join(client, host!, Number(to), () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
  })
  return running(server, asked, 'http')
}

function join(client: Socket, host: string, port: number, connected: () => void): void {
  const there = connect(port, host, () => {
    connected()
    client.pipe(there).pipe(client)
  })
  there.on('error', () => client.destroy())
  client.on('close', () => there.destroy())
}

async function running(server: ReturnType<typeof createTcpServer>, asked: string[], scheme: string): Promise<Proxy> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
