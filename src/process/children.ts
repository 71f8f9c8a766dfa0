import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Trouble } from '../commands/command.ts'
import { root } from '../settings.ts'

export interface Child {
  name: string
  args: string[]
}

export interface Children {
  /** Resolves when each said that it is ready. */
  ready: Promise<void>
  stop(): Promise<void>
  kill(): void
}

// A process that dies at once is not started again at once: the pause doubles up to this.
const LONGEST_PAUSE_MS = 30_000
// Ctrl-C stops all within 8 s; PostgreSQL needs its part of it.
const STOP_MS = 4_500

/** Runs Vigil's own processes side by side, and starts again what dies. They end when we end, however that happens. */
export function startChildren(children: Child[], env: NodeJS.ProcessEnv, say: (line: string) => void): Children {
  let stopping = false
  const running = new Map<string, ChildProcess>()

  const keepRunning = ({ name, args }: Child): Promise<void> => {
    const first = Promise.withResolvers<void>()
    let everReady = false
    const loop = async () => {
      for (let pause = 500; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        const began = Date.now()
        const child = start(args, env)
        running.set(name, child)
        child.once('message', () => {
          everReady = true
          first.resolve()
        })
        const how = await ended(child)
        running.delete(name)
        if (stopping) return
        // At the first start it said itself what only a person can mend, and would say it again and again. What ran before
        // is started again, however it ended.
        if (!everReady && child.exitCode === 1) throw new Trouble(`${name} could not start; stopping`)
        if (Date.now() - began > 60_000) pause = 500
        say(`${name} ended (${how}); starting it again`)
        await sleep(pause)
      }
    }
    loop().catch((error: Error) => first.reject(error))
    return first.promise
  }

  return {
    ready: Promise.all(children.map(keepRunning)).then(() => {}),
    async stop() {
      stopping = true
      const left = [...running.values()]
      const gone = Promise.all(left.map(ended))
      for (const child of left) child.kill('SIGTERM')
      await Promise.race([gone, sleep(STOP_MS, undefined, { ref: false })])
      for (const child of running.values()) child.kill('SIGKILL')
      await gone
    },
    kill() {
      stopping = true
      for (const child of running.values()) child.kill('SIGKILL')
    },
  }
}

// Node takes what memory it finds before it tidies up; a cheap server has little. A page of 10 MB still fits.
const MODEST = ['--max-old-space-size=512', '--max-semi-space-size=8']

function start(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  // In a session of its own: Ctrl-C on the terminal reaches us alone, and we end the others in their order. The channel
  // tells a child when we are gone.
  return spawn(process.execPath, [...MODEST, join(root, 'src/commands/main.ts'), ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

const ended = (child: ChildProcess): Promise<string> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve('')
    : new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)))
