import { ANY_CASE, MAN, WOMAN } from './cases.ts'
import { type Known, lookUp, sameStem } from './dictionary.ts'
import { soundDistance } from './distance.ts'
import { compareInitial } from './initials.ts'
import { type NameWord, type ParsedName, parseName, type Reading } from './parse-name.ts'
import { soundOf } from './sound.ts'

/** One pair of words that were held against each other. */
export interface WordMatch {
  a: string
  b: string
  /** The nominatives that were compared. */
  as: [string, string]
  /** 0 = the same, 1 = nothing in common. */
  cost: number
  why: string
}

export interface Comparison {
  score: number
  same: boolean
  words: WordMatch[]
  /** What speaks against one person, or lowers the score. */
  against: string[]
}

/** From this score on two names are one person’s: on the dev pairs 98 % of the same, 5 of 10,000 of the different ones. */
export const SAME_FROM = 0.76

const WEIGHT_OF_WORST = 0.75
const TWICE_KNOWN = 0.28
const OTHER_ENDING = 0.12
const HOPELESS = 0.4
// Outlets write a woman's surname in the man's form now and then (Nigar Kərimov).
const OTHER_SEX = 0.02
const LEFT_OVER = 0.14
const GLUED_EXTRA = 3
const INITIAL_COST = 0.03
const VETO = 0.2

/** Compares two names as written. See `compareParsed`. */
export function compareWritten(a: string, b: string): Comparison {
  return compareParsed(parseName(a), parseName(b))
}

/**
 * How likely two names tell one person: each word of the shorter name needs its own word in the longer one, the
 * weakest pair decides, all words of a name stand in one case, and father's names must agree where both have one.
 */
export function compareParsed(a: ParsedName, b: ParsedName): Comparison {
  const best = layouts(a, b)
    .map(([x, y, extra]) => matchWords(x, y, extra))
    .reduce((one, other) => (other.score > one.score ? other : one), NO_MATCH)
  if (best.score <= VETO) return best
  return judgeFathers(a, b, best)
}

const NO_MATCH: Comparison = { score: 0, same: false, words: [], against: ['no two words of the names go together'] }

// Words may be glued or split: each way of joining neighbours is tried, the plain one first.
function layouts(a: ParsedName, b: ParsedName): [NameWord[], NameWord[], number][] {
  const out: [NameWord[], NameWord[], number][] = [[a.words, b.words, 0]]
  const longer = a.words.length > b.words.length ? a.words : b.words
  const shorter = longer === a.words ? b.words : a.words
  const put = (l: NameWord[], s: NameWord[]): [NameWord[], NameWord[], number] =>
    longer === a.words ? [l, s, 0.01] : [s, l, 0.01]
  if (longer.length > shorter.length) {
    for (let i = 0; i + 1 < longer.length; i++) {
      if (longer[i]!.initial || longer[i + 1]!.initial) continue
      out.push(put([...longer.slice(0, i), join(longer[i]!, longer[i + 1]!), ...longer.slice(i + 2)], shorter))
      if (longer.length === 2 && shorter.length === 1) {
        out.push(put([join(longer[1]!, longer[0]!)], shorter))
      }
    }
  }
  // Who is "oğlu" to nobody (Ибадоглу, Qubad İbad oğlu) has it as a surname.
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.father === null || one.father.initial || one.words.length > 1 || other.words.length < 2) continue
    const ends = one.text.split(/[\s,]+/)
    const at = ends.findIndex((end) => end.includes(one.father!.text))
    const glued = parseName(
      ends.map((end, i) => (i === at ? `${end}${ends[i + 1] ?? ''}` : i === at + 1 ? '' : end)).join(' '),
    )
    if (glued.words.length < 2) continue
    out.push(one === a ? [glued.words, b.words, 0.01] : [a.words, glued.words, 0.01])
  }
  return out
}

