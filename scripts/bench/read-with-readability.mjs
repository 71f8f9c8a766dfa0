// The comparison of scripts/bench/extract.ts: reads every page of a manifest with Mozilla's Readability on linkedom, as
// a program would that has nothing else. One line {id, title, text} for each page, like `vigil extract`.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

const manifest = process.argv[2]
const decoder = new TextDecoder('utf-8')
for (const line of readFileSync(manifest, 'utf8').split('\n')) {
  if (line.trim() === '') continue
  const page = JSON.parse(line)
  const bytes = readFileSync(resolve(dirname(manifest), page.html))
  let article = null
  try {
    const { document } = parseHTML(decoder.decode(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes))
    article = new Readability(document).parse()
  } catch {
    // It stumbles over a page in a hundred; that page then counts as read.
  }
  process.stdout.write(`${JSON.stringify({ id: page.id, title: article?.title, text: article?.textContent ?? '' })}\n`)
}
