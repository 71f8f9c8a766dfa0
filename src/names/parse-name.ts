import { ANY_CASE, type Nominative, nominatives } from './cases.ts'
import { lookUp } from './dictionary.ts'
import { couldBeEither, foldCase, scriptOf, unmixScript } from './letters.ts'
import { showsAzerbaijani, soundOf } from './sound.ts'
import { loadTable } from './tables.ts'

/** A nominative of a word with its sound. */
export interface Reading extends Nominative {
  sound: string
  /** The sound under which the dictionary knows it: of Əliyeva that of Əliyev. */
  knownAs: string
}

/** A word of a name. */
export interface NameWord {
  /** As written. */
  text: string
  /** Lower case, one script. */
  folded: string
  initial: boolean
  /** Tied to the word before by a hyphen: the two are one given name or one surname. */
  hyphened: boolean
  readings: Reading[]
}

/** A name taken apart. `words` are given names, surnames and initials; the father's name stands apart. */
export interface ParsedName {
  text: string
  words: NameWord[]
  /** The father's name without its ending, or an initial of it. */
  father: NameWord | null
  /** Told by oğlu, qızı, -ич or -на. */
  fatherSex: 'm' | 'f' | null
}

interface Words {
  sons: Set<string>
  daughters: Set<string>
  particles: Set<string>
  titles: Set<string>
  /** Those of two parts: "г-н" would else be two initials. */
  doubleTitles: RegExp
  small: Set<string>
  patronymic: RegExp
  /** Endings that make a father's name only where a known name is left. */
  shortPatronymic: RegExp
}
let words: Words | undefined
function loadWords(): Words {
  const table = loadTable('words')
  const set = (part: string) => new Set((table.get(part) ?? []).flatMap((line) => line.split(/\s+/)))
  return {
    sons: set('son'),
    daughters: set('daughter'),
    particles: set('particles'),
    titles: set('titles'),
    doubleTitles: new RegExp(
      `(?<!\\p{L})(?:${[...set('titles')].filter((title) => title.includes('-')).join('|')})(?!\\p{L})`,
      'giu',
    ),
    small: set('small words'),
    patronymic: new RegExp(`^(.{2,}?)(?:${(table.get('patronymic endings') ?? []).join('|')})$`),
    shortPatronymic: new RegExp(`^(.{2,}?)(?:${(table.get('short patronymic endings') ?? []).join('|')})$`),
  }
}

/** Whether a lower-case word ties a father's name to a name (oğlu, qızı, оглы). */
export function isNameTie(word: string): boolean {
  words ??= loadWords()
  const folded = foldCase(word)
  return words.sons.has(folded) || words.daughters.has(folded)
}

// No particle and no small word is longer; asked of nearly every capital word of a text.
const LONGEST_SMALL = 9

/** Whether a word is a particle of names (bin, al, van), which one form of a name may have and another not. */
export function isParticle(word: string): boolean {
  if (word.length > LONGEST_SMALL) return false
  words ??= loadWords()
  return words.particles.has(word.toLowerCase())
}

/** Whether a capital word may only open a sentence, in which language whatever (The, Сам, Onun): no part of a name. */
export function isSmallWord(word: string): boolean {
  if (word.length > LONGEST_SMALL) return false
  words ??= loadWords()
  return words.small.has(word.toLowerCase())
}

/** Whether a word is a title (Mr, г-н, cənab), which is no part of a name. */
export function isTitle(word: string): boolean {
  words ??= loadWords()
  return words.titles.has(foldCase(word))
}

/** Whether a word is a father's name by its ending (-вич, -вна, -oğlu in one word). */
export function isFathersWord(word: NameWord): boolean {
  words ??= loadWords()
  return fatherOf(word, words) !== null
}

const CASE_OF_KNOWN = 0.03
const MOST_WORDS = 8
const MOST_LETTERS = 60

/** Takes a name apart: words, initials, father's name; titles and particles go, glued words are parted where capitals tell. */
export function parseName(text: string, lang?: string | null): ParsedName {
  words ??= loadWords()
  const azerbaijani = showsAzerbaijani(text)
  const parts = split(text.slice(0, 400).replace(words.doubleTitles, ' '))
  const script = majorityScript(parts.map((part) => part.folded))
  let list: NameWord[] = []
  for (const part of parts.slice(0, MOST_WORDS + 6)) {
    let folded = part.folded
    if (script !== 'other' && folded.length > 1 && scriptOf(folded) !== script && couldBeEither(folded)) {
      folded = unmixScript(folded, script)
    }
    if (folded === '') continue
    list.push({
      text: part.text,
      folded,
      initial: part.initial,
      hyphened: part.hyphened,
      readings: readingsOfPart(part, folded, azerbaijani, lang),
    })
  }
  list = withoutTitles(list, words)
  const trimmed = withoutParticles(list, words)
  if (trimmed.filter((word) => !word.initial).length >= 2) list = trimmed
  return findFather({ text, words: list.slice(0, MOST_WORDS), father: null, fatherSex: null }, words)
}