function join(one: NameWord, two: NameWord): NameWord {
  const folded = one.folded + two.folded
  return {
    text: `${one.text} ${two.text}`,
    folded,
    initial: false,
    hyphened: one.hyphened,
    readings: two.readings.map((reading) => {
      const word = one.folded + reading.word
      const sound = soundOf(word)
      return { ...reading, word, sound, knownAs: sound }
    }),
  }
}

interface ReadingCost {
  cost: number
  why: string
}

// Yelena is Elena, but Yalçın is not Elçin: a glide is left out before e alone.
const openAlike = (a: string, b: string): boolean =>
  /^[jY]/.test(a) === /^[jY]/.test(b) || /^[jY][eE]/.test(a) || /^[jY][eE]/.test(b)

function compareReadings(a: Reading, b: Reading): ReadingCost {
  const distance = soundDistance(a.sound, b.sound, 4)
  const length = Math.max(a.sound.length, b.sound.length)
  const scale = 0.6 + 0.55 * length
  const form = (a.inflected ? 0.02 : 0) + (b.inflected ? 0.02 : 0)
  const one = lookUp(a.knownAs)
  const two = lookUp(b.knownAs)
  if (one.names.length > 0 && two.names.length > 0 && !sameStemOnly(one, two)) {
    if (one.names.some((name) => two.names.includes(name))) {
      return { cost: Math.min(distance, 0.1 + distance / 4) / scale + form, why: 'one name in the dictionary' }
    }
    // So near that the dictionary has one name in two places, or one of them by chance (Алёшин, Alişin).
    if (distance <= TWICE_KNOWN && openAlike(a.sound, b.sound))
      return { cost: distance / scale + 0.03 + form, why: 'sounds the same' }
    return { cost: Math.min(1, distance / scale + 0.6) + form, why: 'two different known names' }
  }
  if (sameStem(one, two)) {
    return { cost: Math.min(1, distance / scale + OTHER_ENDING) + form, why: 'one root, another ending' }
  }
  const known = one.names.length + two.names.length > 0
  return {
    cost: Math.min(1, distance / scale) + form,
    why: distance < 0.3 ? 'sounds the same' : known ? 'near, only one of them known' : 'near',
  }
}

const sameStemOnly = (a: Known, b: Known) => !a.names.some((name) => b.names.includes(name)) && sameStem(a, b)

interface Cell {
  cost: number
  why: string
  as: [string, string]
}

// For each pair of words: what the best readings cost within the given cases of the one and of the other name.
function cellFor(
  a: NameWord,
  b: NameWord,
  casesA: number,
  casesB: number,
  lastA: boolean,
  lastB: boolean,
): Cell | null {
  if (a.initial || b.initial) {
    const cost = compareInitial(a, b)
    return cost === null ? null : { cost: INITIAL_COST + cost, why: 'initial', as: [a.folded, b.folded] }
  }
  let best: Cell | null = null
  for (const x of a.readings) {
    if ((x.cases & casesA) === 0 || (x.lastOnly && !lastA)) continue
    for (const y of b.readings) {
      if ((y.cases & casesB) === 0 || (y.lastOnly && !lastB)) continue
      const { cost, why } = memo(x, y)
      if (best === null || cost < best.cost) best = { cost, why, as: [x.word, y.word] }
    }
  }
  return best
}

let memory = new Map<string, ReadingCost>()
function memo(a: Reading, b: Reading): ReadingCost {
  const key = `${a.sound} ${b.sound} ${a.knownAs} ${b.knownAs} ${a.inflected ? 1 : 0}${b.inflected ? 1 : 0}`
  let known = memory.get(key)
  if (!known) {
    known = compareReadings(a, b)
    if (memory.size > 50_000) memory = new Map()
    memory.set(key, known)
  }
  return known
}

const ALONE: Comparison = {
  score: 0.1,
  same: false,
  words: [],
  against: ['one word alone does not tell a person'],
}

