import { soundDistance } from './distance.ts'
import { showsAzerbaijani, soundOfLetters } from './sound.ts'
import { keysOfSound } from './sound-key.ts'
import { loadTable } from './tables.ts'

export type Sex = 'm' | 'f' | 'u'

/** What the dictionary knows of a word: which names it may be, and the sexes they are given to. */
export interface Known {
  /** Numbers of names; two words are one name when they share a number. Empty: unknown. */
  names: number[]
  sexes: Set<Sex>
  /** How far the word is from the nearest spelling in the dictionary. */
  distance: number
  isGiven: boolean
  isSurname: boolean
  /** Stands in the tables itself, not only as a listed name with an ending. */
  isListed: boolean
  /** Some spelling ends in a glide: Василий, not Ульви. */
  endsInGlide: boolean
  /** With which sounds its spellings begin: Евгений is Yevgeni, Яўген and Eugene. */
  openings: Set<string>
}

interface Spelling {
  sound: string
  name: number
}
interface Dictionary {
  byKey: Map<string, Spelling[]>
  /** Sex → sound → name. */
  bySound: Map<string, Map<string, number>>
  /** Of given names the sex; "s" for surnames. */
  sexes: (Sex | 's')[]
  openings: string[]
  glides: boolean[]
  endings: { name: string; pattern: RegExp }[]
  givenNames: number
}

const NOTHING: Known = {
  names: [],
  sexes: new Set(),
  distance: Number.POSITIVE_INFINITY,
  isGiven: false,
  isSurname: false,
  isListed: false,
  endsInGlide: false,
  openings: new Set(),
}
// A number of a name leaves room for the endings that make surnames of it.
const ROOM = 32
// A spelling this near is the same name; what spoils more is a typo and no longer sure. Long names have more vowels to vary.
const nearFor = (sound: string) => 0.17 + 0.022 * Math.min(sound.length, 12)
// The name in a surname must be nearer, or every second typo would make another surname.
const STEM_NEAR = 0.13
// Names hardly farther than the nearest are possible too.
const AS_NEAR = 0.06

function loadDictionary(): Dictionary {
  const dictionary: Dictionary = {
    byKey: new Map(),
    bySound: new Map(),
    sexes: [],
    openings: [],
    glides: [],
    endings: [],
    givenNames: 0,
  }
  for (const [heading, lines] of loadTable('given')) {
    const sex = (heading.split(' ').at(-1) ?? 'u') as Sex
    addNames(dictionary, lines, sex, heading)
  }
  dictionary.givenNames = dictionary.sexes.length
  for (const [heading, lines] of loadTable('surnames')) {
    if (heading !== 'endings') addNames(dictionary, lines, 's', heading)
    else {
      for (const line of lines) {
        const [name = '', pattern = ''] = line.split(/\s+/)
        dictionary.endings.push({ name, pattern: new RegExp(`^(.{2,}?)${pattern}$`) })
      }
    }
  }
  return dictionary
}

// Thousands of spellings are read before the first answer, so this takes no detour over what `soundOf` does for strangers' input.
function addNames(dictionary: Dictionary, lines: string[], sex: Sex | 's', heading: string): void {
  const bySound = dictionary.bySound.get(sex) ?? new Map<string, number>()
  dictionary.bySound.set(sex, bySound)
  const azerbaijani = heading.startsWith('azerbaijani')
  for (const line of lines) {
    for (const entry of line.replaceAll('İ', 'i').toLowerCase().split(';')) {
      const spellings = entry.split(' ').filter((spelling) => spelling !== '')
      if (spellings.length > 0) addName(dictionary, spellings, sex, azerbaijani, bySound)
    }
  }
}