// Гаджи Рамазанов, Imam Əliyev: a title that is a given name too is one where nothing else is.
function withoutTitles(list: NameWord[], { titles }: Words): NameWord[] {
  // Хаджи-Мурат is one given name.
  const left = list.filter((word, at) => !titles.has(word.folded) || list[at + 1]?.hyphened)
  if (left.filter((word) => !word.initial).length !== 1 || left.some((word) => word.initial)) return left
  const given = list.find((word) => titles.has(word.folded) && rank(word) > 0)
  return given ? [given, ...left] : left
}

// "Fatima Al-Sayed" is no double name for the hyphen of its particle; "Abd-al-Karim" stays one.
function withoutParticles(list: NameWord[], { particles }: Words): NameWord[] {
  const isParticle = (word: NameWord | undefined) => word !== undefined && !word.initial && particles.has(word.folded)
  return list.flatMap((word, at) => {
    if (isParticle(word)) return []
    const before = list[at - 1]
    return [isParticle(before) && !before!.hyphened ? { ...word, hyphened: false } : word]
  })
}

function readingsOfPart(part: Part, folded: string, azerbaijani: boolean, lang?: string | null): Reading[] {
  if (part.initial) return initialReadings(folded, azerbaijani)
  const readings = readingsOf(folded, azerbaijani, lang)
  if (part.stem === null) return readings
  const stem = readingsOf(part.stem, azerbaijani, lang).map((reading) => ({ ...reading, lastOnly: true }))
  return [...readings, ...stem]
}

/** The sounds an initial may stand for; a Latin C or J has several where the name does not tell its language. */
export function initialReadings(letter: string, azerbaijani: boolean): Reading[] {
  const sounds = azerbaijani ? [soundOf(letter, true)] : [soundOf(letter, false), soundOf(letter, true)]
  return [...new Set(sounds)].map((sound) => ({
    word: letter,
    sound,
    knownAs: sound,
    cases: ANY_CASE,
    inflected: false,
    folded: false,
    lastOnly: false,
  }))
}

/** What a word of a text may be a form of, as it is written there, with the sounds. */
export const readingsOfWord = (word: string, lang?: string | null): Reading[] =>
  readingsOf(unmixScript(foldCase(word.replace(APOSTROPHE_ENDING, ''))), showsAzerbaijani(word), lang)

/** The nominatives of a word with their sounds, itself first. */
export function readingsOf(folded: string, azerbaijani: boolean, lang?: string | null): Reading[] {
  const out: Reading[] = []
  for (const nominative of nominatives(folded.slice(0, MOST_LETTERS), lang)) {
    const sound = soundOf(nominative.word, azerbaijani)
    // Василия comes from Василий, but Ульвия not from an unheard-of Ульвий.
    const made = nominative.inflected && nominative.word.endsWith('ий') && /и[яюие]м?$/.test(folded)
    if (made && !lookUp(sound).endsInGlide) continue
    // Марина is a name of her own, not the wife of a Марин.
    if (nominative.folded && /(?:ина|ina)$/.test(folded) && lookUp(soundOf(folded, azerbaijani)).isGiven) continue
    out.push({ ...nominative, sound, knownAs: sound })
  }
  const plain = out[0]!
  const known = lookUp(plain.sound)
  // Əliyeva is known as Əliyev.
  const told = out.find((reading) => reading.folded && !reading.inflected && lookUp(reading.sound).names.length > 0)
  if (told && known.names.length === 0) plain.knownAs = told.sound
  if (!known.isListed) return out
  // A known name as it stands is hardly a case of an unknown one: «Ульви» not of «Ульвя».
  return out.filter((reading) => !reading.inflected || lookUp(reading.sound).distance <= known.distance + CASE_OF_KNOWN)
}

function majorityScript(folded: string[]) {
  return scriptOf(folded.join(''))
}

interface Part {
  text: string
  folded: string
  initial: boolean
  /** What stands before an apostrophe and an Azerbaijani ending. */
  stem: string | null
  hyphened: boolean
}

