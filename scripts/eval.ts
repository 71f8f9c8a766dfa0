// How well the analyser reads: npm run eval -- --gold FOLDER [--errors] [--lang LANG] [--no-floor] [--accept NAME]
// Scores every .jsonl file of a folder of gold documents and prints a table by language and file, beside a keyword
// search with compromise and the figures that were last accepted (test/quality/accepted.json), and how far the
// confidence of a suggestion can be trusted.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { analyse } from '../src/4-analyse/analyse.ts'
import { loadLexicon } from '../src/4-analyse/lexicon.ts'
import { type GoldDocument, readGold } from './eval/gold.ts'
import { keywordFloor } from './eval/keyword-floor.ts'
import { calibrationOf, errorsOf, type Figures, fieldsLine, figuresOf, headOf, rowOf } from './eval/report.ts'
import { type Score, scoreDocument } from './eval/score.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ACCEPTED = join(root, 'test/quality/accepted.json')

const { values } = parseArgs({
  options: {
    gold: { type: 'string' },
    errors: { type: 'boolean', default: false },
    lang: { type: 'string' },
    'no-floor': { type: 'boolean', default: false },
    accept: { type: 'string' },
  },
})

const folder = values.gold ?? join(root, 'test/quality/texts')
const gold = readGold(folder).filter((document) => !values.lang || document.lang === values.lang)
if (gold.length === 0) {
  console.error(`no gold documents in ${folder}`)
  process.exit(2)
}

const lexicon = loadLexicon(join(root, 'config'))
const started = performance.now()
const scored = gold.map((document) => ({
  document,
  score: scoreDocument(document, analyse(toRead(document), lexicon)),
}))
const took = performance.now() - started
const floor = values['no-floor']
  ? null
  : gold.map((document) => ({ document, score: scoreDocument(document, keywordFloor(document)) }))
const accepted: Record<string, Figures> = existsSync(ACCEPTED) ? JSON.parse(readFileSync(ACCEPTED, 'utf8')) : {}

const scoresOf = (rows: typeof scored, of: (document: GoldDocument) => boolean): Score[] =>
  rows.filter(({ document }) => of(document)).map(({ score }) => score)
const figures: Record<string, Figures> = {}
console.log(headOf())
for (const lang of [...new Set(gold.map((document) => document.lang))].sort()) {
  const files = [...new Set(gold.filter((document) => document.lang === lang).map((document) => document.file))]
  const rows: [string, (document: GoldDocument) => boolean][] = [
    [lang, (document) => document.lang === lang],
    ...(files.length > 1
      ? files.map((file): [string, (d: GoldDocument) => boolean] => [
          `  ${file}`,
          (d) => d.lang === lang && d.file === file,
        ])
      : []),
  ]
  for (const [name, of] of rows) {
    const key = `${name.trim()}`
    figures[key] = figuresOf(scoresOf(scored, of))
    console.log(rowOf(name, figures[key], accepted[key]))
    if (floor)
      console.log(rowOf(`${name.startsWith(' ') ? '    ' : '  '}keyword search`, figuresOf(scoresOf(floor, of))))
  }
}
figures.all = figuresOf(scoresOf(scored, () => true))
console.log(rowOf('all', figures.all, accepted.all))
const all = scoresOf(scored, () => true)
console.log(`\n${fieldsLine(all)}`)
console.log('confidence of suggestions:')
for (const line of calibrationOf(all)) console.log(line)
const kilobytes = gold.reduce((n, { text }) => n + Buffer.byteLength(text), 0) / 1024
console.log(
  `\n${gold.length} documents, ${kilobytes.toFixed(0)} KB in ${took.toFixed(0)} ms; figures in brackets: last accepted`,
)
if (values.errors) for (const line of errorsOf(all)) console.log(line)
if (values.accept !== undefined) {
  writeFileSync(ACCEPTED, `${JSON.stringify({ ...accepted, ...figures }, null, 2)}\n`)
  console.log(`accepted: ${values.accept}`)
}

function toRead({ title, text, lang, outlet, published }: GoldDocument) {
  return { title, text, lang, outlet, published }
}
