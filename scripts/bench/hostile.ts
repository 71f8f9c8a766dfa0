// npm run bench -- hostile [SECONDS]: the whole product against the hostile server of test/hostile: a table of what each
// trap came to, and how polite and safe it was meanwhile. Some traps are tried three times over eleven minutes: with fewer
// SECONDS (300) they are shown as waiting.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { embeddedUrl } from '../../src/db/embedded.ts'
import { page, send, startHostile } from '../../test/hostile/server.ts'
import { behindTraps, traps } from '../../test/hostile/traps.ts'
import { startVigil, throwAwayFolder } from '../lib/vigil-process.ts'

const DELAY_MS = 100

export async function bench([seconds = '300']: string[]): Promise<void> {
  const other = await startHostile({ '*': page('Nobody may read this') })
  const all = traps(other.origin)
  const paths = [...all.map(({ path }) => path), '/scripted', '/plain?utm_source=x', '/plain#a', '/plain/']
  const rss = `<rss><channel><title>Hostile</title>${paths.map((path) => `<item><title>${path}</title><link>${path}</link></item>`).join('')}</channel></rss>`
  const hostile = await startHostile({
    ...behindTraps,
    ...Object.assign({}, ...all.map(({ answers }) => answers)),
    '/scripted': (_, response) => send(response, 200, scriptedPage(other.origin)),
    '/text.json': (_, response) => send(response, 200, JSON.stringify(TEXT), { 'content-type': 'application/json' }),
    '/rss': (_, response) => send(response, 200, rss, { 'content-type': 'text/xml' }),
  })
  const file = `name: Hostile\nhome: ${hostile.origin}/\nlanguage: en\nfeeds: [${hostile.origin}/rss]\nevery: 1m\ndelay: ${DELAY_MS}ms\nallow_private: true\n`
  const { data, config, remove } = throwAwayFolder({ 'bench/hostile.yaml': file })
  const vigil = await startVigil(['start'], { VIGIL_DATA: data, VIGIL_CONFIG: config, REDIS_URL: '' })
  try {
    const sql = postgres(embeddedUrl(data)!, { onnotice: () => {} })
    const end = Date.now() + Number(seconds) * 1000
    const underWay = async () =>
      (await sql`select count(*)::int as n, count(*) filter (where todo is not null)::int as open from discovery`)[0]!
    for (let now = await underWay(); Date.now() < end && (now.n === 0 || now.open > 0); now = await underWay())
      await sleep(1_000)
    for (const row of await sql`select url, state, todo, because, tries from discovery order by id`) {
      const trap = all.find(({ path }) => hostile.origin + path === row.url)
      const came = row.todo
        ? `waits (${row.because ?? row.todo}, try ${row.tries + 1})`
        : [row.state, row.because].filter(Boolean).join(': ')
      console.log(`${(trap?.name ?? 'a page that its scripts make').padEnd(68)} ${came}`)
    }
    const forbidden = hostile.asked.filter(({ path }) => /^\/(private|%70rivate)/.test(path)).length
    const pauses = hostile.pauses().filter((pause) => !Number.isNaN(pause))
    console.log(
      `asked ${hostile.asked.length} times; at once: ${hostile.most()}; shortest pause ${Math.min(...pauses).toFixed(0)} ms of ${DELAY_MS} ms (what a rendered page loads is exempt)`,
    )
    console.log(
      `asked inside the network: ${other.asked.length}; asked though forbidden: ${forbidden}; /plain asked ${hostile.count('/plain')} time`,
    )
    await sql.end()
  } finally {
    await vigil.stop()
    await Promise.all([hostile.close(), other.close()])
    remove()
  }
}

const TEXT = {
  title: 'What the script brought',
  paragraphs: Array.from(
    { length: 8 },
    (_, n) =>
      `Paragraph ${n + 1} tells what readers of this page see once its script has run, in some more words than a line has.`,
  ),
}

const scriptedPage = (inside: string) => `<!doctype html><title>Scripted</title><div id="app"></div><script>
fetch('${inside}/secret', { mode: 'no-cors' }).catch(() => {})
fetch('/text.json').then((answer) => answer.json()).then(({ title, paragraphs }) => {
  document.getElementById('app').innerHTML = '<article><h1>' + title + '</h1>' + paragraphs.map((p) => '<p>' + p + '</p>').join('') + '</article>'
})</script>`
