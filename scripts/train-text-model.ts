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
import { addContext, CONTEXT, STRIDE } from '../src/3-extract/block-context.ts'
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
  /** One row a block, as src/3-extract/article-text.ts has them; the context columns are filled in below. */
  table: Float32Array
  labels: Float32Array
  weights: Float32Array
}

function read(line: string, folder: string): Page {
  const gold = JSON.parse(line)
  const bytes = readFileSync(resolve(folder, gold.html))
  const { html } = decodePage(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes, gold.content_type, false)
  const root = parseHtml(html)
  const head = readHead(root, gold.url)
  const page = readBlocks(root, pageWords())
  const lines = page.blocks.map((block) => block.text)
  const goldWords = Math.max(60, wordsOf(gold.text).length)
  return {
    id: gold.id,
    fold: Number.parseInt(createHash('sha1').update(gold.domain).digest('hex').slice(0, 6), 16) % FOLDS,
    page,
    table: blockFeatures(page, hintsOf(head, findTitle(head, lines)), pageWords(), CONTEXT.length),
    labels: labelBlocks(page.blocks, gold.text),
    // Each page counts the same, as in the score; within it a block counts by its words, a little less than in proportion.
    weights: Float32Array.from(page.blocks, (block) => (100 * (block.words + 1) ** 0.9) / goldWords),
  }
}

function grow(pages: Page[], width: number, growth: Growth): Trees {
  const rows = pages.flatMap(({ page, table }) =>
    page.blocks.flatMap((block, i) => (block.menu ? [] : [table.subarray(i * STRIDE, i * STRIDE + width)])),
  )
  const joined = (column: 'labels' | 'weights') =>
    Float32Array.from(
      pages.flatMap((page) => page.page.blocks.flatMap((block, i) => (block.menu ? [] : [page[column][i]!]))),
    )
  return growTrees(rows, joined('labels'), joined('weights'), growth)
}

const verdicts = ({ page, table }: Page, trees: Trees): number[] => {
  const compiled = compileTrees(trees)
  return page.blocks.map((block, i) => (block.menu ? 0 : probability(compiled, table, i * STRIDE)))
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
const without = (fold: number) => pages.filter((page) => page.fold !== fold)
const only = (fold: number) => pages.filter((page) => page.fold === fold)
say(
  `${pages.length} pages, ${pages.reduce((n, { page }) => n + page.blocks.length, 0)} blocks, ${FEATURES.length} features and ${CONTEXT.length}`,
)

// The second look learns from first looks at pages that the first model had not seen, as it will be in use.
for (let fold = 0; fold < FOLDS; fold++) {
  const trees = grow(without(fold), FEATURES.length, FIRST)
  for (const page of only(fold)) addContext(page.page, page.table, verdicts(page, trees))
  say(`first look without part ${fold}`)
}
const check = option('check')
if (check) {
  const lines: string[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = grow(without(fold), STRIDE, SECOND)
    for (const page of only(fold)) {
      const likely = verdicts(page, trees)
      const text = select(page.page.blocks, likely).blocks.map((block) => block.text)
      const ideal = page.page.blocks.filter((_, i) => page.labels[i]! >= 0.5).map((block) => block.text)
      lines.push(
        JSON.stringify({
          id: page.id,
          text: text.join('\n'),
          ideal: ideal.join('\n'),
          likely: likely.map((p) => Number(p.toFixed(3))),
        }),
      )
    }
    say(`second look without part ${fold}`)
  }
  writeFileSync(check, `${lines.join('\n')}\n`)
}
const out = option('out')
if (out) {
  const made = { by: 'scripts/train-text-model.ts', pages: pages.length, features: [...FEATURES, ...CONTEXT] }
  const first = grow(pages, FEATURES.length, FIRST)
  const second = grow(pages, STRIDE, SECOND)
  writeFileSync(out, `${JSON.stringify({ made, first, second })}\n`)
  say(`wrote ${out}`)
}