function matchWords(a: NameWord[], b: NameWord[], extra: number): Comparison {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a]
  const flip = small !== a
  if (small.length === 0) return NO_MATCH
  if (small.length === 1 && (large.length > 1 || !isGlued(small[0]!, large[0]!))) return ALONE
  const tryCases = (casesSmall: number, casesLarge: number): Comparison => {
    const found = assign(small, large, casesSmall, casesLarge, flip)
    if (found === null) return NO_MATCH
    const oneSex = (sexesOf(casesSmall) & sexesOf(casesLarge)) !== 0
    return weigh(found, leftOver(found, small, large, flip), oneSex, extra)
  }
  // With one case for each name it gets no better than with any case for each word: most pairs of strangers end here.
  const loosest = tryCases(ANY_CASE, ANY_CASE)
  if (loosest.score < HOPELESS) return loosest
  let best: Comparison = NO_MATCH
  const casesOfLarge = hypotheses(large)
  for (const casesSmall of hypotheses(small)) {
    for (const casesLarge of casesOfLarge) {
      const tried = tryCases(casesSmall, casesLarge)
      if (tried.score > best.score) best = tried
    }
  }
  return best
}

// Мохаммад Реза is not yet Мохаммад Реза Хосейни: where given names alone agree, the surname left over weighs double.
function leftOver(found: WordMatch[], small: NameWord[], large: NameWord[], flip: boolean): number {
  const left = large.length - small.length
  if (left === 0 || !small.every(isOnlyGiven)) return left
  const matched = new Set(found.map((match) => (flip ? match.a : match.b)))
  return large.every((word) => matched.has(word.text) || isOnlyGiven(word)) ? left : 2 * left
}

function isOnlyGiven(word: NameWord): boolean {
  const known = word.readings.filter((reading) => !reading.lastOnly).map((reading) => lookUp(reading.sound))
  return known.some(({ isGiven }) => isGiven) && !known.some(({ isSurname }) => isSurname)
}

