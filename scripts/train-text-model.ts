/*
 * Trains src/3-extract/text-model.json on gold pages: `npm run train-text-model -- GOLD.jsonl [--out FILE] [--check PREDICTIONS.jsonl]`.
 * GOLD: one page a line {id, url, html, domain, text}; html is relative to GOLD. --check writes what the model would
 * read on pages of domains that it was not trained on (five parts, each read by a model of the other four).
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { select } from '../src/3-extract/article-text.ts'
import { CONTEXT, withContext } from '../src/3-extract/block-context.ts'
import { blockFeatures, FEATURES } from '../src/3-extract/block-features.ts'
import { type PageBlocks, readBlocks } from '../src/3-extract/blocks.ts'
import { decodePage } from '../src/3-extract/charset.ts'
import { parseHtml } from '../src/3-extract/html-tree.ts'
import { readHead } from '../src/3-extract/page-head.ts'
import { pageWords } from '../src/3-extract/page-words.ts'
import { hintsOf } from '../src/3-extract/read-page.ts'
import { compileTrees, probability, type Trees } from '../src/3-extract/text-model.ts'
import { findTitle } from '../src/3-extract/title.ts'
import { type Growth, growTrees } from './grow-trees.ts'
import { labelBlocks, wordsOf } from './label-blocks.ts'

const FOLDS = 5
const FIRST: Growth = {
  trees: 120,
  depth: 5,
  rate: 0.12,
  leafWeight: 0.25,
  lambda: 1,
  rows: 0.7,
  features: 0.5,
  seed: 1,
}
const SECOND: Growth = { ...FIRST, trees: 120, depth: 4, rate: 0.1, leafWeight: 0.4, seed: 2 }

interface Page {
  id: string
  fold: number
  page: PageBlocks
  rows: Float32Array[]
  labels: Float32Array
  weights: Float32Array
}

function read(line: string, folder: string): Page {
  const gold = JSON.parse(line)
  const bytes = readFileSync(resolve(folder, gold.html))
  const { html } = decodePage(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes, gold.content_type)
  const root = parseHtml(html)
  const head = readHead(root, gold.url)
  const page = readBlocks(root, pageWords())
  const labels = labelBlocks(page.blocks, gold.text)
  const goldWords = Math.max(60, wordsOf(gold.text).length)
  return {
    id: gold.id,
    fold: Number.parseInt(createHash('sha1').update(gold.domain).digest('hex').slice(0, 6), 16) % FOLDS,
    page,
    rows: blockFeatures(
      page,
      hintsOf(
        head,
        findTitle(
          head,
          page.blocks.map((block) => block.text),
        ),
      ),
      pageWords(),
    ),
    labels,
    // Each page counts the same, as in the score; within it a block counts by its words, a little less than in proportion.
    weights: Float32Array.from(page.blocks, (block) => (100 * (block.words + 1) ** 0.9) / goldWords),
  }
}

const flatten = (pages: Page[], rowsOf: (page: Page) => Float32Array[]) => ({
  rows: pages.flatMap(rowsOf),
  labels: Float32Array.from(pages.flatMap((page) => [...page.labels])),
  weights: Float32Array.from(pages.flatMap((page) => [...page.weights])),
})
const grow = (pages: Page[], rowsOf: (page: Page) => Float32Array[], growth: Growth): Trees => {
  const { rows, labels, weights } = flatten(pages, rowsOf)
  return growTrees(rows, labels, weights, growth)
}

const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? null : process.argv[at + 1]!
}
const file = process.argv[2]
if (!file) throw new Error('give the gold pages: scripts/train-text-model.ts GOLD.jsonl')
const started = Date.now()
const say = (line: string) => console.error(`${((Date.now() - started) / 1000).toFixed(0)} s  ${line}`)
const pages = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => read(line, dirname(resolve(file))))
say(
  `${pages.length} pages, ${pages.reduce((n, page) => n + page.rows.length, 0)} blocks, ${FEATURES.length} features and ${CONTEXT.length}`,
)

// The second look learns from first looks at pages that the first model had not seen, as it will be in use.
const second = new Map<Page, Float32Array[]>()
for (let fold = 0; fold < FOLDS; fold++) {
  const trees = compileTrees(
    grow(
      pages.filter((page) => page.fold !== fold),
      (page) => page.rows,
      FIRST,
    ),
  )
  for (const page of pages.filter((one) => one.fold === fold))
    second.set(
      page,
      withContext(
        page.page,
        page.rows,
        page.rows.map((row) => probability(trees, row)),
      ),
    )
  say(`first look without part ${fold}`)
}
const check = option('check')
if (check) {
  const lines: string[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = compileTrees(
      grow(
        pages.filter((page) => page.fold !== fold),
        (page) => second.get(page)!,
        SECOND,
      ),
    )
    for (const page of pages.filter((one) => one.fold === fold)) {
      const likely = second.get(page)!.map((row) => probability(trees, row))
      const text = select(page.page.blocks, likely)
        .blocks.map((block) => block.text)
        .join('\n')
      const ideal = page.page.blocks
        .filter((_, i) => page.labels[i]! >= 0.5)
        .map((block) => block.text)
        .join('\n')
      lines.push(JSON.stringify({ id: page.id, text, ideal, likely: likely.map((p) => Number(p.toFixed(3))) }))
    }
    say(`second look without part ${fold}`)
  }
  writeFileSync(check, `${lines.join('\n')}\n`)
}
const out = option('out')
if (out) {
  writeFileSync(
    out,
    `${JSON.stringify({ made: { by: 'scripts/train-text-model.ts', pages: pages.length, features: [...FEATURES, ...CONTEXT] }, first: grow(pages, (page) => page.rows, FIRST), second: grow(pages, (page) => second.get(page)!, SECOND) })}\n`,
  )
  say(`wrote ${out}`)
}
