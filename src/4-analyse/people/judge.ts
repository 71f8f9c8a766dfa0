import type { ReadLanguage } from '../../language/detect.ts'
import type { Word } from '../../language/words.ts'
import { type Places, placeNameAt } from '../places.ts'
import type { Candidate } from './candidate.ts'
import type { Marks } from './marks.ts'
import type { RunToken } from './runs.ts'
import type { PeopleTables } from './tables.ts'

export interface JudgeContext {
  words: readonly Word[]
  /** First word of the sentence, and the first after it. */
  bounds: { first: number; after: number }
  lang: ReadLanguage
  tables: PeopleTables
  places: Places
  marks: Marks
  /** The paragraph has these words only. */
  aloneInParagraph: boolean
  /** Nearly all words of the sentence have capitals: a heading, where capitals tell little. */
  heading: boolean
}

/** A name of several words is taken for a person from so many points on, a single word only with more. */
export const ENOUGH = { several: 2, single: 3 }

/** Gives a candidate its points: what its words look like, and what stands around it. */
export function judge(candidate: Candidate, titled: boolean, context: JudgeContext): void {
  const names = candidate.tokens.filter((token) => !token.particle && !token.nickname)
  if (names.length === 1) judgeSingle(candidate, names[0]!, context)
  else judgeSeveral(candidate, names, context)
  if (context.heading && !candidate.tokens.some((token) => token.facts.given && !token.facts.doubtful))
    candidate.points.set('heading', -2.5)
  if (titled) candidate.points.set('title', 3)
  judgeSurroundings(candidate, names.length === 1, context)
}

function judgeSeveral(
  { tokens, points, after }: Candidate,
  names: RunToken[],
  { lang, words, places, bounds }: JudgeContext,
): void {
  const first = names[0]!
  const last = names.at(-1)!
  if (first.facts.given) points.set('given name', first.facts.doubtful ? 1.5 : 3)
  else if (names.some((token) => token.facts.given)) points.set('given name', 2)
  else if (first.facts.familyFirst && names.length <= 3) points.set('family name first', 2.5)
  if (names.some((token) => token.facts.patronymic) || tokens.some((token) => token.facts.tie))
    points.set("father's name", 2)
  if (names.some((token) => token.initial) && names.some((token) => !token.initial)) points.set('initial', 2)
  if (tokens.some((token) => token.particle || token.nickname)) points.set('small word inside', 1.5)
  if (last.facts.surname && !last.facts.common) points.set('surname', lang === 'ru' || lang === 'az' ? 1.5 : 1.5)
  else if (first.facts.surname && lang !== 'en' && !first.facts.common) points.set('surname', 1)
  if (names.length <= 4) points.set('several capital words', lang === 'ru' ? 1.5 : lang === 'az' ? 1 : 1.5)
  else points.set('many capital words', -2)
  let against = 0
  for (const token of names) {
    if (token.initial || token.facts.given) continue
    if (token.facts.common && !token.facts.familyFirst) against -= token.facts.mostCommon ? 1.5 : 0.75
    if (token.facts.organisation) against -= 3
  }
  if (against < 0) points.set('common words', against)
  const place = placeNameAt(places, lang, words, first.word.index, after)
  if (place !== null) points.set('place', place === after ? -4 : first.facts.given ? -0.5 : -2)
  else if (!last.initial && placeNameAt(places, lang, words, last.word.index, after) === after)
    points.set('place', first.facts.given ? -1 : -2)
  // "Верховный Суд", "Северный Кавказ": an adjective before a noun.
  if (
    lang === 'ru' &&
    !first.facts.given &&
    !first.initial &&
    /(?:ый|ий|ая|ое|ого|ому|ой|ую|ым|ом)$/.test(first.word.lower) &&
    !first.facts.surname
  )
    points.set('adjective', -2)
  if (first.word.index === bounds.first && lang === 'ru' && !first.facts.given && !first.facts.surname)
    points.set('opens the sentence', -1)
}