function weigh(words: WordMatch[], left: number, oneSex: boolean, extra: number): Comparison {
  const costs = words.map((word) => word.cost)
  const against = words.filter((word) => word.cost > 0.15).map((word) => `${word.a} and ${word.b}: ${word.why}`)
  // Two names in one word against two words: the sounds must agree closely, for here a surname could pass for both.
  const strict = words.length === 1 ? GLUED_EXTRA : 1
  let badness =
    extra + strict * (WEIGHT_OF_WORST * Math.max(...costs) + (1 - WEIGHT_OF_WORST) * (sum(costs) / costs.length))
  if (!oneSex) {
    badness += OTHER_SEX
    against.push("a man's form against a woman's")
  }
  if (left > 0) {
    badness += LEFT_OVER * left
    against.push(left === 1 ? 'one word has no counterpart' : `${left} words have no counterpart`)
  }
  const score = Math.max(0, 1 - badness)
  return { score, same: score >= SAME_FROM, words, against }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
const sexesOf = (cases: number) => ((cases & MAN) !== 0 ? 1 : 0) | ((cases & WOMAN) !== 0 ? 2 : 0)

// "АнарМамедли" in one piece on both sides: long enough to hold two names.
const isGlued = (a: NameWord, b: NameWord) => a.text.includes(' ') || b.text.includes(' ')

/** The cases a whole name may stand in: bits that let through the same readings are tried together. */
function hypotheses(words: NameWord[]): number[] {
  const bySignature = new Map<string, number>()
  for (let bit = 0; bit < 12; bit++) {
    const mask = 1 << bit
    let signature = ''
    let possible = true
    for (const word of words) {
      if (word.initial) continue
      let any = false
      for (const [i, reading] of word.readings.entries()) {
        if ((reading.cases & mask) !== 0) {
          signature += `${i},`
          any = true
        }
      }
      if (!any) possible = false
      signature += ';'
    }
    if (!possible) continue
    bySignature.set(signature, (bySignature.get(signature) ?? 0) | mask)
  }
  return [...bySignature.values()]
}

function assign(
  small: NameWord[],
  large: NameWord[],
  casesSmall: number,
  casesLarge: number,
  flip: boolean,
): WordMatch[] | null {
  const cells = small.map((a, i) =>
    large.map((b, j) => cellFor(a, b, casesSmall, casesLarge, i === small.length - 1, j === large.length - 1)),
  )
  let best: { worst: number; total: number; picks: number[] } | null = null
  const picks: number[] = []
  let steps = 0
  const go = (i: number, used: number, worst: number, total: number): void => {
    if (++steps > 5000) return
    if (best !== null && WEIGHT_OF_WORST * worst > WEIGHT_OF_WORST * best.worst + (1 - WEIGHT_OF_WORST) * best.total)
      return
    if (i === small.length) {
      if (best === null || worst * 3 + total < best.worst * 3 + best.total) best = { worst, total, picks: [...picks] }
      return
    }
    for (let j = 0; j < large.length; j++) {
      const cell = cells[i]![j]
      if (!cell || (used & (1 << j)) !== 0) continue
      picks[i] = j
      go(i + 1, used | (1 << j), Math.max(worst, cell.cost), total + cell.cost)
    }
  }
  go(0, 0, 0, 0)
  const found = best as { picks: number[] } | null
  if (found === null) return null
  const matches = found.picks.map((j, i) => {
    const cell = cells[i]![j]!
    const [a, b] = flip ? [large[j]!, small[i]!] : [small[i]!, large[j]!]
    const as: [string, string] = flip ? [cell.as[1], cell.as[0]] : cell.as
    return { a: a.text, b: b.text, as, cost: cell.cost, why: cell.why, full: !small[i]!.initial && !large[j]!.initial }
  })
  // Initials alone tell nobody, and a double name (Саид-Эмин, Тер-Петросян) is one word.
  if (!matches.some((match) => match.full)) return null
  const ofLarge = large.filter((_, j) => found.picks.includes(j))
  if (small.length > 1 && (isOneDouble(small) || isOneDouble(ofLarge))) return null
  return matches.map(({ full, ...match }) => match)
}

const isOneDouble = (words: NameWord[]) => words.slice(1).every((word) => word.hyphened)

// Another father is another person, however well the rest agrees; who has none told is not held against them.
function judgeFathers(a: ParsedName, b: ParsedName, found: Comparison): Comparison {
  if (a.father === null || b.father === null) return found
  const match = compareFathers(a.father, b.father)
  if (match.cost <= 0.22) {
    const score = Math.max(0, found.score - 0.3 * match.cost)
    return { ...found, score, same: score >= SAME_FROM, words: [...found.words, match] }
  }
  const score = Math.min(found.score, VETO)
  return {
    ...found,
    score,
    same: false,
    words: [...found.words, match],
    against: [...found.against, `another father: ${a.father.text}, ${b.father.text}`],
  }
}

/** What the best readings of two words cost, whatever their cases. */
export function compareWords(a: NameWord, b: NameWord, lastB = true): number {
  return cellFor(a, b, 0xfff, 0xfff, true, lastB)?.cost ?? 1
}

/** Holds two fathers' names (or their initials) against each other. */
export function compareFathers(a: NameWord, b: NameWord): WordMatch {
  const shown = { a: a.text, b: b.text }
  if (a.initial || b.initial) {
    const cost = compareInitial(a, b, false)
    return { ...shown, as: [a.folded, b.folded], cost: cost ?? 1, why: cost === null ? 'another initial' : 'initial' }
  }
  let best: WordMatch = { ...shown, as: [a.folded, b.folded], cost: 1, why: 'another name' }
  for (const x of a.readings) {
    for (const y of b.readings) {
      const { cost, why } = memo(x, y)
      if (cost < best.cost) best = { ...shown, as: [x.word, y.word], cost, why }
    }
  }
  return best
}
