import type { ReadLanguage } from '../../language/detect.ts'
import type { Word } from '../../language/words.ts'
import { type Places, placeNameAt } from '../places.ts'
import type { Marks } from './marks.ts'
import type { RunToken } from './runs.ts'
import type { PeopleTables } from './tables.ts'

export interface Segment {
  tokens: RunToken[]
  /** Offices and titles stood before it in the same run: "President", "Dr". */
  titled: boolean
}

export interface SegmentContext {
  words: readonly Word[]
  sentenceFirst: number
  lang: ReadLanguage
  tables: PeopleTables
  places: Places
  marks: Marks
}

/** The part of a run of capital words that can be a person's name: without offices, nations and places around it. */
export function segmentsOf(run: RunToken[], context: SegmentContext): Segment[] {
  return context.lang === 'ru' ? russianSegments(run, context) : latinSegments(run, context)
}

const words = (tokens: RunToken[]): RunToken[] => tokens.filter((token) => !token.particle && !token.nickname)

function latinSegments(run: RunToken[], context: SegmentContext): Segment[] {
  let tokens = run
  let titled = false
  for (;;) {
    const stripped = withoutOffice(tokens, context)
    if (!stripped) break
    tokens = stripped
    titled = true
  }
  tokens = withoutOpener(tokens, context)
  for (;;) {
    const first = tokens[0]
    if (!first) return []
    const place = placeNameAt(context.places, context.lang, context.words, first.word.index, tokens.at(-1)!.after)
    const placeEnds = place === null ? -1 : tokens.findIndex((token) => token.after === place)
    const rest = placeEnds >= 0 ? tokens.slice(placeEnds + 1) : []
    // "Nardaranda Tale Bağırzadə": in that place.
    if (placeEnds >= 0 && rest.length > 1 && context.lang === 'az' && /d[aə]n?$/.test(tokens[placeEnds]!.word.lower)) {
      tokens = rest
      continue
    }
    // "Iran President …" has gone already; "Belarus Sviatlana …": a known given name after a place begins the name.
    if (placeEnds >= 0 && rest.length >= 1 && rest[0]!.facts.given && !first.facts.given) tokens = rest
    else if (placeEnds >= 0 && rest.length === 0 && !(first.facts.given && tokens.length > 1) && !titled) return []
    else if ((first.facts.demonym || first.facts.notPerson) && tokens.length > 1) tokens = tokens.slice(1)
    else break
  }
  if (context.lang === 'az') tokens = upToCase(withoutDistrict(tokens, context))
  const names = words(tokens)
  if (names.length === 0) return []
  if (names.some((token) => !token.initial && (token.facts.organisation || token.facts.notPerson))) {
    const apart = nameBeside(tokens)
    return apart ? [{ tokens: apart, titled: false }] : []
  }
  if (names.every((token) => token.initial)) return []
  if (context.lang === 'az') tokens = withoutAddressee(tokens)
  if (names.length === 1 && (names[0]!.initial || names[0]!.facts.demonym)) return []
  return [{ tokens: withoutTrailing(tokens), titled }]
}

// "Ağası Hacıqabul rayonundakı həbsxanadadır": the last word is where he is.
const DISTRICT = /^(?:rayon|şəhər|kənd|qəsəbə|küçə|prospekt|metro|vilayət)/
const withoutDistrict = (tokens: RunToken[], { words: all }: SegmentContext): RunToken[] =>
  tokens.length > 1 && DISTRICT.test(all[tokens.at(-1)!.after]?.lower ?? '') ? tokens.slice(0, -1) : tokens

