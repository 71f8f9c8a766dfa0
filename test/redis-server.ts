import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'

/** Whether a Redis can be started here; where not, the tests that need one are skipped, and the run says how to get it. */
export const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0
if (!hasRedis)
  console.warn('SKIPPED: the Redis tests, for redis-server is missing. To run them: apt-get install redis-server')

/** A Redis of one's own on a free port, keeping nothing. `stop` kills it, `start` brings it back on the same port. */
export async function startRedis(): Promise<{
  url: string
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
  let server: ReturnType<typeof spawn>
  const start = () =>
    new Promise<void>((resolve) => {
      server = spawn(
        'redis-server',
        ['--port', String(port), '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      )
      server.stdout!.on('data', (bytes) => /Ready to accept/.test(String(bytes)) && resolve())
    })
  const end = (signal: NodeJS.Signals) => async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await gone
  }
  await start()
  return { url: `redis://127.0.0.1:${port}`, start, kill: end('SIGKILL'), stop: end('SIGTERM') }
}
