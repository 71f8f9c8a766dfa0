import { bareSurnames } from './bare-surnames.ts'
import { type Comparison, compareFathers, compareParsed } from './compare.ts'
import { lookUp } from './dictionary.ts'
import { soundDistance } from './distance.ts'
import { compareInitial } from './initials.ts'
import type { NameIndex, TrackedPerson } from './name-index.ts'
import {
  isFathersWord,
  isNameTie,
  isParticle,
  isSmallWord,
  type NameWord,
  type ParsedName,
  parseName,
} from './parse-name.ts'
import { type NameSpan, type NearToken, type ReadWord, readText, type TextReading } from './read-text.ts'

/** A tracked person named in a text. */
export interface NameHit {
  watchId: string
  /** Exactly `text.slice(start, end)`. */
  mention: string
  start: number
  end: number
  score: number
  /** Which words matched, for a reader. */
  why: string
}

/** Hits below are not told. The lowest score at which the dev texts gave no false alarm, also with a third of the dictionary left out. */
export const SPOT_FROM = 0.76

const FATHER_AT_MOST = 0.22
const MOST_BEARERS = 25

/** Finds the tracked persons of an index in a text: by full name or initial, and by surname alone once named in full. */
export function spotNames(index: NameIndex, text: string, lang?: string | null): NameHit[] {
  const reading = readText(index, text, lang ?? null)
  const spans = withoutOthersInitials(reading, withoutOverlaps(fullNames(reading)))
  const hits = spans.map((span) => hitOf(reading, span.from, span.to, span.person, span.comparison.score, whyOf(span)))
  for (const bare of bareSurnames(reading, spans)) {
    hits.push(hitOf(reading, bare.at, bare.at, bare.person, bare.score, 'surname alone, after the full name'))
  }
  return hits.sort((a, b) => a.start - b.start)
}

function hitOf(reading: TextReading, from: number, to: number, person: number, score: number, why: string): NameHit {
  const start = reading.words[from]!.start
  const end = reading.words[to]!.end
  return {
    watchId: reading.index.persons[person]!.watchId,
    mention: reading.text.slice(start, end),
    start,
    end,
    score: Math.round(score * 10_000) / 10_000,
    why,
  }
}

const whyOf = ({ comparison }: NameSpan) =>
  comparison.words.map((word) => (word.a === word.b ? word.a : `${word.a} = ${word.b}`)).join(', ')

function fullNames(reading: TextReading): NameSpan[] {
  const spans: NameSpan[] = []
  const { words } = reading
  for (let i = 0; i + 1 < words.length; i++) {
    if (!words[i + 1]!.joined) continue
    for (const j of partnersOf(reading, i)) {
      const persons = words[i]!.initial || words[j]!.initial ? byInitial(reading, i, j) : byWords(reading, i, j)
      for (const person of persons) {
        const span = verify(reading, i, j, person)
        if (span) spans.push(span)
      }
    }
  }
  return spans
}

// The next word, or the one after a father's name or an initial between them.
function partnersOf({ words, reader }: TextReading, i: number): number[] {
  const joined = (j: number) => words[j]?.joined === true
  const out = [i + 1]
  const next = words[i + 1]!
  // Yousef Abu Hadid, Bui Van Hoa: a particle stands between.
  for (let at = i + 1; at < i + 3 && isParticle(words[at]!.text) && joined(at + 1); at++) out.push(at + 1)
  if (joined(i + 2)) {
    if (next.initial || (!isNameTie(next.text) && isFathersWord(reader.read(next.text)))) out.push(i + 2)
    if (joined(i + 3) && isNameTie(words[i + 2]!.text)) out.push(i + 3)
  }
  return out
}

