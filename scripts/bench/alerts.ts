// npm run bench -- alerts [ALERTS] [--redis]: do all alerts arrive, none twice and in order for each reader, while the
// process that holds articles against watches and sends what comes of it is killed (SIGKILL) 20 times and the mail server
// drops half of all connections, at any point of the talk? The queues are on PostgreSQL, or with --redis on Redis
// (REDIS_URL, else a redis-server of its own). Where a connection breaks after the mail was taken, SMTP can't tell: it must
// come again under the same Message-ID.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase, type Sql } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openQueues, type Queues } from '../../src/queue/queues.ts'
import { root } from '../../src/settings.ts'
import { type DropPoint, type MailServer, startMailServer, type TakenMail } from '../lib/mail-server.ts'
import { freePort } from '../lib/vigil-process.ts'

const READERS = 20
const KILLS = 20
// Each is tracked by five readers, and each reader tracks two, so that the articles of a batch meet readers in every order.
const TRACKED = [
  'Rauf Tahirzadə',
  'Nigar Sevdimalıyeva',
  'Vaqif Xanoğlanov',
  'Sevil Ağabalayeva',
  'Тарас Вихлянцев',
  'Злата Подкорытова',
  'Martin Oxleywood',
  'Harriet Quillfeather',
]
const TRACKED_BY = 5
// As many articles share a job; two jobs at a time, for the alert step works on two.
const BATCH = 16
const JOBS_AT_ONCE = 2
const DROPS: DropPoint[] = ['greeting', 'envelope', 'in-data', 'after-data']

