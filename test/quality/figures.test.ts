import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readGold } from '../../scripts/eval/gold.ts'
import { type Figures, figuresOf } from '../../scripts/eval/report.ts'
import { scoreDocument } from '../../scripts/eval/score.ts'
import { analyse } from '../../src/4-analyse/analyse.ts'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const lexicon = loadLexicon(path('../../config'))
const accepted: Record<string, Figures> = JSON.parse(readFileSync(path('accepted.json'), 'utf8'))

// A change of two points may be one sentence read otherwise; more is worth a look before it is accepted
// (npm run eval -- --accept "why").
const SLACK = 2

describe('the annotated texts of our own', () => {
  const gold = readGold(path('texts'))

  it('are there in every language', () => {
    for (const lang of ['en', 'ru', 'az'])
      expect(gold.filter((document) => document.lang === lang).length).toBeGreaterThanOrEqual(4)
    expect(existsSync(path('accepted.json'))).toBe(true)
  })

  it.each(['en', 'ru', 'az'])('are read in %s at least as well as was last accepted', (lang) => {
    const scores = gold
      .filter((document) => document.lang === lang)
      .map((document) => scoreDocument(document, analyse({ ...document }, lexicon)))
    const now = figuresOf(scores)
    const before = accepted[lang]!
    for (const column of ['claim', 'record', 'people', 'held', 'facilities'] as const)
      expect(now[column], column).toBeGreaterThanOrEqual(before[column] - SLACK)
    expect(now.false_per_negative ?? 0).toBeLessThanOrEqual((before.false_per_negative ?? 0) + 0.25)
  })
})

describe('the scorer', () => {
  const document = {
    id: '1',
    file: 'x',
    lang: 'en',
    outlet: null,
    published: null,
    title: '',
    text: 'A was beaten. B was beaten too. C went home.',
    claims: [
      {
        type: 'ill_treatment',
        victims: ['A'],
        victim_group: null,
        facility: null,
        source: null,
        status: 'alleged',
        evidence: 'A was beaten.',
        also: ['B was beaten too.'],
      },
    ],
  }
  const claim = (quote: string, type = 'ill_treatment') => {
    const start = document.text.indexOf(quote)
    return {
      type,
      status: 'alleged' as const,
      victims: ['A'],
      victimGroup: null,
      facility: null,
      source: null,
      sourceChain: [],
      eventDate: null,
      confidence: 0.9,
      evidence: { quote, start, end: start + quote.length },
      also: [],
      why: [],
    }
  }
  const score = (...claims: ReturnType<typeof claim>[]) =>
    scoreDocument(document, { lang: 'en', people: [], facilities: [], claims, contacts: [] }).tallies

  it('counts a claim on its evidence once, and ignores it told again', () => {
    expect(score(claim('A was beaten.'), claim('B was beaten too.')).claim).toEqual({ tp: 1, fp: 0, fn: 0 })
  })

  it('counts another type and another sentence as false', () => {
    expect(score(claim('A was beaten.', 'threat'), claim('C went home.')).claim).toEqual({ tp: 0, fp: 2, fn: 1 })
  })

  it('counts a record only where every field is right', () => {
    expect(score({ ...claim('A was beaten.'), status: 'alleged', victims: [] }).record).toEqual({ tp: 0, fp: 1, fn: 1 })
    expect(score(claim('A was beaten.')).record).toEqual({ tp: 1, fp: 0, fn: 0 })
  })
})
