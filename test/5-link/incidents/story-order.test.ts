import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadIncidentRules } from '../../../src/5-link/incidents/incident-rules.ts'
import { mayBeTranslated, sameOrder, storyOf } from '../../../src/5-link/incidents/story-order.ts'
import { root } from '../../../src/settings.ts'

interface Told {
  lang: string
  text: string
}
interface Event {
  name: string
  original: Told
  translated?: Told[]
  own?: Told[]
}

const rules = loadIncidentRules(join(root, 'config'))
const events = parse(readFileSync(join(import.meta.dirname, 'translations.yaml'), 'utf8')) as Event[]
const follows = (later: Told, earlier: Told) =>
  sameOrder(storyOf(later.text, later.lang, rules), storyOf(earlier.text, earlier.lang, rules))
const pairs = (some: Told[], others: Told[]) =>
  some.flatMap((one) => others.filter(({ lang }) => lang !== one.lang).map((other) => [one, other] as const))

describe('telling a translation that names nobody from reporting of one’s own', () => {
  it.each(events.filter(({ translated }) => translated))('sees the translations: $name', (event) => {
    const { original, translated = [] } = event
    const from = [...pairs(translated, [original]), ...pairs(translated.slice(1), translated.slice(0, 1))]
    for (const [later, earlier] of from)
      expect(mayBeTranslated(follows(later, earlier)), `${earlier.lang} → ${later.lang}`).toBe(true)
  })

  it.each(events)('leaves two reports two: $name', ({ original, translated = [], own = [] }) => {
    const two = [...pairs(own, [original, ...translated]), ...pairs(own.slice(1), own.slice(0, 1))]
    expect(two.length).toBeGreaterThan(0)
    for (const [later, earlier] of two)
      expect(mayBeTranslated(follows(later, earlier)), `${earlier.lang} and ${later.lang}`).toBe(false)
  })

  it('shows what it goes by, in the words of the later article', () => {
    const [russian, english] = [events[0]!.translated![0]!, events[0]!.translated![1]!]
    expect(follows(english, russian).words).toEqual(
      expect.arrayContaining(['Garayevli', 'Sultanov', '30', 'November', '22']),
    )
  })

  it('can tell nothing of a few lines: a ruling has one date and one term whoever reports it', () => {
    const ruling = { lang: 'ru', text: 'Суд в Гомеле 4 декабря дал Игорю Лосику 15 лет. Его жена Дарья была в зале.' }
    const same = {
      lang: 'en',
      text: 'A court in Gomel on December 4 gave Igor Losik 15 years. His wife Darya was there.',
    }
    expect(mayBeTranslated(follows(same, ruling))).toBe(false)
  })

  it('finds as much whichever of the two comes first', () => {
    for (const { original, translated = [], own = [] } of events)
      for (const [a, b] of pairs([original], [...translated, ...own])) {
        expect(follows(a, b).share).toBeCloseTo(follows(b, a).share, 10)
        expect(follows(a, b).purity).toBeCloseTo(follows(b, a).purity, 10)
      }
  })

  it('follows itself wholly and a text in another order less, whatever the text', () => {
    const sentence = fc.array(fc.constantFrom('Rauf', 'Sevil', 'Oxley', '14', '30', 'ten', 'May', 'of', 'cell'), {
      minLength: 1,
      maxLength: 8,
    })
    const text = fc
      .array(sentence, { minLength: 1, maxLength: 12 })
      .map((all) => all.map((words) => `It ${words.join(' ')}.`))
    fc.assert(
      fc.property(text, fc.string({ maxLength: 200 }), (sentences, other) => {
        const story = storyOf(sentences.join(' '), 'en', rules)
        const itself = sameOrder(story, story)
        expect(itself.share === 0 || itself.share > 0.999).toBe(true)
        const turned = sameOrder(storyOf(sentences.toReversed().join(' '), 'en', rules), story)
        expect(turned.share).toBeLessThanOrEqual(itself.share + 1e-9)
        const any = sameOrder(storyOf(other, null, rules), story)
        expect(any.share).toBeGreaterThanOrEqual(0)
        expect(any.share).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})
