import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { alertsFor, type JudgedWatch, watchTable } from '../../src/6-alert/match-watches.ts'
import type { ArticleToWatch, WatchedClaim } from '../../src/6-alert/reading.ts'
import { findWords, searchable, sentenceAround } from '../../src/6-alert/word-search.ts'
import { WatchWish } from '../../src/domain/watch.ts'
import { loadPlaceNames } from '../../src/language/place-names.ts'
import { root } from '../../src/settings.ts'

const places = loadPlaceNames(join(root, 'config'))

const watch = (wish: Partial<WatchWish>, judged: Partial<JudgedWatch> = {}): JudgedWatch => ({
  ...WatchWish.parse({ name: 'Kamil Abasov', ...wish }),
  id: '1',
  createdAt: new Date('2026-11-01'),
  same: [],
  notThese: [],
  notOrigins: [],
  ...judged,
})

function article(
  text: string,
  {
    claims = [],
    facilities = [],
    people = [],
    ...rest
  }: Partial<Omit<ArticleToWatch, 'facilities'>> & { facilities?: string[] } = {},
): ArticleToWatch {
  return {
    articleId: '10',
    discoveryId: '20',
    discoveredAt: new Date('2026-11-20'),
    title: 'News',
    text,
    lang: 'en',
    origin: '20',
    people,
    claims,
    facilities: facilities.map((name) => ({
      name,
      starts: text.indexOf(name),
      ends: text.indexOf(name) + name.length,
    })),
    ...rest,
  }
}

const claim = (changes: Partial<WatchedClaim>): WatchedClaim => ({
  id: '30',
  type: 'denied_medical_care',
  status: 'alleged',
  review: 'suggested',
  decidedAt: null,
  victims: [],
  victimGroup: null,
  facility: null,
  evidence: 'The evidence.',
  personIds: [],
  incidentId: '40',
  origin: 'outlet post',
  urgency: 'going_on',
  changedTo: null,
  ...changes,
})

const alerts = (one: JudgedWatch, about: ArticleToWatch) => alertsFor(about, watchTable([one], places))
const kinds = (one: JudgedWatch, about: ArticleToWatch) =>
  alerts(one, about).map(({ kind, hint }) => (hint ? `${kind} hint` : kind))

describe('a watch for a person', () => {
  it('hears of the name in any script and case, and says which words and sentence told it', () => {
    const [alert] = alerts(
      watch({}),
      article('В среду прошёл суд. Адвокат Камила Абасова подал жалобу. Ответа нет.', { lang: 'ru' }),
    )
    expect(alert).toMatchObject({
      kind: 'mention',
      subject: 'person',
      mention: 'Камила Абасова',
      sentence: 'Адвокат Камила Абасова подал жалобу.',
    })
    expect(alert!.words.join()).toContain('Абасов')
  })
  it('is not woken by a surname alone', () => expect(kinds(watch({}), article('Mr Abasov spoke.'))).toEqual([]))
  it('is not woken by a namesake with another father’s name', () =>
    expect(kinds(watch({ father: 'Yusupovich' }), article('Kamil Ramazanovich Abasov coaches wrestlers.'))).toEqual([]))
  it('is not woken where a word of a namesake stands in the sentence', () => {
    const text = 'Coach Kamil Abasov won a medal. The weather was fine.'
    expect(kinds(watch({ leaveOut: ['coach'] }), article(text))).toEqual([])
    expect(kinds(watch({ leaveOut: ['lawyer'] }), article(text))).toEqual(['mention'])
  })
  it('remembers that a person, or an article with its copies, is somebody else', () => {
    const text = 'Kamil Abasov was seen.'
    const people = [{ personId: '7', starts: 0, ends: 12 }]
    expect(kinds(watch({}, { notThese: ['7'] }), article(text, { people }))).toEqual([])
    expect(kinds(watch({}, { notOrigins: ['20'] }), article(text))).toEqual([])
  })
  it('remembers that a person of the register is the one, whatever the article calls him', () => {
    const people = [{ personId: '7', starts: 0, ends: 16 }]
    expect(
      alerts(watch({}, { same: ['7'] }), article('Blogger Karakent wrote a letter.', { people }))[0],
    ).toMatchObject({ rule: 'register', mention: 'Blogger Karakent' })
  })
  it('hears of a claim about the person, and not of one about somebody else in the article', () => {
    const claims = [claim({ victims: ['Kamil Abasov'] }), claim({ id: '31', victims: ['Rauf Tahirzade'] })]
    const found = alerts(watch({}), article('Kamil Abasov and Rauf Tahirzade are ill.', { claims }))
    expect(found.map(({ kind, claimId }) => [kind, claimId])).toEqual([
      ['mention', null],
      ['suggested', '30'],
    ])
    expect(found[1]).toMatchObject({
      subject: 'incident 40',
      origin: 'outlet post',
      sentence: 'The evidence.',
      urgency: 'going_on',
      review: 'suggested',
    })
  })
  it('hears of an accepted claim only where it was accepted after the watch began', () => {
    const accepted = (at: string) =>
      article('Kamil Abasov is ill.', {
        claims: [claim({ victims: ['Kamil Abasov'], review: 'accepted', decidedAt: new Date(at) })],
      })
    expect(kinds(watch({}), accepted('2026-11-02'))).toEqual(['mention', 'accepted'])
    expect(kinds(watch({}), accepted('2026-10-30'))).toEqual(['mention'])
  })
  it('hears when an incident stands otherwise', () => {
    const about = article('Kamil Abasov is well.', {
      claims: [claim({ victims: ['Kamil Abasov'], status: 'resolved', changedTo: 'resolved' })],
    })
    expect(alerts(watch({ wants: ['change'] }), about)).toMatchObject([
      { kind: 'change', subject: 'incident 40 resolved', detail: { status: 'resolved' } },
    ])
  })
  it('takes a claim about a group where the person is held for a hint, never for a claim about the person', () => {
    const claims = [claim({ victimGroup: 'all political prisoners', facility: 'Penal Colony No. 2' })]
    const about = article('All political prisoners in Penal Colony No. 2 are denied doctors.', { claims })
    expect(alerts(watch({ heldAt: '2 saylı cəzaçəkmə müəssisəsi' }), about)).toMatchObject([
      { kind: 'suggested', hint: true, rule: 'group-held-there', subject: 'incident 40 hint' },
    ])
    expect(kinds(watch({ heldAt: 'Penal Colony No. 5' }), about)).toEqual([])
    expect(kinds(watch({}), about)).toEqual([])
  })
  it('hears only the kinds it asked for', () =>
    expect(
      kinds(
        watch({ wants: ['accepted'] }),
        article('Kamil Abasov is ill.', { claims: [claim({ victims: ['Kamil Abasov'] })] }),
      ),
    ).toEqual([]))
})