const CAMEL = /(?<=\p{Ll}[\p{Ll}’'ʼ]|\p{Ll})(?=\p{Lu}\p{Ll})/u
const POSSESSIVE = /['’ʼ‘`]s?$/u
const APOSTROPHE_ENDING = /['’ʼ‘`]\p{L}{1,4}$/u

function split(text: string): Part[] {
  const out: Part[] = []
  let hyphened = false
  for (const chunk of text.split(/([\s,;()"«»“”\u2010-\u2015-]+)|(?<=\.)/u)) {
    if (chunk === undefined || chunk === '') continue
    if (/^[\s,;()"«»“”\u2010-\u2015-]+$/u.test(chunk)) {
      hyphened = /^[\u2010\u2011-]$/.test(chunk)
      continue
    }
    const bare = chunk.replace(/^[^\p{L}]+|[^\p{L}\p{N}\p{M}.'’ʼ`]+$/gu, '')
    if (bare === '') continue
    const dotted = bare.endsWith('.')
    const word = dotted ? bare.slice(0, -1) : bare
    const camel = /^\p{Lu}?\p{Ll}+\p{Lu}/u.test(word) ? word.split(CAMEL) : [word]
    for (const [i, piece] of camel.entries()) {
      const last = i === camel.length - 1
      const unowned = last ? piece.replace(POSSESSIVE, '') : piece
      const stem = last ? unowned.replace(APOSTROPHE_ENDING, '') : unowned
      const letters = foldCase(unowned)
      const initial = letters.length === 1 || (dotted && last && letters.length <= 2 && /^\p{Lu}/u.test(piece))
      out.push({
        text: piece,
        folded: initial ? letters : unmixScript(letters),
        initial,
        stem: stem === unowned || initial ? null : unmixScript(foldCase(stem)),
        hyphened: hyphened && i === 0 && out.length > 0,
      })
    }
  }
  return out
}

function findFather(name: ParsedName, words: Words): ParsedName {
  const { sons, daughters } = words
  const list = name.words
  // "Rəşid oğlu", also with an ending of the case: "qızıyla".
  for (let i = 1; i < list.length; i++) {
    const bases = list[i]!.initial ? [] : list[i]!.readings.map((reading) => reading.word)
    const son = bases.some((base) => sons.has(base))
    if (!son && !bases.some((base) => daughters.has(base))) continue
    const rest = [...list.slice(0, i - 1), ...list.slice(i + 1)]
    if (rest.length === 0) continue
    return { ...name, words: rest, father: list[i - 1]!, fatherSex: son ? 'm' : 'f' }
  }
  const full = list.filter((word) => !word.initial)
  if (full.length >= 3) {
    const candidates = list
      // Karatkevich-Loban, Zorić-Pavlović: one surname of two.
      .map((word, at) => {
        const double = word.hyphened || list[at + 1]?.hyphened
        return { word, at, father: word.initial || double ? null : fatherOf(word, words) }
      })
      // At the end a man's -ич is his surname where a given name opens (Джозеф Лео Манкевич), unless a known name is in it.
      .filter(({ father, at }) => father !== null && at > 0 && (at < list.length - 1 || endsInFather(father, list[0]!)))
    // Иван Иванович Статкевич: of two that look so, the father's name is known or stands after the given name.
    const best =
      candidates.length === 1
        ? candidates[0]
        : candidates.toSorted((x, y) => rank(y.father!.word) - rank(x.father!.word) || x.at - y.at)[0]
    if (best?.father) {
      return {
        ...name,
        words: list.filter((word) => word !== best.word),
        father: best.father.word,
        fatherSex: best.father.sex,
      }
    }
  }
  // "И. В. Петров", "Петров И. В.", "Əliyev R. Ə.": the second initial is the father's.
  const initials = list.filter((word) => word.initial)
  if (full.length === 1 && initials.length === 2) {
    return { ...name, words: list.filter((word) => word !== initials[1]), father: initials[1]! }
  }
  return name
}

const endsInFather = ({ word, sex }: { word: NameWord; sex: 'm' | 'f' }, first: NameWord) =>
  sex === 'f' || rank(word) > 0 || rank(first) === 0

const rank = (word: NameWord) => (word.readings.some((reading) => lookUp(reading.sound).isGiven) ? 1 : 0)

function fatherOf(word: NameWord, words: Words): { word: NameWord; sex: 'm' | 'f' } | null {
  const { sons, daughters, patronymic, shortPatronymic } = words
  for (const reading of word.readings) {
    for (const [set, sex] of [
      [sons, 'm'],
      [daughters, 'f'],
    ] as const) {
      for (const ending of set) {
        if (reading.word.length < ending.length + 2 || !reading.word.endsWith(ending)) continue
        return { word: fathersName(word, soundOf(reading.word.slice(0, -ending.length))), sex }
      }
    }
    const sex = /n[a@]$/.test(reading.sound) ? 'f' : 'm'
    const stem = patronymic.exec(reading.sound)?.[1]
    if (stem !== undefined) return { word: fathersName(word, stem), sex }
    const short = shortPatronymic.exec(reading.sound)?.[1]
    if (short === undefined) continue
    const father = fathersName(word, short)
    if (rank(father) > 0) return { word: father, sex }
  }
  return null
}

function fathersName(word: NameWord, stem: string): NameWord {
  const plain = { inflected: false, folded: false, lastOnly: false, cases: 0xfff }
  // Николаевич has lost the й, Никитич the а, Ильич the я; the spellings are all kept and the nearest counts.
  const sounds = [stem, `${stem}j`, `${stem}a`, `${stem}i`, `${stem}ij`, `${stem}ja`]
  return { ...word, readings: sounds.map((sound) => ({ word: word.folded, sound, knownAs: sound, ...plain })) }
}
