// npm run bench -- alerts [ALERTS] [--redis]: do all alerts arrive, none twice and in order for each reader, while the
// process that sends them is killed (SIGKILL) 20 times and the mail server drops half of all connections, at any point of
// the talk? The queues are on PostgreSQL, or with --redis on Redis (REDIS_URL, else a redis-server of its own). Where a
// connection breaks after the mail was taken, SMTP can't tell: it must come again under the same Message-ID.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Alert } from '../../src/6-alert/alert.ts'
import { saveAlerts } from '../../src/6-alert/alert-store.ts'
import { type Database, openDatabase, type Sql } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { root } from '../../src/settings.ts'
import { type DropPoint, type MailServer, startMailServer, type TakenMail } from '../lib/mail-server.ts'
import { freePort } from '../lib/vigil-process.ts'

const READERS = 20
const KILLS = 20
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
  const watches = await addReaders(sql)
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
  let killedSending = 0
  const killing = (async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      // In the middle of sending: not before it has sent something since it was started.
      const before = mail.connections
      for (let waited = 0; mail.connections === before && waited < 30_000; waited += 20) await sleep(20)
      await sleep(Math.random() * 600)
      if (mail.connections > before) killedSending++
      worker.kill('SIGKILL')
      worker = startWorker(env)
    }
  })()
  await addAlerts(sql, watches, alerts)
  await killing
  const killed = performance.now()
  await untilSent(sql, alerts)
  const ended = performance.now()
  worker.kill('SIGTERM')
  const { lost, twice, outOfOrder, repeats } = judge(mail.taken, alerts)
  console.log(
    `${alerts} alerts to ${READERS} readers, ${KILLS} SIGKILLs (${killedSending} while it was sending), queues on ${redisUrl ? 'Redis' : 'PostgreSQL'}`,
  )
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
  if (lost + twice + outOfOrder > 0) process.exitCode = 1
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  // `crawl` keeps the sweep; there is nothing to crawl.
  return spawn(process.execPath, [join(root, 'src/commands/main.ts'), 'work', 'crawl', 'deliver'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function addReaders(sql: Sql): Promise<string[]> {
  const watches: string[] = []
  for (let n = 0; n < READERS; n++) {
    const [account] = await sql<{ id: string }[]>`
      insert into account (name, role, password_hash) values (${`reader${n}`}, 'reader', 'x') returning id`
    await sql`
      insert into channel (account_id, kind, address, daily_cap) values (${account!.id}, 'mail', ${`reader${n}@example.org`}, 100000)`
    const [watch] = await sql<{ id: string }[]>`
      insert into watch (account_id, name, feed_key) values (${account!.id}, 'Rauf Tahirzadə', ${`key${n}`}) returning id`
    watches.push(watch!.id)
  }
  return watches
}

async function addAlerts(sql: Sql, watches: string[], count: number): Promise<void> {
  await sql`insert into outlet (id, definition, enabled) values ('bench', '{"name": "Bench Post", "home": "https://bench.example/"}', true)`
  for (let n = 0; n < count; n += watches.length) {
    const { discoveryId, articleId } = await addArticle(sql, n)
    const alerts = watches.slice(0, count - n).map((watchId): Alert => mention(watchId, discoveryId, articleId, n))
    await sql.begin((tx) => saveAlerts(tx, alerts))
    await sleep(10)
  }
}

const mention = (watchId: string, discoveryId: string, articleId: string, n: number): Alert => ({
  watchId,
  kind: 'mention',
  subject: 'person',
  origin: discoveryId,
  discoveryId,
  articleId,
  claimId: null,
  incidentId: null,
  hint: false,
  review: 'suggested',
  rule: 'name',
  words: ['Rauf Tahirzadə'],
  sentence: `Rauf Tahirzadə, ${n}.`,
  mention: 'Rauf Tahirzadə',
  reason: `Rauf Tahirzadə, ${n}.`,
  urgency: null,
  detail: {},
  score: 1,
})

async function addArticle(sql: Sql, n: number): Promise<{ discoveryId: string; articleId: string }> {
  const url = `https://bench.example/${n}`
  const hash = createHash('sha256').update(url).digest()
  const [row] = await sql<{ discoveryId: string; articleId: string }[]>`
    with d as (insert into discovery (outlet_id, url, url_hash, host, state, todo) values ('bench', ${url}, ${hash}, 'bench.example', 'analysed', null) returning id),
      c as (insert into capture (discovery_id, fetched_at, url, final_url, status, headers, sha256, size, warc_file, warc_offset, warc_length)
        select id, now(), ${url}, ${url}, 200, '[]', ${hash}, 1, 'x', 0, 1 from d returning id, discovery_id)
    insert into article (capture_id, discovery_id, title, text, text_sha256)
    select id, discovery_id, ${`Number ${n}`}, ${`Rauf Tahirzadə, ${n}.`}, ${hash} from c returning discovery_id, id as article_id`
  return row!
}

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
