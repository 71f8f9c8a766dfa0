import { MAN, WOMAN } from './cases.ts'
import { lookUp } from './dictionary.ts'
import { type NameWord, type ParsedName, parseName } from './parse-name.ts'
import { keysOfSound } from './sound-key.ts'

/** A tracked person as a monitor typed it. */
export interface WatchedName {
  id: string
  name: string
  /** Other spellings of the same person. */
  also?: readonly string[]
}

/** A tracked person, taken apart. */
export interface TrackedPerson {
  watchId: string
  forms: ParsedName[]
  /** The father's name, from any of the forms. */
  fathers: NameWord[]
  surnames: NameWord[]
}

/** A word of tracked names: one sound, or all that is one name in the dictionary. */
export interface Token {
  /** Empty where it stands for a name of the dictionary. */
  sound: string
  /** Its `keyOfSound`: a quick look before the distance is counted. */
  key: string
  /** Tokens that stand with it in a name → the persons of both. */
  partners: Map<number, number[]>
  persons: number[]
}

/** Tracked persons, ready to be found in texts. Made by `buildNameIndex`, read by `spotNames`. */
export interface NameIndex {
  persons: TrackedPerson[]
  tokens: Token[]
  bySound: Map<string, number>
  /** Names of the dictionary (`lookUp`) → tokens. */
  byName: Map<number, number>
  byKey: Map<string, number[]>
}

/** Prepares tracked persons for `spotNames`. Takes about 50 µs a person. */
export function buildNameIndex(watches: Iterable<WatchedName>): NameIndex {
  const index: NameIndex = {
    persons: [],
    tokens: [],
    bySound: new Map(),
    byName: new Map(),
    byKey: new Map(),
  }
  for (const { id, name, also = [] } of watches) {
    const forms = [name, ...also].map((form) => parseName(form)).filter((form) => form.words.length > 0)
    const person = index.persons.length
    index.persons.push({
      watchId: id,
      forms,
      fathers: forms.flatMap((form) => form.father ?? []),
      surnames: forms.flatMap((form) => surnameOf(form) ?? []),
    })
    for (const form of forms) addForm(index, form, person)
  }
  return index
}

function addForm(index: NameIndex, form: ParsedName, person: number): void {
  const words = form.words.filter((word) => !word.initial)
  const tokens = words.map((word) => tokensOf(index, word))
  for (const [i, some] of tokens.entries()) {
    for (const a of some) {
      const { persons } = index.tokens[a]!
      if (persons.at(-1) !== person) persons.push(person)
      for (const others of tokens.slice(i + 1)) {
        for (const b of others) {
          const both = index.tokens[a]!.partners.get(b)
          if (both) {
            if (both.at(-1) !== person) both.push(person)
            continue
          }
          const fresh = [person]
          index.tokens[a]!.partners.set(b, fresh)
          index.tokens[b]!.partners.set(a, fresh)
        }
      }
    }
  }
}

function tokensOf(index: NameIndex, word: NameWord): number[] {
  const out = new Set<number>()
  for (const { inflected, lastOnly, sound, knownAs } of word.readings) {
    if (inflected || lastOnly) continue
    out.add(tokenFor(index, sound))
    for (const name of lookUp(knownAs).names) out.add(tokenForName(index, name))
  }
  return [...out]
}

function tokenForName(index: NameIndex, name: number): number {
  let token = index.byName.get(name)
  if (token === undefined) {
    token = index.tokens.push({ sound: '', key: '', partners: new Map(), persons: [] }) - 1
    index.byName.set(name, token)
  }
  return token
}

function tokenFor(index: NameIndex, sound: string): number {
  const known = index.bySound.get(sound)
  if (known !== undefined) return known
  const keys = keysOfSound(sound)
  const token = index.tokens.push({ sound, key: keys[0]!, partners: new Map(), persons: [] }) - 1
  index.bySound.set(sound, token)
  for (const key of keys) {
    const list = index.byKey.get(key)
    if (list) list.push(token)
    else index.byKey.set(key, [token])
  }
  return token
}

/** The word of a name that is most likely its surname: known as one, not known as a given name, or the last. */
export function surnameOf(form: ParsedName): NameWord | undefined {
  const words = form.words.filter((word) => !word.initial)
  if (form.words.length < 2) return undefined
  const rank = (word: NameWord, at: number) => {
    const known = word.readings.filter((reading) => !reading.inflected).map((reading) => lookUp(reading.sound))
    return (
      (known.some((k) => k.isSurname) ? 2 : 0) -
      (known.some((k) => k.isGiven) ? 2 : 0) +
      (at === words.length - 1 ? 1 : 0)
    )
  }
  return words.map((word, at) => ({ word, rank: rank(word, at) })).toSorted((x, y) => y.rank - x.rank)[0]?.word
}

/** The sexes that a surname's form allows, as case bits: Əliyeva is a woman's, Əliyev a man's. */
export function sexOfSurname(word: NameWord): number {
  if (word.readings.some((reading) => reading.folded && !reading.lastOnly && !reading.inflected)) return WOMAN
  return /(?:ov|ev|yov|ski|skiy|sky|ов|ев|ёв|ин|ський|ский|цкий|аў|еў)$/.test(word.folded) ? MAN : MAN | WOMAN
}
