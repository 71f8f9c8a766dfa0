// npm run bench -- whole [ARTICLES]: from the first discovery to the last alert step on this machine, embedded, on a
// loopback outlet with `delay: 0s`; articles a second, memory of our Node processes, and where the processor time goes. The
// floor beside it, in the same run: the same pages fetched one after the other and parsed with cheerio, nothing kept.
import { load } from 'cheerio'
import postgres from 'postgres'
import { embeddedUrl } from '../../src/db/embedded.ts'
import { outletFile, startGeneratedOutlet } from '../lib/generated-outlet.ts'
import { ended, processesBelow, startVigil, throwAwayFolder } from '../lib/vigil-process.ts'

export async function bench([count = '2000']: string[]): Promise<void> {
  const articles = Number(count)
  const outlet = await startGeneratedOutlet(articles)
  const floor = await floorOf(outlet.origin, Math.min(articles, 500))
  // Without `since` only the newest 5,000 of an archive are taken.
  const file = `${outletFile(outlet.origin)}since: 2020-01-01\n`
  const { data, config, remove } = throwAwayFolder({ 'bench/bench-post.yaml': file })
  const vigil = await startVigil(['start'], { VIGIL_DATA: data, VIGIL_CONFIG: config, REDIS_URL: '' })
  try {
    const before = processorTime(vigil.child.pid!)
    let peakMb = 0
    const watch = setInterval(() => {
      peakMb = Math.max(peakMb, nodeMemory(vigil.child.pid!))
    }, 500)
    // Whether it slows with size: what each fifth of the articles took.
    const fifths = [{ count: 0, seconds: sum(before), at: performance.now() }]
    // Counting is not free: asked seldom, it does not slow what it measures.
    const health = await vigil.until(
      (h) => {
        if (ended(h) >= (articles / 5) * fifths.length)
          fifths.push({ count: ended(h), seconds: sum(processorTime(vigil.child.pid!)), at: performance.now() })
        return ended(h) >= articles
      },
      120 + articles / 4,
      1_000,
    )
    const sql = postgres(embeddedUrl(data)!, { onnotice: () => {} })
    await untilSettled(sql)
    const after = processorTime(vigil.child.pid!)
    clearInterval(watch)
    const [span] =
      await sql`select extract(epoch from max(state_at) - min(discovered_at))::float as seconds from discovery`
    const perSecond = articles / span!.seconds
    console.log(`${articles} articles in ${span!.seconds.toFixed(1)} s: ${perSecond.toFixed(1)} a second`)
    console.log(
      `floor (fetch and parse only, one after the other): ${floor.toFixed(1)} a second; ratio ${(perSecond / floor).toFixed(3)}`,
    )
    console.log(`end states ${JSON.stringify(health.articles)}, claims ${health.claims}`)
    console.log(`peak memory of our Node processes together: ${peakMb.toFixed(0)} MB`)
    for (const row of await sql`select step, outcome, count(*)::int as n, avg(ms)::float as mean, percentile_cont(0.95) within group (order by ms) as p95 from step group by 1, 2 order by min(id)`)
      console.log(
        `  ${row.step.padEnd(8)} ${row.outcome.padEnd(10)} ${String(row.n).padStart(6)}  mean ${row.mean.toFixed(1)} ms  p95 ${Number(row.p95).toFixed(0)} ms`,
      )
    console.log('processor time an article, once the product was up:')
    let all = 0
    for (const [who, seconds] of after) {
      const ms = ((seconds - (before.get(who) ?? 0)) * 1000) / articles
      all += ms
      if (ms >= 0.05) console.log(`  ${who.padEnd(12)} ${ms.toFixed(1).padStart(5)} ms`)
    }
    console.log(`  ${'all'.padEnd(12)} ${all.toFixed(1).padStart(5)} ms`)
    console.log('by fifths of the articles:')
    for (const [n, { count, seconds, at }] of fifths.entries()) {
      const last = fifths[n - 1]
      if (!last || count === last.count) continue
      const [ms, rate] = [
        ((seconds - last.seconds) * 1000) / (count - last.count),
        ((count - last.count) * 1000) / (at - last.at),
      ]
      console.log(
        `  to ${String(count).padStart(6)}  ${ms.toFixed(1).padStart(5)} ms an article, ${rate.toFixed(1)} a second`,
      )
    }
    await sql.end()
  } finally {
    await vigil.stop()
    await outlet.close()
    remove()
  }
}

/** Seconds of processor time so far, by part of the product; the outlet lives in this process. */
function processorTime(pid: number): Map<string, number> {
  const seconds = new Map<string, number>()
  const add = (who: string, more: number) => seconds.set(who, (seconds.get(who) ?? 0) + more)
  for (const { command, cpuSeconds } of processesBelow(pid)) add(partOf(command), cpuSeconds)
  const { user, system } = process.cpuUsage()
  add('outlet', (user + system) / 1e6)
  return seconds
}

const sum = (times: Map<string, number>): number => [...times.values()].reduce((all, seconds) => all + seconds, 0)

function partOf(command: string): string {
  if (/postgres/.test(command.split(' ')[0]!)) return 'postgresql'
  if (/ work .*capture/.test(command)) return 'fetching'
  if (/ work .*extract/.test(command)) return 'reading'
  return / web$/.test(command) ? 'web' : 'start'
}

const nodeMemory = (pid: number): number =>
  processesBelow(pid)
    .filter(({ command }) => /\bnode\b/.test(command.split(' ')[0]!))
    .reduce((sum, row) => sum + row.residentMb, 0)

async function untilSettled(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [row] = await sql`select exists (select from discovery where todo is not null) as some`
    if (!row!.some) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function floorOf(origin: string, pages: number): Promise<number> {
  const began = performance.now()
  for (let n = 0; n < pages; n++) {
    const response = await fetch(`${origin}/news/${n}`)
    load(await response.text())('p').text()
  }
  return pages / ((performance.now() - began) / 1000)
}
