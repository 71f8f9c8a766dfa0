import { foldCase, scriptOf, unmixScript } from './letters.ts'
import { loadTable } from './tables.ts'

interface Letter {
  letters: string
  sound: string
  /** Where the word begins, or after a vowel or a sign. */
  opening: string
}
/** What may begin with a letter, the longest first. */
type Letters = Map<string, Letter[]>

function readLetters(lines: string[], over?: Letters): Letters {
  const all = new Map<string, Letter>()
  for (const list of over?.values() ?? []) for (const letter of list) all.set(letter.letters, letter)
  for (const line of lines) {
    const [letters = '', written = '', opening] = line.split(/\s+/)
    const sound = written === '-' ? '' : written
    all.set(letters, { letters, sound, opening: opening ?? sound })
  }
  const byFirst: Letters = new Map()
  for (const letter of [...all.values()].sort((x, y) => y.letters.length - x.letters.length)) {
    const list = byFirst.get(letter.letters[0]!)
    if (list) list.push(letter)
    else byFirst.set(letter.letters[0]!, [letter])
  }
  return byFirst
}

let alphabets: { latin: Letters; azerbaijani: Letters; cyrillic: Letters } | undefined
function loadAlphabets() {
  const table = loadTable('letters')
  const latin = readLetters(table.get('latin') ?? [])
  return {
    latin,
    azerbaijani: readLetters(table.get('azerbaijani') ?? [], latin),
    cyrillic: readLetters(table.get('cyrillic') ?? []),
  }
}

const VOWELS = 'aeiou@yOU'
export const isVowelSound = (sound: string | undefined) => sound !== undefined && VOWELS.includes(sound)
const SURELY_AZERBAIJANI = /[əışğçƏİŞĞÇ]/

/** Whether a name's letters tell the Azerbaijani (or Turkish) alphabet, in which c, j and x are sure. */
export const showsAzerbaijani = (name: string) => SURELY_AZERBAIJANI.test(name)

const soundCache = new Map<string, string>()

/**
 * How a word sounds, in the alphabet of config/names/letters.txt: Həsən, Гасан and Hasan come out close together.
 * Doubled sounds are single: Məmməd and Мамед.
 */
export function soundOf(word: string, azerbaijani = showsAzerbaijani(word)): string {
  const key = azerbaijani ? `${word}\u0000` : word
  const known = soundCache.get(key)
  if (known !== undefined) return known
  const sound = soundOfLetters(unmixScript(foldCase(word)).replaceAll('-', ''), azerbaijani)
  // Words of whole archives pass through here; the cache must not grow with them.
  if (soundCache.size > 100_000) soundCache.clear()
  soundCache.set(key, sound)
  return sound
}

/** `soundOf` a word that is already in lower case and in one script. */
export function soundOfLetters(word: string, azerbaijani: boolean): string {
  alphabets ??= loadAlphabets()
  const letters =
    scriptOf(word) === 'cyrillic' ? alphabets.cyrillic : azerbaijani ? alphabets.azerbaijani : alphabets.latin
  let out = ''
  let last = ''
  let opens = true
  for (let i = 0; i < word.length; ) {
    const letter = word[i]!
    // é, ô and the like: their plain letter is near enough.
    const found = longestAt(letters.get(letter) ?? letters.get(letter.normalize('NFD')[0]!), word, i)
    if (found === undefined) {
      i++
      continue
    }
    for (const sign of opens ? found.opening : found.sound) {
      if (sign !== last) out += sign
      last = sign
    }
    opens = isVowelSound(last) || found.letters === 'ь' || found.letters === 'ъ'
    i += found.letters.length
  }
  return out
}

function longestAt(list: Letter[] | undefined, word: string, at: number): Letter | undefined {
  if (list === undefined) return undefined
  for (const letter of list) if (letter.letters.length === 1 || word.startsWith(letter.letters, at)) return letter
  return undefined
}
