import { MAN, WOMAN } from './cases.ts'
import { compareWords } from './compare.ts'
import { lookUp } from './dictionary.ts'
import { sexOfSurname } from './name-index.ts'
import { isNameTie, isSmallWord, isTitle } from './parse-name.ts'
import type { NameSpan, TextReading } from './read-text.ts'

/** A surname that stands alone, after its bearer was named in full. */
export interface BareSurname {
  at: number
  person: number
  score: number
}

// A bare surname must be the surname itself, not a near one.
const AT_MOST = 0.1
const OTHER = -1

/** Surnames alone, each given to the nearest person before it who bears it; to nobody where that is somebody untracked. */
export function bareSurnames(reading: TextReading, spans: NameSpan[]): BareSurname[] {
  if (spans.length === 0) return []
  const { words, index, reader } = reading
  const bearers = bearersByToken(reading, spans)
  const covered = new Map<number, NameSpan[]>()
  for (const span of spans) {
    for (let at = span.from; at <= span.to; at++) covered.set(at, [...(covered.get(at) ?? []), span])
  }
  /** Who bore a token's surname last. */
  const last = new Map<number, number[]>()
  /** The women who bore it since: a man's form still tells him. */
  const hers = new Map<number, number[]>()
  const out: BareSurname[] = []
  for (const [at, word] of words.entries()) {
    if (word.initial || isNameTie(word.text)) continue
    const inSpans = covered.get(at)
    for (const { token } of reader.tokens(word.text)) {
      const persons = bearers.get(token)
      if (!persons) continue
      if (inSpans) {
        const here = inSpans.map((span) => span.person).filter((person) => persons.has(person))
        if (here.length > 0) {
          const isWoman = (person: number) =>
            index.persons[person]!.surnames.every((surname) => sexOfSurname(surname) === WOMAN)
          if (here.every(isWoman)) hers.set(token, here)
          else {
            last.set(token, here)
            hers.delete(token)
          }
        }
        continue
      }
      const bearer = isMans(reading, at) ? last.get(token) : (hers.get(token) ?? last.get(token))
      if (bearer === undefined && !hers.has(token)) continue
      if (standsInOtherName(reading, at)) {
        // «Вдова Мадина Кудаева»: a bare «Кудаев» is still her husband, «Кудаева» may be she.
        if (isWomans(reading, at)) hers.set(token, [OTHER])
        else last.set(token, [OTHER])
        continue
      }
      for (const person of bearer ?? []) {
        if (person === OTHER || out.some((bare) => bare.at === at && bare.person === person)) continue
        const cost = Math.min(...index.persons[person]!.surnames.map((surname) => costOf(reading, at, surname)))
        if (cost <= AT_MOST) out.push({ at, person, score: 1 - cost })
      }
    }
  }
  return out
}

// «Мадина Кудаева», "Mənzurə Bağırovanın": her form, after a given name that is no case of another («Хасана Кудаева»).
const isWomans = ({ words, reader }: TextReading, at: number): boolean => {
  const before = reader.read(words[at - 1]?.text ?? '').readings
  const given = before.filter((reading) => lookUp(reading.sound).isGiven)
  return mayBeHers(reader, words[at]!.text) && (given.length === 0 || given.some(({ inflected }) => !inflected))
}
const isMans = ({ words, reader }: TextReading, at: number): boolean => !mayBeHers(reader, words[at]!.text)

/** Whether a form can be of a woman's surname: Bağırovun is Bağırov's, Кудаеву may be hers, Качибая anybody's. */
function mayBeHers(reader: TextReading['reader'], text: string): boolean {
  const word = reader.read(text)
  const isMansForm = word.readings.some(({ word: folded }) => sexOfSurname({ ...word, folded, readings: [] }) === MAN)
  return !isMansForm || word.readings.some(({ folded }) => folded)
}

function costOf({ words, reader }: TextReading, at: number, surname: Parameters<typeof sexOfSurname>[0]): number {
  const word = reader.read(words[at]!.text)
  // Гадиров is not Гадирова, though her surname is told by his form.
  const sexes = sexOfSurname(surname)
  const readings = word.readings.filter((reading) => (reading.cases & sexes) !== 0)
  return compareWords({ ...word, readings }, surname)
}

function bearersByToken({ index }: TextReading, spans: NameSpan[]): Map<number, Set<number>> {
  const out = new Map<number, Set<number>>()
  for (const person of new Set(spans.map((span) => span.person))) {
    for (const surname of index.persons[person]!.surnames) {
      for (const { sound, knownAs } of surname.readings) {
        const names = lookUp(knownAs).names.map((name) => index.byName.get(name))
        for (const token of [index.bySound.get(sound), ...names]) {
          if (token === undefined) continue
          const persons = out.get(token) ?? new Set()
          out.set(token, persons.add(person))
        }
      }
    }
  }
  return out
}

// «Эльхан Ашуров» after «Самир Ашуров»: from here on a bare «Ашуров» is Elkhan. A word that only opens the sentence
// («Позже Ашурова») is no name unless it is known as one.
function standsInOtherName({ words, reader }: TextReading, at: number): boolean {
  const word = words[at]!
  const before = word.joined ? words[at - 1] : undefined
  if (before && !isTitle(before.text) && !isSmallWord(before.text)) {
    if (before.initial || isGiven(reader, before.text)) return true
    if (!before.opensSentence) return true
  }
  const next = words[at + 1]
  return next?.joined === true && (next.initial || isGiven(reader, next.text))
}

const isGiven = (reader: TextReading['reader'], text: string) =>
  reader.read(text).readings.some((reading) => !reading.lastOnly && lookUp(reading.sound).isGiven)