// "Human Rights Watch Lewis Mudge" has lost a comma, "Toğrul İbadov Facebook" goes on with a page; else the run is an
// organisation, and what is called after somebody ("Samir Kassir Foundation") is none of him.
function nameBeside(tokens: RunToken[]): RunToken[] | null {
  const alien = (token: RunToken): boolean =>
    !token.initial && !token.particle && (token.facts.organisation || token.facts.notPerson)
  const last = tokens.findLastIndex(alien)
  const tail = tokens.slice(last + 1)
  if (isFullName(tail)) return tail
  const first = tokens.findIndex(alien)
  const head = tokens.slice(0, first)
  return first > 0 &&
    (NETWORKS.has(tokens[first]!.word.lower) || NETWORKS.has(tokens[first]!.word.stem)) &&
    isFullName(head)
    ? head
    : null
}
const NETWORKS = new Set([
  'meydan',
  'azadlıq',
  'turan',
  'toplum',
  'abzas',
  'bbc',
  'apa',
  'reuters',
  'afp',
  'facebook',
  'twitter',
  'telegram',
  'instagram',
  'youtube',
])
const isFullName = (tokens: RunToken[]): boolean =>
  tokens.length >= 2 && tokens[0]!.facts.given && !tokens[0]!.facts.doubtful && !tokens[1]!.facts.common

// "UK Prime Minister Boris Johnson", "Dr. Fitaihi", "Hakim Sevda Həmzəyeva": what stands up to the office is no name.
function withoutOffice(tokens: RunToken[], { marks, tables, lang }: SegmentContext): RunToken[] | null {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!
    const isTitle = tables[lang].titles.has(token.word.lower) && (i === 0 || !token.facts.given)
    const role = marks.roleBefore.get(token.word.index + 1)
    // "Alim İqbal Əbilov": a scholar, though Alim is a name too.
    const roleFirst = i === 0 && tokens.length > 2 && tokens[1]!.facts.given && !tokens[1]!.facts.doubtful
    const isRole = role !== undefined && (!token.facts.given || roleFirst) && !token.particle
    // "Anası Yasəmən Qurbanlı": his mother, at the head of the sentence.
    const isKin =
      i === 0 && marks.kinFrom.get(token.word.index)?.after === token.after && tokens[1]?.facts.given === true
    if (!isTitle && !isRole && !isKin) continue
    return tokens.slice(i + 1)
  }
  return null
}

// The first word of a sentence has its capital from there: "Jailed", "Həmin".
function withoutOpener(tokens: RunToken[], { sentenceFirst, lang }: SegmentContext): RunToken[] {
  const first = tokens[0]
  if (!first || tokens.length < 2 || first.word.index !== sentenceFirst || first.initial) return tokens
  if (first.facts.given && !first.facts.doubtful) return tokens
  const second = tokens[1]!
  // "Amid Falun Gong's popularity": of three words the first is the sentence's.
  if (first.facts.doubtful && first.facts.common && tokens.length > 2 && !second.initial) return tokens.slice(1)
  if (first.facts.common && !first.facts.familyFirst && (!first.facts.given || second.facts.given))
    return tokens.slice(1)
  if (lang === 'az' && !first.facts.given && !first.facts.surname && second.facts.given) return tokens.slice(1)
  return tokens
}

// "Zümrüd Dadaşlının Azadlıq…": only the last word of a name takes a case, so the name ends there.
function upToCase(tokens: RunToken[]): RunToken[] {
  const at = tokens.findIndex((token, i) => i > 0 && !token.initial && CASED_SURNAME.test(token.word.lower))
  return at < 0 || tokens[at + 1]?.facts.tie ? tokens : tokens.slice(0, at + 1)
}
const CASED_SURNAME =
  /(?:ov|yev|ev|ova|yeva|eva|zadə|l[ıiuü]|oğlu|qızı|bəyli|xanlı|soy)(?:n[ıiuü]n|(?<=v)[ıiuü]n|n[ıiuü]|(?<=v)[ıiuü]|y[aə]|(?<=v)[aə]|d[aə]n?|l[aə]|yl[aə])$/