describe('a watch for a place, a claim type, words, or a mixture', () => {
  const noPerson = { name: 'No care in the second colony', ofPerson: false }
  const care = claim({ facility: 'ИК-2', victims: ['Рауф Тахирзаде'] })

  it('finds “denied medical care in Colony No. 2” in another language', () => {
    const wish = { ...noPerson, facility: 'IK-2', claimTypes: ['denied_medical_care'] }
    expect(
      kinds(watch(wish), article('Его не лечат в ИК-2.', { lang: 'ru', facilities: ['ИК-2'], claims: [care] })),
    ).toEqual(['suggested'])
    expect(
      kinds(watch(wish), article('Его не лечат в ИК-3.', { lang: 'ru', claims: [{ ...care, facility: 'ИК-3' }] })),
    ).toEqual([])
    expect(
      kinds(
        watch(wish),
        article('В ИК-2 бьют.', { lang: 'ru', facilities: ['ИК-2'], claims: [{ ...care, type: 'ill_treatment' }] }),
      ),
    ).toEqual([])
  })
  it('hears of a place that is named at all', () =>
    expect(
      alerts(
        watch({ ...noPerson, facility: 'Evin Prison' }),
        article('They were taken to Evin Prison.', { facilities: ['Evin Prison'] }),
      ),
    ).toMatchObject([{ kind: 'mention', rule: 'place', mention: 'Evin Prison' }]))
  it('finds search words in any of their forms, and either of two', () => {
    const wish = { ...noPerson, words: ['hunger strike|голодовка'] }
    expect(kinds(watch(wish), article('Он объявил голодовку.', { lang: 'ru' }))).toEqual(['mention'])
    expect(kinds(watch(wish), article('He ended two hunger strikes.'))).toEqual(['mention'])
    expect(kinds(watch(wish), article('There is a strike in Hunger City.'))).toEqual([])
  })
  it('wants all of its conditions', () => {
    const wish = { words: ['insulin'] }
    expect(kinds(watch(wish), article('Kamil Abasov has no insulin.'))).toEqual(['mention'])
    expect(kinds(watch(wish), article('Kamil Abasov is well.'))).toEqual([])
    expect(kinds(watch(wish), article('There is no insulin.'))).toEqual([])
  })
  it('must have a condition, and a person’s full name', () => {
    expect(WatchWish.safeParse({ name: 'Title', ofPerson: false }).success).toBe(false)
    expect(WatchWish.safeParse({ name: 'Abasov' }).success).toBe(false)
  })
})

describe('the sentence around a span', () => {
  it.each([
    ['One. Mr R. Aliyev spoke. Two.', 'Aliyev', 'Mr R. Aliyev spoke.'],
    ['First line\nSecond with Aliyev here', 'Aliyev', 'Second with Aliyev here'],
    ['“Yes.” He saw Aliyev! And left.', 'Aliyev', 'He saw Aliyev!'],
  ])('%s', (text, word, sentence) => {
    const start = text.indexOf(word)
    expect(sentenceAround(text, { start, end: start + word.length })).toBe(sentence)
  })
  it('finds a phrase side by side only', () => expect(findWords('a b', searchable('a c b', 'en'))).toBeNull())
})