function judgeSingle(
  { points, first }: Candidate,
  name: RunToken,
  { lang, words, places, bounds, marks }: JudgeContext,
): void {
  const { facts } = name
  if (facts.wellKnown) points.set('well known', 3)
  const opens = first === bounds.first
  if (facts.given)
    points.set(
      'given name',
      facts.doubtful ? (lang === 'ru' && !opens ? 2.5 : 0.5) : lang === 'en' ? 1.5 : opens ? 2.5 : 3,
    )
  if (facts.surname && !facts.common) points.set('surname', lang === 'ru' && !opens ? 2 : 1.5)
  // "Гродненской области", "Южного окружного суда": an adjective before a small word that is no verb.
  const next = words[first + 1]
  if (
    lang === 'ru' &&
    ADJECTIVE.test(name.word.lower) &&
    next?.kind === 'word' &&
    !next.capital &&
    first + 1 < bounds.after &&
    !marks.acts.has(first + 1) &&
    !marks.said.has(first + 1) &&
    (ADJECTIVE.test(next.lower) || /(?:ск|цк)/.test(name.word.lower))
  )
    points.set('adjective', -3.5)
  if (facts.common && !facts.wellKnown) points.set('common words', facts.given ? -1 : -3)
  if (facts.organisation || facts.notPerson || facts.demonym) points.set('no name', -5)
  if (placeNameAt(places, lang, words, first, first + 1) !== null) points.set('place', -4)
  if (opens && !facts.wellKnown) points.set('opens the sentence', -0.5)
  if (name.word.acronym) points.set('all capitals', -3)
}

const ADJECTIVE = /(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их)$/

const IN_A_PLACE: Record<ReadLanguage, Set<string>> = {
  en: new Set(['in', 'at', 'near', 'into', 'across', 'throughout', 'outside', 'around']),
  ru: new Set(['в', 'во', 'на', 'под', 'близ', 'из']),
  az: new Set(),
}
const NAMED: Record<ReadLanguage, Set<string>> = {
  en: new Set(['named', 'called', 'nicknamed']),
  ru: new Set(['имени', 'зовут', 'звали', 'именем', 'фамилии', 'фамилией']),
  az: new Set(['adlı']),
}

function judgeSurroundings(candidate: Candidate, single: boolean, context: JudgeContext): void {
  const { points, first, after, tokens } = candidate
  const { words, bounds, lang, marks, tables } = context
  const within = (index: number): Word | undefined =>
    index >= bounds.first && index < bounds.after ? words[index] : undefined
  let before = within(first - 1)
  let at = first - 1
  // "Dr. Fitaihi"
  if (before?.text === '.' && tables[lang].titles.has(within(first - 2)?.lower ?? '')) points.set('title', 3)
  if (before && tables[lang].titles.has(before.lower)) points.set('title', 3)
  if (before?.text === '"' || before?.text === '“' || before?.text === '«') {
    const close = within(after)
    if (close && '"”»'.includes(close.text)) points.set('a title in quotation marks', -3)
  }
  if (before?.text === ',' || before?.text === '(' || before?.text === '–' || before?.text === '—') {
    at--
    before = within(at)
  }
  const role = marks.roleBefore.get(at + 1)
  const kin = marks.kinBefore.get(at + 1)
  if (role && role.first >= bounds.first) {
    const shaped = !single || lang === 'en' || tokens[0]!.facts.given || tokens[0]!.facts.surname
    points.set(
      'role',
      at !== first - 1 ? 1.5 : lang === 'ru' && OFFICE.has(role.kind) && !shaped ? 3 : shaped ? 2.5 : 1,
    )
  }
  if (!points.has('role') && lang !== 'en' && roleNear(marks, at, bounds.first, words)) points.set('role', 1.5)
  if (kin && kin.first >= bounds.first) points.set('kin', 2.5)
  if (before && NAMED[lang].has(before.lower) && (tokens[0]!.facts.given || tokens[0]!.facts.surname))
    points.set('said to be the name', 3)
  if (lang === 'ru' && before && /^\d+-летн/.test(before.lower)) points.set('age', 3)
  if (lang === 'az' && before?.lower === 'yaşlı') points.set('age', 3)
  if (before?.lower === 'the' && !points.has('title') && !points.has('well known'))
    points.set('article', points.has('given name') && !single ? -1.5 : -3)
  if (
    !single &&
    lang === 'en' &&
    before &&
    at === first - 1 &&
    IN_A_PLACE.en.has(before.lower) &&
    !points.has('given name') &&
    !points.has('title')
  )
    points.set('preposition of place', -2)
  if (single && before && at === first - 1 && IN_A_PLACE[lang].has(before.lower))
    points.set('preposition of place', lang === 'ru' ? -1 : -2)
  if (lang === 'en' && single && (before?.lower === 'a' || before?.lower === 'an')) points.set('article', -2)
  if (lang === 'en' && before && /^\d+-year-old$/.test(before.lower)) points.set('age', 3)
  const next = within(after)
  if (!next) {
    if (context.aloneInParagraph && !single) {
      candidate.byline = points.has('given name') || points.has('surname')
      points.set('stands alone', 1)
    }
    return
  }
  const second = within(after + 1)
  if (next.text === ',' && second?.kind === 'number' && /^\d{1,2}$/.test(second.text)) points.set('age', 3)
  if (next.text === '(' && second?.kind === 'number') points.set('age', 1.5)
  if (next.text === '/' && !single) {
    points.set('photo credit', 3)
    candidate.byline = true
  }
  if (next.text === ',' && appositive(words, after + 1, bounds.after, marks))
    points.set('role', Math.max(points.get('role') ?? 0, 2))
  if (next.text === ',' && lang === 'en' && (second?.lower === 'who' || second?.lower === 'whose')) points.set('who', 2)
  if (next.text === ',' && lang === 'ru' && /^котор/.test(second?.lower ?? '')) points.set('who', 1)
  if (marks.said.has(after) || (before && marks.said.has(at) && at === first - 1)) points.set('speaks', 1.5)
  const verb = verbAfter(words, after, bounds.after)
  // Any past form after two unknown capital words: "Diosdado Cabello showed".
  if (lang === 'en' && !single && next.kind === 'word' && !next.capital && /[a-z]ed$/.test(next.lower))
    points.set('past form', 0.75)
  if (marks.acts.has(verb) || (lang === 'ru' && at === first - 1 && before && marks.acts.has(at))) points.set('acts', 1)
  if (next.text === "'s" || next.text === '’s') {
    if (marks.kinFrom.has(after + 1) || marks.roleFrom.has(after + 1))
      points.set('kin', Math.max(points.get('kin') ?? 0, 1.5))
    else if (POSSESSED.has(second?.stem ?? '')) points.set('owns', 1)
  }
  if (next.kind === 'word' && tables[lang].afterPlace.has(next.stem) && !next.capital)
    points.set('a place or thing', -3)
  if (before?.lower === 'by' && at === first - 1 && lang === 'en' && isBylinePlace(words, at, bounds.first)) {
    points.set('by-line', 2)
    candidate.byline = !single
  }
  if (tokens.some((token) => token.word.text.includes('-') && token.facts.common)) points.set('common words', -2)
}

