import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadIncidentRules } from '../../../src/5-link/incidents/incident-rules.ts'
import { countOrigins, originsOf, type TellingArticle } from '../../../src/5-link/incidents/origins.ts'
import { root } from '../../../src/settings.ts'

const rules = loadIncidentRules(join(root, 'config'))
const NAMES = ['Xəzri', 'Kura–Terek Dispatch', 'Заволоцкий листок', 'North Post']

let next = 1
const article = (changes: Partial<TellingArticle>): TellingArticle => ({
  discoveryId: String(next++),
  outlet: 'Xəzri',
  url: `https://outlet.example/${next}`,
  hosts: ['outlet.example'],
  told: new Date(2026, 10, next),
  lang: 'en',
  byline: null,
  text: 'He was beaten in the colony, his wife said.',
  evidence: 'He was beaten in the colony, his wife said.',
  sources: ['Nazlı Tahirzadə'],
  translationOf: null,
  copyOf: null,
  said: null,
  ...changes,
})
const LONG = Array.from({ length: 80 }, (_, n) => `слово${n}`).join(' ')
const kinds = (tellings: TellingArticle[]) => originsOf(tellings, NAMES, rules).map(({ kind }) => kind)
const count = (tellings: TellingArticle[]) => countOrigins(originsOf(tellings, NAMES, rules))

describe('independent origins', () => {
  it('counts two outlets that each asked their own people as two', () => {
    expect(count([article({ outlet: 'Xəzri' }), article({ outlet: 'North Post', sources: ['the lawyer'] })])).toBe(2)
  })

  it('counts two articles of one outlet as one', () => {
    expect(count([article({}), article({})])).toBe(1)
  })

  it('counts a translation as its original, whether or not it is followed', () => {
    const original = article({ url: 'https://xezri.example/a', hosts: ['xezri.example'] })
    const translation = article({ outlet: 'North Post', translationOf: 'https://xezri.example/a' })
    expect(kinds([original, translation])).toEqual(['own', 'translation'])
    expect(count([original, translation])).toBe(1)
    expect(count([translation])).toBe(1)
    expect(
      count([translation, article({ outlet: 'Xəzri', url: 'https://other.example/', hosts: ['other.example'] })]),
    ).toBe(2)
  })

  it.each([
    ['en', 'Rauf was beaten, Xəzri reported on Monday.'],
    ['ru', 'Рауфа избили, сообщает «Xəzri» со ссылкой на жену.'],
    ['az', 'Raufu döyüblər. Bu barədə “Xəzri”yə istinadən xəbər verilir.'],
  ])('counts a credited copy (%s) as what it credits', (lang, text) => {
    const copy = article({ outlet: 'North Post', lang, text, evidence: '' })
    expect(kinds([copy])).toEqual(['credited'])
    expect(count([article({}), copy])).toBe(1)
  })

  it('knows an inflected name of two words', () => {
    const copy = article({ lang: 'ru', text: 'Об этом сообщили в «Заволоцком листке».', evidence: '' })
    expect(originsOf([copy], NAMES, rules)[0]).toMatchObject({ kind: 'credited', from: 'Заволоцкий листок' })
  })

  it('does not take an authority’s answer to another paper, in the middle of a report, for a credit', () => {
    const text =
      'Kamil is in the cell.\nThe service told the newspaper North Post that it was lawful.\nHis mother waits.'
    expect(kinds([article({ text, evidence: 'Kamil is in the cell.' })])).toEqual(['own'])
  })

  it('does not take an outlet for its own source', () => {
    expect(kinds([article({ outlet: 'North Post', text: 'He was beaten, his wife told the North Post.' })])).toEqual([
      'own',
    ])
  })

  it('marks a re-post without credit, and counts it as the first', () => {
    const first = article({ text: LONG })
    const again = article({ outlet: 'North Post', text: `${LONG} и ещё одно предложение.` })
    expect(kinds([again, first])).toEqual(['repost', 'own'])
    expect(count([first, again])).toBe(1)
  })

  it('counts two copies of an outlet nobody follows as one', () => {
    const text = 'He was beaten, North Post reported.'
    expect(count([article({ outlet: 'Xəzri', text }), article({ outlet: 'Kura–Terek Dispatch', text })])).toBe(1)
  })

  it('counts a claim whose source is another outlet as that outlet’s', () => {
    expect(kinds([article({ sources: ['North Post'] })])).toEqual(['credited'])
  })
})

describe('a translation that names nobody', () => {
  const RUSSIAN =
    'Журналист Немат Гараевли девять дней без инсулина, сказала жена Садагат. 14 ноября она принесла в изолятор Гумлу 30 флаконов. Передачу не взял Видади Султанов. 17 ноября адвокат Расим Тагиоглу пожаловался.'
  const ENGLISH =
    'Journalist Nemat Garayevli has been nine days without insulin, his wife Sadagat said. On November 14 she brought 30 vials to Gumlu. Vidadi Sultanov would not take them. On November 17 lawyer Rasim Taghioglu complained.'
  const at = (day: number) => new Date(2026, 10, day)
  const original = article({ outlet: 'Заволоцкий листок', lang: 'ru', text: RUSSIAN, evidence: RUSSIAN, told: at(18) })
  const later = (changes: Partial<TellingArticle> = {}) =>
    article({ outlet: 'North Post', lang: 'en', text: ENGLISH, evidence: ENGLISH, told: at(19), ...changes })

  it('is not counted until a reviewer says so, and shows what it goes by', () => {
    const [, translation] = originsOf([original, later()], NAMES, rules)
    expect(translation).toMatchObject({
      kind: 'maybe_translation',
      from: 'Заволоцкий листок',
      ofId: original.discoveryId,
      why: expect.stringContaining('Garayevli, nine, Sadagat'),
    })
    expect(count([original, later()])).toBe(1)
  })

  it('is its own reporting, or a translation, where a reviewer said so, whatever it resembles', () => {
    const of = { ofId: original.discoveryId, ofOutlet: 'Заволоцкий листок' }
    expect(kinds([original, later({ said: { answer: 'own', ...of } })])).toEqual(['own', 'own'])
    expect(count([original, later({ said: { answer: 'own', ...of } })])).toBe(2)
    expect(kinds([original, later({ said: { answer: 'translation', ...of } })])).toEqual(['own', 'translation'])
    // Also beside what the original does not tell.
    const elsewhere = later({ said: { answer: 'translation', ofId: '999', ofOutlet: 'Заволоцкий листок' } })
    expect(count([elsewhere, article({ outlet: 'Заволоцкий листок' })])).toBe(1)
  })

  it('is found whichever of the two comes in first', () => {
    expect(kinds([later(), original])).toEqual(['maybe_translation', 'own'])
  })

  it.each([
    ['weeks later', later({ told: at(29) })],
    ['in the same language', later({ lang: 'ru' })],
    ['by the same outlet', later({ outlet: 'Заволоцкий листок' })],
  ])('is none %s', (_, other) => {
    expect(kinds([original, other])).toEqual(['own', 'own'])
  })
})