export async function bench(args: string[]): Promise<void> {
  const alerts = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 2000)
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-alerts-'))
  const postgres = await startEmbedded(folder)
  const redis = args.includes('--redis') ? await startRedis() : null
  const mail = await startMailServer({
    drop: () => (Math.random() < 0.5 ? DROPS[Math.floor(Math.random() * DROPS.length)]! : null),
  })
  const database = openDatabase(postgres.url, { connections: 4 })
  try {
    await run({ alerts, database, databaseUrl: postgres.url, redisUrl: redis?.url ?? '', mail, folder })
  } finally {
    await database.close()
    await mail.close()
    await redis?.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Run {
  alerts: number
  database: Database
  databaseUrl: string
  redisUrl: string
  mail: MailServer
  folder: string
}

async function run({ alerts, database, databaseUrl, redisUrl, mail, folder }: Run): Promise<void> {
  const { sql } = database
  await migrate(sql)
  await addReaders(sql)
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    VIGIL_DATA: folder,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Vigil <vigil@vigil.example>',
  }
  const began = performance.now()
  let worker = startWorker(env)
  const kills = { sending: 0, alerting: 0 }
  const killing = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      // In the middle of sending: not before it has sent something since it was started.
      const before = mail.connections
      for (let waited = 0; mail.connections === before && waited < 30_000; waited += 20) await sleep(20)
      await sleep(Math.random() * 600)
      if (mail.connections > before) kills.sending++
      if (await areWaiting(sql)) kills.alerting++
      worker.kill('SIGKILL')
      worker = startWorker(env)
    }
  })()
  const queues = openQueues({ databaseUrl, redisUrl: redisUrl || undefined }, console.error)
  await addArticles(sql, queues, Math.ceil(alerts / TRACKED_BY))
  await killing
  await queues.close()
  const killed = performance.now()
  await untilSent(sql, alerts)
  const ended = performance.now()
  worker.kill('SIGTERM')
  const made = await alertsMade(sql)
  const { lost, twice, outOfOrder, repeats } = judge(mail.taken, alerts)
  console.log(
    `${alerts} alerts to ${READERS} readers, ${KILLS} SIGKILLs (${kills.sending} while it was sending, ${kills.alerting} while articles waited for the alert step), queues on ${redisUrl ? 'Redis' : 'PostgreSQL'}`,
  )
  console.log(`alerts made: ${made}; articles without their end: ${(await areWaiting(sql)) ? 'some' : 'none'}`)
  console.log(
    `mail server: ${mail.connections} connections, ${mail.dropped} dropped (${((100 * mail.dropped) / mail.connections).toFixed(0)} %)`,
  )
  console.log(
    `arrived ${alerts - lost}, lost ${lost}, twice under another Message-ID ${twice}, out of order ${outOfOrder}`,
  )
  console.log(`came again under the same Message-ID, its end being in doubt: ${repeats}`)
  console.log(
    `${((ended - began) / 1000).toFixed(0)} s in all, ${((ended - killed) / 1000).toFixed(0)} s of them after the last kill`,
  )
  if (made !== alerts || lost + twice + outOfOrder > 0) process.exitCode = 1
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  // `crawl` keeps the sweep; there is nothing to crawl.
  return spawn(process.execPath, [join(root, 'src/commands/main.ts'), 'work', 'crawl', 'alert', 'deliver'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function addReaders(sql: Sql): Promise<void> {
  await sql`insert into outlet (id, definition, enabled) values ('bench', '{"name": "Bench Post", "home": "https://bench.example/"}', true)`
  for (let reader = 0; reader < READERS; reader++) {
    const [account] = await sql<{ id: string }[]>`
      insert into account (name, role, password_hash) values (${`reader${reader}`}, 'reader', 'x') returning id`
    await sql`
      insert into channel (account_id, kind, address, daily_cap) values (${account!.id}, 'mail', ${`reader${reader}@example.org`}, 100000)`
    for (const [n, name] of TRACKED.entries())
      if (tracks(reader, n))
        await sql`insert into watch (account_id, name, feed_key) values (${account!.id}, ${name}, ${`key${reader}-${n}`})`
  }
}

// Five neighbours track a prisoner; every second prisoner is tracked by neighbours of another order.
const tracks = (reader: number, prisoner: number): boolean => {
  const seat = prisoner % 2 === 0 ? reader : (reader * 7 + 3) % READERS
  return Math.floor(seat / TRACKED_BY) === Math.floor(prisoner / 2)
}

/** Articles as link leaves them, while the kills go on. */
async function addArticles(sql: Sql, queues: Queues, count: number): Promise<void> {
  for (let n = 0; n < count; n += BATCH * JOBS_AT_ONCE) {
    const ids: string[] = []
    for (let k = n; k < Math.min(count, n + BATCH * JOBS_AT_ONCE); k++) ids.push(await addArticle(sql, k))
    const jobs = [ids.slice(0, BATCH), ids.slice(BATCH)].filter((of) => of.length > 0)
    await queues.add(jobs.map((of) => ({ queue: 'alert', of: of.join(','), lane: 'live' })))
    await sleep(3_000)
  }
}

async function addArticle(sql: Sql, n: number): Promise<string> {
  const url = `https://bench.example/${n}`
  const hash = createHash('sha256').update(url).digest()
  const text = `${TRACKED[n % TRACKED.length]}, ${n}.`
  const [row] = await sql<{ id: string }[]>`
    with d as (insert into discovery (outlet_id, url, url_hash, host, state, todo) values ('bench', ${url}, ${hash}, 'bench.example', 'analysed', 'alert') returning id),
      c as (insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
        select id, now(), ${url}, ${url}, 200, '[]', ${hash}, 1, 'x', 0, 1 from d returning id, discovery_id)
    insert into article (capture_id, discovery_id, title, text, text_sha256)
    select id, discovery_id, ${`Number ${n}`}, ${text}, ${hash} from c returning discovery_id as id`
  return row!.id
}

const areWaiting = async (sql: Sql): Promise<boolean> =>
  (await sql`select from discovery where todo = 'alert' limit 1`).length > 0

const alertsMade = async (sql: Sql): Promise<number> =>
  (await sql<{ made: number }[]>`select count(*)::int as made from alert`)[0]!.made

async function untilSent(sql: Sql, count: number): Promise<void> {
  const end = Date.now() + 15 * 60_000
  while (Date.now() < end) {
    const [row] = await sql<
      { sent: number }[]
    >`select count(*)::int as sent from delivery join message on message.id = message_id and state = 'sent'`
    if (row!.sent >= count) return
    await sleep(500)
  }
  console.log('not all were sent in 15 minutes')
}

interface Judged {
  lost: number
  twice: number
  outOfOrder: number
  repeats: number
}

// Each mail says which alerts it carries by their links.
function judge(taken: readonly TakenMail[], count: number): Judged {
  const firsts = [...new Map(taken.toReversed().map((mail) => [mail.messageId, mail])).values()].toReversed()
  const order = taken.filter((mail, at) => taken.findIndex(({ messageId }) => messageId === mail.messageId) === at)
  const alertsOf = ({ body }: TakenMail) => [...body.matchAll(/\/alerts\/(\d+)/g)].map(([, id]) => id!)
  const told = firsts.flatMap(alertsOf)
  let outOfOrder = 0
  for (const mails of Map.groupBy(order, ({ to }) => to).values()) {
    const ids = mails.flatMap(alertsOf).map(Number)
    outOfOrder += ids.filter((id, at) => at > 0 && id < ids[at - 1]!).length
  }
  const arrived = new Set(told)
  return {
    lost: count - arrived.size,
    twice: told.length - arrived.size,
    outOfOrder,
    repeats: taken.length - firsts.length,
  }
}

async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} }
  const port = await freePort()
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  })
  await sleep(1_000)
  return { url: `redis://127.0.0.1:${port}`, stop: async () => void server.kill() }
}