// "Nigar Əmirxanlı Turana bildirib": whom she told stands right after a name that is whole.
function withoutAddressee(tokens: RunToken[]): RunToken[] {
  const third = tokens[2]
  if (tokens.length !== 3 || !third || third.particle || third.initial) return tokens
  const [first, second] = tokens
  return first!.facts.given && second!.facts.surname && !third.facts.surname && /[aə]$/.test(third.word.lower)
    ? tokens.slice(0, 2)
    : tokens
}

function withoutTrailing(tokens: RunToken[]): RunToken[] {
  let end = tokens.length
  while (end > 1 && tokens[end - 1]!.initial === false && tokens[end - 1]!.particle && !tokens[end - 1]!.facts.tie)
    end--
  return tokens.slice(0, end)
}

function russianSegments(run: RunToken[], context: SegmentContext): Segment[] {
  const out: Segment[] = []
  let rest = run
  while (rest.length > 0) {
    const segment = nextRussian(rest, context)
    if (!segment) break
    if (segment.tokens.length > 0) out.push({ tokens: segment.tokens, titled: segment.titled })
    rest = rest.slice(segment.used)
  }
  return out
}

function nextRussian(run: RunToken[], context: SegmentContext): (Segment & { used: number }) | null {
  let skip = 0
  let titled = false
  // Offices, small words at the start of a sentence and places go.
  while (skip < run.length) {
    const token = run[skip]!
    if (token.facts.given && run[skip + 1]?.facts.patronymic) break
    // "Жена Зиннатуллина": a capital from the head of the sentence, no name.
    if (
      token.word.index === context.sentenceFirst &&
      context.marks.kinFrom.get(token.word.index)?.after === token.after
    ) {
      skip++
      continue
    }
    const role = context.marks.roleFrom.get(token.word.index)
    if (role && !(token.facts.given && !token.facts.doubtful)) {
      titled = true
      skip++
      continue
    }
    if (token.facts.given || token.initial) break
    const place = placeNameAt(context.places, 'ru', context.words, token.word.index, run.at(-1)!.after)
    if (place !== null) {
      const ends = run.findIndex((other) => other.after === place)
      if (ends < 0) break
      skip = ends + 1
      titled = false
      continue
    }
    if (token.facts.notPerson || (token.facts.organisation && !token.facts.surname)) {
      skip++
      titled = false
      continue
    }
    break
  }
  const tokens = run.slice(skip)
  if (tokens.length === 0) return null
  const given = tokens.findIndex((token) => token.facts.given)
  const initials = tokens.findIndex((token) => token.initial)
  let from = 0
  let to = tokens.length
  if (given > 0 && given <= 2) {
    const after = tokens[given + 1]
    const before = tokens[given - 1]!
    const surnameFirst = before.facts.surname && (after === undefined || after.facts.patronymic || after.initial)
    // A surname that opens the sentence may stand first; any other word before the given name is none of it.
    from = surnameFirst || (before.facts.given && !before.facts.doubtful) ? given - 1 : given
  }
  if (given >= 0) {
    let end = Math.max(given, from) + 1
    let surnames = from < given ? 1 : 0
    while (end < tokens.length) {
      const token = tokens[end]!
      if (token.particle || token.nickname || token.initial || token.facts.patronymic) end++
      else if (surnames === 0) {
        surnames++
        end++
        // "Хаджи-Мурат Магомедов Иванов" are two people; "Анна Мария Иванова" one.
        if (token.facts.given && !token.facts.surname && tokens[end] && !tokens[end]!.facts.given) surnames = 0
      } else break
    }
    to = end
  } else if (initials === 0) {
    to = tokens.findIndex((token) => !token.initial && !token.particle) + 1
    if (to === 0) return null
  } else if (initials > 0) {
    to = initials
    while (to < tokens.length && tokens[to]!.initial) to++
    from = initials - 1
  } else if (tokens.length > 3) to = 3
  const segment = tokens.slice(from, to)
  if (words(segment).every((token) => token.initial)) return { tokens: [], titled, used: skip + to }
  return { tokens: segment, titled, used: skip + Math.max(to, 1) }
}
