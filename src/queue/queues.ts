import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import type { Lane } from '../domain/outcome.ts'

export const QUEUES = ['crawl', 'capture', 'render', 'extract', 'analyse', 'link', 'alert', 'deliver'] as const
export type QueueName = (typeof QUEUES)[number]

/** What a job works on, by id only: queues and logs never carry texts or names of people. */
export interface Job {
  queue: QueueName
  /**
   * A source for crawl, a host for capture, a channel or a name for deliver, discoveries joined by commas for all others.
   * The job's id is made of it.
   */
  of: string
  lane: Lane
}

export interface QueueCount {
  name: QueueName
  waiting: number
  active: number
  delayed: number
  failed: number
}

export interface RunningWorker {
  /** Waits for what is under way, takes nothing new. */
  close(): Promise<void>
}

/** The small seam between Vigil and its queue engine: BullMQ on PostgreSQL, or on Redis where one is given. */
export interface Queues {
  /** Adding a job that is already there changes nothing. */
  add(jobs: Job[]): Promise<void>
  counts(): Promise<QueueCount[]>
  work(queue: QueueName, options: WorkOptions): RunningWorker
  close(): Promise<void>
}

export interface WorkOptions {
  concurrency: number
  run(of: string): Promise<void>
  /** A job whose worker died again and again, or whose `run` threw. */
  failed(of: string, error: Error): Promise<void>
}

// 1 is first in BullMQ; the slow lane is served when the other is empty.
const PRIORITY: Record<Lane, number> = { live: 1, backfill: 10 }

// The tables keep what became of a job; the engine forgets it at once, so that the same id can come again.
const FORGET = { removeOnComplete: true, removeOnFail: true }

// A worker that was killed leaves its job locked: 15 s later another takes it over.
const WORKER = { lockDuration: 15_000, stalledInterval: 10_000, maxStalledCount: 3, autorun: true }

// A job id may not contain a colon, and hosts do.
const jobId = ({ queue, of }: Job) => `${queue}-${of.replaceAll(':', '_')}`

const asBullJob = (name: QueueName, job: Job) => ({
  name,
  data: { of: job.of },
  opts: { jobId: jobId(job), priority: PRIORITY[job.lane], ...FORGET },
})

interface Engine {
  queue(name: QueueName): Queue
  worker(name: QueueName, run: (of: string) => Promise<void>, concurrency: number): Worker
  close(): Promise<void>
}

/** Opens the queues. A server that is away is waited for, here and at every later moment. */
export function openQueues(
  { databaseUrl, redisUrl }: { databaseUrl: string; redisUrl?: string | undefined },
  say: (line: string) => void,
): Queues {
  const engine = redisUrl ? onRedis(redisUrl, say) : onPostgres(databaseUrl)
  const trouble = onceAMinute(say)
  const opened = new Map<QueueName, Queue>()
  const open = (name: QueueName): Queue => {
    const queue = opened.get(name) ?? engine.queue(name)
    if (!opened.has(name)) {
      queue.on('error', (error) => trouble(`queue ${name}: ${error.message}`))
      opened.set(name, queue)
    }
    return queue
  }
  return {
    async add(jobs) {
      for (const [name, group] of Map.groupBy(jobs, (job) => job.queue)) {
        const [first, ...rest] = group.map((job) => asBullJob(name, job))
        // On PostgreSQL the statement for many jobs takes ten times as long as the one for one, even for one.
        if (first && rest.length === 0) await open(name).add(first.name, first.data, first.opts)
        else if (first) await open(name).addBulk([first, ...rest])
      }
    },
    async counts() {
      return Promise.all(
        QUEUES.map(async (name) => {
          const counts = await open(name).getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed')
          const { wait = 0, waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts
          return { name, waiting: wait + waiting + prioritized, active, delayed, failed }
        }),
      )
    },
    work(name, { concurrency, run, failed }) {
      const worker = engine.worker(name, run, concurrency)
      worker.on('error', (error) => trouble(`worker ${name}: ${error.message}`))
      worker.on('failed', (job, error) => {
        if (job) failed(job.data.of, error).catch((fault: Error) => trouble(`worker ${name}: ${fault.message}`))
      })
      return { close: () => worker.close() }
    },
    async close() {
      await Promise.all([...opened.values()].map((queue) => queue.close().catch(() => {})))
      await engine.close()
    },
  }
}

function onPostgres(connectionString: string): Engine {
  const Backend = withBackend(createPostgresBackend)
  // Jobs can be made again from the tables, so they need not wait for the disc.
  const connection = { connectionString, migrate: true, max: 4, options: '-c synchronous_commit=off' }
  return {
    queue: (name) => new Backend.Queue(name, { connection }) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new Backend.Worker(name, (job: { data: { of: string } }) => run(job.data.of), {
        ...WORKER,
        connection,
        concurrency,
      }) as unknown as Worker,
    close: async () => {},
  }
}

function onRedis(redisUrl: string, say: (line: string) => void): Engine {
  const trouble = onceAMinute(say)
  const connect = () => {
    const redis = new Redis(redisUrl, {
      maxRetriesPerRequest: null,
      retryStrategy: (tries) => Math.min(tries * 100, 3_000),
    })
    redis.on('error', (error) => trouble(`Redis: ${error.message || 'can not be reached'}; waiting for it`))
    return redis
  }
  const shared = connect()
  const connections = [shared]
  return {
    queue: (name) => new Queue(name, { connection: shared, prefix: 'vigil' }),
    worker: (name, run, concurrency) => {
      const own = connect()
      connections.push(own)
      return new Worker(name, (job) => run(job.data.of), { ...WORKER, connection: own, prefix: 'vigil', concurrency })
    },
    close: async () => {
      for (const redis of connections) redis.disconnect()
    },
  }
}

// A server that is away fails many calls a second; one line a minute tells it as well.
function onceAMinute(say: (line: string) => void): (line: string) => void {
  const last = new Map<string, number>()
  return (line) => {
    const now = Date.now()
    if (now - (last.get(line) ?? 0) < 60_000) return
    last.set(line, now)
    say(line)
  }
}
