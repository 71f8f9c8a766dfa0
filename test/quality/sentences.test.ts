import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/4-analyse/analyse.ts'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'

const lexicon = loadLexicon(fileURLToPath(new URL('../../config', import.meta.url)))

// Lowering one of these is written down with its reason.
const PINNED = {
  en: { opening: 'Activist Ivan Petrenko is held in Prison No. 5.', found: 0.95, alarms: 1 },
  ru: { opening: 'Активист Иван Петренко находится в СИЗО-5.', found: 0.95, alarms: 1 },
  az: { opening: 'Fəal İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır.', found: 0.92, alarms: 1 },
}

describe.each(Object.entries(PINNED))('single sentences in %s', (lang, { opening, found, alarms }) => {
  const lines = readFileSync(new URL(`sentences/${lang}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' | ') && !line.startsWith('#'))
    .map((line) => line.split(' | ') as [string, string])
  const read = (sentence: string) =>
    new Set(
      analyse({ title: '', text: `${opening} ${sentence}`, lang }, lexicon)
        .claims.filter(({ evidence }) => evidence.start > 0)
        .map(({ type }) => type),
    )

  it('tell their claims', () => {
    const told = lines.filter(([type]) => type !== 'none')
    const missed = told.filter(([type, sentence]) => !read(sentence).has(type))
    expect(1 - missed.length / told.length, missed.map((line) => line.join(' | ')).join('\n')).toBeGreaterThanOrEqual(
      found,
    )
  })

  it('are no claim where there is none', () => {
    const taken = lines.filter(([type, sentence]) => type === 'none' && read(sentence).size > 0)
    expect(taken.length, taken.map(([, sentence]) => sentence).join('\n')).toBeLessThanOrEqual(alarms)
  })
})