function byInitial({ words, index, reader, remembered }: TextReading, i: number, j: number): Set<number> {
  const [initial, full] = words[i]!.initial ? [words[i]!, words[j]!] : [words[j]!, words[i]!]
  const key = `${initial.text} ${full.text}`
  const known = remembered.byInitial.get(key)
  if (known) return known
  const out = new Set<number>()
  remembered.byInitial.set(key, out)
  if (full.initial) return out
  const letter = reader.read(initial.text, true)
  for (const { token } of reader.tokens(full.text)) {
    for (const person of index.tokens[token]!.persons) {
      const { forms, surnames } = index.persons[person]!
      if (!surnames.some((word) => isToken(index, token, word))) continue
      if (forms.some((form) => form.words.some((word) => compareInitial(letter, word) !== null))) out.add(person)
    }
  }
  // An initial that fits so many persons tells none of them. (Many readers may watch one person: that is one name.)
  if (new Set([...out].map((person) => index.persons[person]!.forms[0]!.text)).size > MOST_BEARERS) out.clear()
  return out
}

const isToken = ({ tokens, byName }: NameIndex, token: number, word: NameWord) =>
  word.readings.some(
    ({ sound, knownAs }) =>
      sound === tokens[token]!.sound || lookUp(knownAs).names.some((name) => byName.get(name) === token),
  )

function byWords(reading: TextReading, i: number, j: number): Set<number> {
  const { words, index, reader } = reading
  const out = new Set<number>()
  if (isNameTie(words[i]!.text) || isNameTie(words[j]!.text)) return out
  if (isSmallWord(words[i]!.text) || isSmallWord(words[j]!.text)) return out
  const ones = reader.tokens(words[i]!.text)
  const others = reader.tokens(words[j]!.text)
  if (ones.length === 0 && others.length === 0) return out
  for (const one of ones) {
    const { partners } = index.tokens[one.token]!
    for (const other of others) for (const person of partners.get(other.token) ?? []) out.add(person)
  }
  if (out.size > 0) return out
  // One of the words may be misspelt: look among the words that stand with the other one in tracked names.
  misspelt(index, ones, reader.read(words[j]!.text), out)
  misspelt(index, others, reader.read(words[i]!.text), out)
  return out
}

const SURE = 0.45
const MISSPELT = 1.6

function misspelt(index: NameIndex, sure: NearToken[], word: ReadWord, out: Set<number>): void {
  // A known name is no slip for another one.
  if (sure.length === 0 || lookUp(word.readings[0]?.knownAs ?? '').isListed) return
  for (const { token, distance } of sure) {
    if (distance > SURE) continue
    for (const [partner, persons] of index.tokens[token]!.partners) {
      const { sound, key } = index.tokens[partner]!
      // Names of the dictionary have no sound of their own; their spellings stand beside them.
      if (sound === '') continue
      for (const reading of word.readings) {
        if (Math.abs(reading.sound.length - sound.length) > 3 || !withinOneEdit(reading.key, key)) continue
        if (soundDistance(reading.sound, sound, MISSPELT) > MISSPELT) continue
        for (const person of persons) out.add(person)
        break
      }
    }
  }
}

/** Whether one sign more, less, other or swapped makes the two keys equal. */
function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length - b.length > 1 || b.length - a.length > 1) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1)
  if (short.slice(i + 1) === long.slice(i + 1)) return true
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2)
}

function verify(reading: TextReading, i: number, j: number, person: number): NameSpan | null {
  const { words } = reading
  const joined = (at: number) => words[at]?.joined === true
  let from = i
  let to = j
  if (words[i]!.initial) {
    // «И. В. Петров»: the second initial stands between and came with j; «Петров И. В.»: it follows.
  } else if (words[j]!.initial && joined(j + 1) && words[j + 1]!.initial) to = j + 1
  if (!words[to]!.initial && joined(to + 1)) {
    if (joined(to + 2) && isNameTie(words[to + 2]!.text)) to += 2
    else if (!words[to + 1]!.initial && isFathersWord(reading.reader.read(words[to + 1]!.text))) to += 1
  }
  let best = judge(reading, from, to, person)
  // Names of three words and more: take in the neighbours where that makes a better match.
  if (reading.index.persons[person]!.forms.some((form) => form.words.length > 2)) {
    for (const [f, t] of [
      [from, to + 1],
      [from - 1, to],
      [from - 1, to + 1],
    ] as const) {
      if (f < 0 || (t > to && !joined(t)) || (f < from && !words[from]!.joined)) continue
      const wider = judge(reading, f, t, person)
      if (wider && (!best || wider.score > best.score)) {
        best = wider
        from = f
        to = t
      }
    }
  }
  return best && best.score >= SPOT_FROM ? { from, to, person, comparison: best } : null
}

