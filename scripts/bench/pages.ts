// npm run bench -- pages FOLDER [PAGES]: real pages as an outlet. FOLDER has gold.jsonl ({ id, html, content_type? } a
// line) and the pages as served, perhaps .gz. They are laid on a loopback server and go the whole way; how many end in
// which state, and why.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import postgres from 'postgres'
import { embeddedUrl } from '../../src/db/embedded.ts'
import { ended, startVigil, throwAwayFolder } from '../lib/vigil-process.ts'

export async function bench([folder, count = '300']: string[]): Promise<void> {
  if (!folder) throw new Error('usage: npm run bench -- pages FOLDER [PAGES]')
  const pages = readFileSync(join(folder, 'gold.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; html: string; language?: string; content_type?: string })
  // Every n-th, so that all sources and languages are among them.
  const chosen = pages.filter(
    (_, i) => Math.floor((i * Number(count)) / pages.length) !== Math.floor(((i - 1) * Number(count)) / pages.length),
  )
  const server = createServer((request, response) => {
    const n = /^\/news\/(\d+)$/.exec(request.url ?? '')?.[1]
    const page = n === undefined ? undefined : chosen[Number(n)]
    if (request.url === '/sitemap.xml') {
      const urls = chosen.map((_, i) => `<url><loc>${origin}/news/${i}</loc></url>`).join('')
      response.setHeader('content-type', 'application/xml')
      response.end(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`)
    } else if (page) {
      const bytes = readFileSync(join(folder, page.html))
      response.setHeader('content-type', page.content_type ?? 'text/html')
      response.end(page.html.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    } else {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const yaml = `name: Real pages\nhome: ${origin}/\nlanguage: en\nsitemaps: [${origin}/sitemap.xml]\ndelay: 0s\nallow_private: true\n`
  const { data, config, remove } = throwAwayFolder({ 'bench/pages.yaml': yaml })
  const vigil = await startVigil(['start'], { VIGIL_DATA: data, VIGIL_CONFIG: config, REDIS_URL: '' })
  try {
    await vigil.until((h) => ended(h) >= chosen.length, 900)
    const sql = postgres(embeddedUrl(data)!, { onnotice: () => {} })
    console.log(`${chosen.length} pages in ${new Set(chosen.map(({ language }) => language)).size} languages`)
    for (const row of await sql`select state, because, count(*)::int as n, min(url) as example from discovery group by 1, 2 order by 3 desc`)
      console.log(
        `  ${String(row.n).padStart(4)}  ${row.state}${row.because ? `: ${row.because}` : ''}${row.state === 'analysed' ? '' : `  e.g. ${chosen[Number(row.example.split('/').pop())]?.id}`}`,
      )
    const deaths = vigil
      .log()
      .split('\n')
      .filter((line) => /starting it again/.test(line))
    console.log(`processes that died: ${deaths.length}`)
    const faults = vigil
      .log()
      .split('\n')
      .filter((line) => /fault|TypeError|RangeError/.test(line))
    if (faults.length > 0) console.log(faults.slice(0, 10).join('\n'))
    await sql.end()
  } finally {
    await vigil.stop()
    server.close()
    remove()
  }
}