const OFFICE = new Set(['judge', 'prosecutor', 'investigator', 'police', 'prison', 'lawyer'])
const POSSESSED = new Set(
  'lawyer arrest trial detention sentence death release case health family mother father sister brother wife husband son daughter condition home house whereabout charge conviction appeal imprisonment letter cell body hearing life name work car phone'.split(
    ' ',
  ),
)

// A role up to four words back, with only words between: "Адвокат семьи Ибрагим Эльсанов".
function roleNear(marks: Marks, at: number, from: number, words: readonly Word[]): boolean {
  for (let i = at; i >= Math.max(from, at - 3); i--) {
    const word = words[i]
    if (!word || word.kind === 'punct') return false
    if (marks.roleBefore.has(i + 1)) return true
  }
  return false
}

// "Raj Parekh, acting U.S. Attorney", "Michael Page, deputy Middle East director": a role within a few words, before a verb.
function appositive(words: readonly Word[], at: number, limit: number, marks: Marks): boolean {
  for (let i = at; i < Math.min(limit, at + 7); i++) {
    if (marks.roleFrom.has(i) || marks.kinFrom.has(i)) return true
    const word = words[i]!
    if (word.kind === 'punct' && word.text !== '-' && word.text !== "'s" && word.text !== '’s' && word.text !== '.')
      return false
    if (marks.acts.has(i) || marks.said.has(i)) return false
  }
  return false
}

// "was arrested", "has been", "is being held": the verb behind its helpers.
const HELPERS = new Set(
  'was were is are has have had been being be also then later still not never already now will would could can may must who was'.split(
    ' ',
  ),
)
function verbAfter(words: readonly Word[], at: number, limit: number): number {
  let i = at
  while (i < limit && i < at + 5 && HELPERS.has(words[i]!.lower)) i++
  return i
}

function isBylinePlace(words: readonly Word[], by: number, from: number): boolean {
  if (words[by]!.text !== 'By' && words[by]!.text !== 'BY') return false
  return by === from || '—–-|('.includes(words[by - 1]!.text) || words[by - 1]!.kind === 'punct'
}
