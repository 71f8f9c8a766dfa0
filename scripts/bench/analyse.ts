// How fast the analyser reads: npm run bench -- analyse
// 1. milliseconds of the processor a KB of text, as a process reads that runs on (the least of many rounds) and while it
// warms up; English beside compromise's people() alone on the same texts in the same run, round by round;
// 2. growth from 1 KB to 1 MB; 3. texts made to be slow (one endless line, ten thousand names, nested quotes).
import { fileURLToPath } from 'node:url'
import nlp from 'compromise'
import { analyse } from '../../src/4-analyse/analyse.ts'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'
import { loadSampleArticles } from '../../src/sample/articles.ts'

const KB = 1024
const ROUNDS = 40
const WARMING_UP = 7

// Time of the processor, not of the clock: what other programs take from the machine is no property of the analyser.
function took(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

// Round by round in turn, so that what else the machine does falls on all alike.
function rounds(runs: (() => void)[]): number[][] {
  const times: number[][] = runs.map(() => [])
  for (let round = 0; round < ROUNDS; round++) for (const [i, run] of runs.entries()) times[i]!.push(took(run))
  return times
}

const least = (times: number[]): number => Math.min(...times)
const median = (times: number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!

const row = (name: string, ms: number, bytes: number, more = '') =>
  console.log(
    `${name.padEnd(34)} ${ms.toFixed(1).padStart(9)} ms  ${(ms / (bytes / KB)).toFixed(3).padStart(7)} ms/KB${more}`,
  )

/** Prints the three tables. */
export async function bench(_args: string[]): Promise<void> {
  const lexicon = loadLexicon(fileURLToPath(new URL('../../config', import.meta.url)))
  const articles = loadSampleArticles()
  const read = (text: string, lang?: string) => analyse({ title: '', text, lang }, lexicon)

  console.log('the sample articles')
  for (const lang of ['en', 'ru', 'az'] as const) {
    const texts = articles.filter((article) => article.lang === lang).map((article) => article.text)
    const bytes = texts.reduce((n, text) => n + Buffer.byteLength(text), 0)
    const own = () => texts.forEach((text) => void read(text, lang))
    const peer = () => texts.forEach((text) => void nlp(text).people().out('array'))
    const [ours = [], theirs = []] = rounds(lang === 'en' ? [own, peer] : [own])
    const early = median(ours.slice(0, WARMING_UP)) / (bytes / KB)
    row(`  ${lang}: the whole analyser`, least(ours), bytes, `  while warming up ${early.toFixed(1)}`)
    if (lang !== 'en') continue
    const ratio = `  ${(least(theirs) / least(ours)).toFixed(1)} times as long, by medians ${(median(theirs) / median(ours)).toFixed(1)}`
    row('  en: compromise people() alone', least(theirs), bytes, ratio)
  }

  console.log('growth (English articles one after the other)')
  const whole = articles
    .filter((article) => article.lang === 'en')
    .map((article) => article.text)
    .join('\n')
  for (const size of [1, 4, 16, 64, 256, 1024]) {
    const text = whole.repeat(Math.ceil((size * KB) / whole.length)).slice(0, size * KB)
    const times = size < 64 ? 8 : 1
    const ms = took(() => {
      for (let i = 0; i < times; i++) read(text)
    })
    row(`  ${size} KB`, ms / times, size * KB)
  }

  console.log('texts made to be slow')
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const names = Array.from(
    { length: 10_000 },
    (_, i) =>
      `Ivan Petr${letters[i % 26]}${letters[Math.floor(i / 26) % 26]}${letters[Math.floor(i / 676)]}ov was beaten in prison.`,
  ).join(' ')
  const hostile: [string, string][] = [
    ['one line of 1 MB', 'Samir Ashurov was beaten by guards and denied visits, letters and a doctor, '.repeat(13_800)],
    ['ten thousand names', names],
    ['nested quotes', `${'“«"'.repeat(20_000)}he was beaten in prison${'”»"'.repeat(20_000)}`],
    [
      'random characters',
      Array.from({ length: 300_000 }, (_, i) => String.fromCharCode(32 + ((i * 7919) % 1200))).join(''),
    ],
  ]
  for (const [name, text] of hostile) {
    row(
      `  ${name}`,
      took(() => void read(text)),
      Buffer.byteLength(text),
    )
  }
}