function addName(
  dictionary: Dictionary,
  spellings: string[],
  sex: Sex | 's',
  azerbaijani: boolean,
  bySound: Map<string, number>,
): void {
  const first = soundOfLetters(spellings[0]!, azerbaijani || showsAzerbaijani(spellings[0]!))
  // A name that several peoples have is one name, with the spellings of all of them.
  const name = bySound.get(first) ?? dictionary.sexes.push(sex) - 1
  let openings = dictionary.openings[name] ?? ''
  for (const [at, spelling] of spellings.entries()) {
    const sound = at === 0 ? first : soundOfLetters(spelling, showsAzerbaijani(spelling))
    const owner = bySound.get(sound)
    if (owner === name || sound === '') continue
    if (owner === undefined) bySound.set(sound, name)
    for (const key of keysOfSound(sound)) {
      const list = dictionary.byKey.get(key)
      if (list) list.push({ sound, name })
      else dictionary.byKey.set(key, [{ sound, name }])
    }
    const last = sound.at(-1)!
    if (last === 'j' || last === 'Y' || last === '2') dictionary.glides[name] = true
    if (!openings.includes(sound[0]!)) openings += sound[0]
  }
  // A Latin C, J or X says less than the other spellings do.
  const sure = openings.replace(/[1235K]/g, '')
  dictionary.openings[name] = sure === '' ? openings : sure
}

let dictionary: Dictionary | undefined
const cache = new Map<string, Known>()

/** Whether two words are one name with different endings of surnames (Həsənov, Həsənli), which the dictionary cannot part. */
export function sameStem(a: Known, b: Known): boolean {
  const stem = (name: number) => (name % ROOM === 0 ? -1 : Math.floor(name / ROOM))
  return a.names.some((one) => stem(one) >= 0 && b.names.some((other) => stem(one) === stem(other)))
}

/** Looks a word up by its sound (`soundOf`), as a given name, a surname, or a surname made of a given name. */
export function lookUp(sound: string): Known {
  const cached = cache.get(sound)
  if (cached) return cached
  dictionary ??= loadDictionary()
  const known = find(dictionary, sound)
  if (cache.size > 100_000) cache.clear()
  cache.set(sound, known)
  return known
}

function nearest(dictionary: Dictionary, sound: string): { name: number; distance: number }[] {
  const hits: { name: number; distance: number }[] = []
  const near = nearFor(sound)
  for (const key of keysOfSound(sound)) {
    for (const spelling of dictionary.byKey.get(key) ?? []) {
      const distance = soundDistance(sound, spelling.sound, near)
      if (distance <= near) hits.push({ name: spelling.name, distance })
    }
  }
  if (hits.length < 2) return hits
  const best = Math.min(...hits.map((hit) => hit.distance))
  return hits.filter((hit) => hit.distance <= best + AS_NEAR)
}

function find(dictionary: Dictionary, sound: string): Known {
  if (sound.length < 2 || sound.length > 40) return NOTHING
  const known: Known = { ...NOTHING, sexes: new Set(), openings: new Set() }
  const names = new Set<number>()
  for (const { name, distance } of nearest(dictionary, sound)) {
    names.add(name * ROOM)
    known.distance = Math.min(known.distance, distance)
    known.isListed = true
    if (dictionary.glides[name]) known.endsInGlide = true
    for (const opening of dictionary.openings[name]!) known.openings.add(opening)
    if (name < dictionary.givenNames) {
      known.isGiven = true
      known.sexes.add(dictionary.sexes[name] as Sex)
    } else known.isSurname = true
  }
  for (const [i, { pattern }] of dictionary.endings.entries()) {
    const stem = pattern.exec(sound)?.[1]
    if (stem === undefined) continue
    let found = false
    for (const { name, distance } of nearestStem(dictionary, stem, sound)) {
      if (names.size > 0 && distance > known.distance + AS_NEAR) continue
      found = true
      // Рамин is a given name, though a Рам might have made a surname of it.
      if (!known.isGiven) known.isSurname = true
      known.distance = Math.min(known.distance, distance)
      for (const opening of dictionary.openings[name]!) known.openings.add(opening)
      names.add(name * ROOM + i + 1)
    }
    if (found) break
  }
  known.names = [...names]
  return known.names.length === 0 ? NOTHING : known
}

// Əli + ov keeps its i, Musa + yev its a; «Никитин» has lost the a of Никита.
function nearestStem(dictionary: Dictionary, stem: string, sound: string) {
  const most = stem.length < 4 ? 0.05 : STEM_NEAR
  const given = (some: string) =>
    nearest(dictionary, some).filter((hit) => hit.name < dictionary.givenNames && hit.distance <= most)
  const hits = given(stem)
  if (hits.length > 0 || stem.length < 3) return hits
  const next = sound[stem.length]!
  for (const tail of next === 'e' || next === 'j' || next === '2' ? ['i', 'a', 'j'] : ['a', 'i']) {
    const longer = given(stem + tail)
    if (longer.length > 0) return longer
  }
  return []
}
