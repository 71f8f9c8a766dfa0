import type { PhraseFound } from '../../language/phrases.ts'
import { stemOf } from '../../language/stem.ts'
import type { Word } from '../../language/words.ts'
import type { FacilityKind } from './facility.ts'
import { numberAt, numberInCode, quotedAt } from './numbers.ts'
import type { PlaceSpan } from './place-span.ts'
import type { FacilityWords, Head } from './tables.ts'

type Gender = 'm' | 'f' | 'n'
const ENDING: Record<Gender, string> = { m: 'ий', f: 'ая', n: 'ое' }
const ADJECTIVE = /(?:ий|ый|ой|ая|яя|ое|ее|ого|его|ому|ему|ую|юю|ым|им|ом|ем|ей)$/
// "в колониях", "глданские тюрьмы": many places are none.
const PLURAL_ADJECTIVE = /(?:ые|ие|ых|их|ым[иi]|ими)$/

/** The place that a Russian head ("тюрьма") names together with what stands around it, or null. */
export function russianPlace(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  found: PhraseFound<Head>,
  tables: FacilityWords,
  isTown: (word: Word) => boolean,
): PlaceSpan | null {
  const { value: head } = found
  return place(text, words, bounds, tables, isTown, {
    kind: head.kind,
    first: found.first,
    after: found.after,
    weak: head.weak,
    inCode: numberInCode(words[found.after - 1]!),
    dictionary: head.phrase,
    gender: genderOf(head.phrase),
    code: false,
    // "тюрьма Баку" is any prison there; what is set up for a place is called by it: "изолятор временного содержания Кизилюрта".
    takesPlace:
      head.kind === 'temporary' || head.kind === 'police' || (head.kind === 'pretrial' && head.phrase.includes(' ')),
  })
}

/** The place that a code ("ИК-6", "СИЗО «Лефортово»", "Курчалоевский РОВД") names, or null. */
export function russianCode(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  at: number,
  kind: FacilityKind,
  code: string,
  tables: FacilityWords,
  isTown: (word: Word) => boolean,
): PlaceSpan | null {
  const word = words[at]!
  return place(text, words, bounds, tables, isTown, {
    kind,
    first: at,
    after: at + 1,
    weak: false,
    inCode: numberInCode(word),
    dictionary: word.text,
    gender: /^(?:ИК|ИТК|ЖК|КП|ВК|УК|КЛ|СТ|ПТ)$/.test(code) ? 'f' : 'm',
    code: true,
    takesPlace: true,
  })
}

interface Core {
  kind: FacilityKind
  first: number
  after: number
  weak: boolean
  inCode: string | null
  dictionary: string
  gender: Gender
  code: boolean
  takesPlace: boolean
}

function place(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  tables: FacilityWords,
  isTown: (word: Word) => boolean,
  core: Core,
): PlaceSpan | null {
  let { first, after } = core
  let tail = ''
  const distinct: string[] = []
  if (
    core.code &&
    !core.inCode &&
    tables.numberedOnly.has(core.dictionary) &&
    !numberAt(words, after, bounds.after, true)
  )
    return null
  const number = core.inCode ? { number: core.inCode, after } : numberAt(words, after, bounds.after, core.code)
  const take = (to: number): void => {
    tail += text.slice(words[after - 1]!.end, words[to - 1]!.end)
    after = to
  }
  if (number && number.after > after) take(number.after)
  const quoted = quotedAt(words, after, bounds.after)
  if (quoted && words[quoted.first]!.capital) {
    distinct.push(...words.slice(quoted.first, quoted.last + 1).map((word) => word.stem))
    take(quoted.after)
  }
  const before = adjectivesBefore(words, bounds.first, core, tables)
  if (before.plural && !number) return null
  if (before.naming) distinct.push(before.naming.stem)
  const street = streetAfter(words, after, bounds.after)
  if (street) {
    distinct.push(words[street - 1]!.stem)
    take(street)
  } else if (!quoted && (number || (core.takesPlace && !before.naming))) {
    const behind = regionAfter(words, after, bounds.after, core.code && !number)
    const region = behind && number ? withoutPerson(words, behind, isTown) : behind
    if (region) {
      distinct.push(words[region.naming]!.stem)
      take(region.after)
    }
  }
  if (number) {
    const town = townAfter(words, after, bounds.after)
    if (town) {
      distinct.push(words[town - 1]!.stem)
      take(town)
    }
  }
  if (!number && distinct.length === 0) return null
  if (core.weak && !number && !(quoted && core.kind === 'colony')) return null
  if (before.first < first) first = before.first
  const start = words[first]!.start
  const end = words[after - 1]!.end
  const adjectives = words.slice(first, core.first).map((word) => nominativeAdjective(word.text, core.gender))
  const headText = core.code ? core.dictionary : likeWritten(words[core.first]!, core.dictionary, adjectives.length > 0)
  const name = [...adjectives, headText].join(' ') + tail
  return {
    kind: core.kind,
    first,
    after,
    start,
    end,
    name: name.replace(/\s+/g, ' '),
    number: number?.number ?? null,
    distinct,
    weak: core.weak,
    known: null,
  }
}