function judge(reading: TextReading, from: number, to: number, person: number): Comparison | null {
  const { text, words, remembered } = reading
  const written = text.slice(words[from]!.start, words[to]!.end)
  let judged = remembered.judged.get(written)
  if (!judged) {
    judged = { parsed: parseName(written, reading.lang), of: new Map() }
    remembered.judged.set(written, judged)
  }
  let comparison = judged.of.get(person)
  if (comparison === undefined) {
    comparison = compareWithPerson(judged.parsed, reading.index.persons[person]!)
    judged.of.set(person, comparison)
  }
  return comparison
}

function compareWithPerson(written: ParsedName, { forms, fathers }: TrackedPerson): Comparison | null {
  if (written.father && fathers.length > 0) {
    // Another father is another person, even where one of the forms leaves the father out.
    if (!fathers.some((father) => compareFathers(written.father!, father).cost <= FATHER_AT_MOST)) return null
  }
  let best: Comparison | null = null
  for (const form of forms) {
    const comparison = compareParsed(written, form)
    if (!best || comparison.score > best.score) best = comparison
  }
  return best
}

// «Vəliyev R.K.» in a text that names Rüfət Vəliyev in full is he, and no tracked Ruslan whom it does not name.
function withoutOthersInitials(reading: TextReading, spans: NameSpan[]): NameSpan[] {
  const { words } = reading
  const isShort = ({ from, to }: NameSpan) => words.slice(from, to + 1).some(({ initial }) => initial)
  return spans.filter((span) => {
    if (!isShort(span) || spans.some((other) => other.person === span.person && !isShort(other))) return true
    const own = words.slice(span.from, span.to + 1)
    const initial = own.find((word) => word.initial)!
    const surname = own.find((word) => !word.initial)!
    return !bearsIt(reading, initial.text, surname.text)
  })
}

function bearsIt({ words, reader }: TextReading, initial: string, surname: string): boolean {
  const letter = reader.read(initial, true)
  const tokens = new Set(reader.tokens(surname).map(({ token }) => token))
  return words.some((word, at) => {
    const before = words[at - 1]
    if (!word.joined || word.initial || !before || before.initial || isSmallWord(before.text)) return false
    const given = reader.read(before.text)
    if (!given.readings.some((reading) => !reading.lastOnly && lookUp(reading.sound).isGiven)) return false
    return compareInitial(letter, given) !== null && reader.tokens(word.text).some(({ token }) => tokens.has(token))
  })
}

const EQUAL = 0.015

// The longest run wins, then the best score; persons who fit the same words equally well are all told.
function withoutOverlaps(spans: NameSpan[]): NameSpan[] {
  const ranked = spans.toSorted(
    (a, b) => b.to - b.from - (a.to - a.from) || b.comparison.score - a.comparison.score || a.from - b.from,
  )
  const taken = new Map<number, NameSpan>()
  const out: NameSpan[] = []
  for (const span of ranked) {
    let rival: NameSpan | undefined
    for (let at = span.from; at <= span.to; at++) rival ??= taken.get(at)
    if (rival) {
      const equal =
        rival.from === span.from && rival.to === span.to && span.comparison.score >= rival.comparison.score - EQUAL
      if (!equal || out.some((other) => other.from === span.from && other.person === span.person)) continue
    } else for (let at = span.from; at <= span.to; at++) taken.set(at, span)
    out.push(span)
  }
  return out
}