// "Глданскую" тюрьму, "Курчалоевском" РОВД; "женской" ИК-24 goes along with a name that stands already.
function adjectivesBefore(
  words: readonly Word[],
  from: number,
  core: Core,
  tables: FacilityWords,
): { first: number; naming: Word | null; plural: boolean } {
  const word = words[core.first - 1]
  if (!word || word.index < from || word.kind !== 'word' || !words[core.first]!.spaced)
    return { first: core.first, naming: null, plural: false }
  if (PLURAL_ADJECTIVE.test(word.lower) && !ADJECTIVE.test(word.lower))
    return { first: core.first, naming: null, plural: word.capital }
  if (!ADJECTIVE.test(word.lower) || tables.notNames.has(word.stem))
    return { first: core.first, naming: null, plural: false }
  if (word.lower.startsWith('женск') || word.lower.startsWith('мужск'))
    return { first: word.index, naming: null, plural: false }
  if (!word.capital || word.acronym || word.lower.length < 5) return { first: core.first, naming: null, plural: false }
  // An adjective at the start of a sentence may be any; that of a town ends in -ский or -ной.
  if (word.index === from && !/(?:ск|цк)(?:ий|ая|ое|ой|ого|ому|ую|им|ом)$/.test(word.lower))
    return { first: core.first, naming: null, plural: false }
  return { first: word.index, naming: word, plural: false }
}

function streetAfter(words: readonly Word[], at: number, limit: number): number | null {
  const on = words[at]
  const street = words[at + 1]
  if (on?.lower !== 'на' || !street || at + 1 >= limit) return null
  if (street.capital && /(?:ого|его|ой|ина|ево|ино)$/.test(street.lower)) return at + 2
  if (street.lower === 'улице' && words[at + 2]?.capital && at + 2 < limit) return at + 3
  return null
}

const REGION_WORDS = new Set(
  'область край республика район округ город суд управление федеральный районный городской областной мвд фсб кгб гкнб снб сгб уфсин минюст внутренний дело юстиция министерство служба безопасность национальный государственный'
    .split(' ')
    .map((word) => stemOf('ru', word)),
)

// "Ростовской области", "федерального суда Южного округа Нью-Йорка", "Жодино": at least one capital word that names a place.
function regionAfter(
  words: readonly Word[],
  at: number,
  limit: number,
  nominative: boolean,
): { after: number; naming: number } | null {
  let after = at
  let naming: number | null = null
  for (let i = at; i < Math.min(limit, at + 7); i++) {
    const word = words[i]!
    if (word.kind !== 'word' || !word.spaced) break
    if (word.lower === 'по' && i === at) continue
    if (word.capital && !PRONOUNS.has(word.lower)) {
      naming ??= i
      after = i + 1
    } else if (REGION_WORDS.has(word.stem)) {
      if (naming !== null || i === at) after = naming !== null ? i + 1 : after
    } else break
    if (nominative && naming !== null && !words[i + 1]?.capital && !REGION_WORDS.has(words[i + 1]?.stem ?? '')) break
  }
  if (naming === null || after === at) return null
  // "ОВД Сергей Никитин" is an office and a man of it: of a nominative only one capital word can be the place.
  const capitals = words.slice(at, after).filter((word) => word.capital).length
  if (nominative && (capitals > 1 || words[naming]!.acronym)) return null
  return { after, naming }
}

// After a number the place is complete: "осуждённый ИК-5 Арсений Кожин" goes on with a man, "ИК-6 Владимирской области" with
// a region, which may have a man behind it.
const TOWN = /(?:[еио]во|[ыи]но|ск|цк|град|бург|город)(?:[аеу]|ом)?$/
function withoutPerson(
  words: readonly Word[],
  { after, naming }: { after: number; naming: number },
  isTown: (word: Word) => boolean,
): { after: number; naming: number } | null {
  const lastOf = (test: (word: Word) => boolean, to: number) => words.slice(naming, to).findLastIndex(test)
  const region = lastOf((word) => REGION_WORDS.has(word.stem), after)
  if (region >= 0) return { after: naming + region + 1, naming }
  const town = lastOf((word) => isTown(word) || TOWN.test(word.lower), Math.min(after, naming + 2))
  return town >= 0 ? { after: naming + town + 1, naming } : null
}
const PRONOUNS = new Set('он она они его ее их мы я но и а в на по'.split(' '))

// After a number: "в Жодино", "в Мелехове", "г. Минска"; "в Москву" is where somebody was taken.
function townAfter(words: readonly Word[], at: number, limit: number): number | null {
  const preposition = words[at]
  const town = words[at + 1]
  if (!preposition || !town || at + 1 >= limit || !town.capital || town.acronym) return null
  if (preposition.lower === 'в' && /[еиох]$/.test(town.lower)) return at + 2
  if (preposition.lower === 'г' && words[at + 1]?.text === '.' && words[at + 2]?.capital && at + 2 < limit)
    return at + 3
  return null
}

function genderOf(phrase: string): Gender {
  const noun = phrase.split(' ').find((word) => !ADJECTIVE.test(word)) ?? phrase
  if (/[ая]$/.test(noun)) return 'f'
  return /[ое]$/.test(noun) ? 'n' : 'm'
}

/** Курчалоевском → Курчалоевский, Глданскую → Глданская. */
function nominativeAdjective(word: string, gender: Gender): string {
  const stem = word.replace(/(?:ого|его|ому|ему|ий|ый|ой|ая|яя|ое|ее|ую|юю|ым|им|ом|ем|ей)$/, '')
  if (gender !== 'm') return stem + ENDING[gender]
  return stem + (/[кгхжшчщ]$/.test(stem) ? 'ий' : 'ый')
}

function likeWritten(written: Word, phrase: string, afterAdjective: boolean): string {
  return written.capital && !afterAdjective ? phrase[0]!.toUpperCase() + phrase.slice(1) : phrase
}
