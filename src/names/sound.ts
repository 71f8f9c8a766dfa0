import { foldCase, scriptOf, unmixScript } from './letters.ts'
import { loadTable } from './tables.ts'

interface Letters {
  plain: Map<string, string>
  opening: Map<string, string>
  longest: number
}

function readLetters(lines: string[], over?: Letters): Letters {
  const letters: Letters = {
    plain: new Map(over?.plain),
    opening: new Map(over?.opening),
    longest: over?.longest ?? 1,
  }
  for (const line of lines) {
    const [from = '', sound = '', opening] = line.split(/\s+/)
    letters.plain.set(from, sound === '-' ? '' : sound)
    if (opening !== undefined) letters.opening.set(from, opening)
    letters.longest = Math.max(letters.longest, from.length)
  }
  return letters
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
const SURELY_AZERBAIJANI = /[əışğç]|i̇/

/** Whether a name's letters tell the Azerbaijani (or Turkish) alphabet, in which c, j and x are sure. */
export const showsAzerbaijani = (name: string) => SURELY_AZERBAIJANI.test(name) || name.includes('İ')

const soundCache = new Map<string, string>()

/**
 * How a word sounds, in the alphabet of config/names/letters.txt: Həsən, Гасан and Hasan come out close together.
 * Doubled sounds are single: Məmməd and Мамед.
 */
export function soundOf(word: string, azerbaijani = showsAzerbaijani(word)): string {
  const key = azerbaijani ? `${word}\u0000` : word
  const known = soundCache.get(key)
  if (known !== undefined) return known
  const sound = spell(unmixScript(foldCase(word)).replaceAll('-', ''), azerbaijani)
  // Words of whole archives pass through here; the cache must not grow with them.
  if (soundCache.size > 100_000) soundCache.clear()
  soundCache.set(key, sound)
  return sound
}

function spell(word: string, azerbaijani: boolean): string {
  alphabets ??= loadAlphabets()
  const letters =
    scriptOf(word) === 'cyrillic' ? alphabets.cyrillic : azerbaijani ? alphabets.azerbaijani : alphabets.latin
  let out = ''
  let opens = true
  for (let i = 0; i < word.length; ) {
    let taken = 0
    for (let length = Math.min(letters.longest, word.length - i); length > 0; length--) {
      const part = word.slice(i, i + length)
      const plain = letters.plain.get(part)
      if (plain === undefined) continue
      const sound = opens ? (letters.opening.get(part) ?? plain) : plain
      for (const sign of sound) if (sign !== out.at(-1)) out += sign
      opens = isVowelSound(out.at(-1)) || part === 'ь' || part === 'ъ'
      taken = length
      break
    }
    if (taken === 0) {
      // é, ô and the like: their plain letter is near enough.
      const bare = word[i]!.normalize('NFD')[0]!
      const plain = bare === word[i] ? undefined : letters.plain.get(bare)
      if (plain !== undefined && plain !== out.at(-1)) out += plain
      opens = isVowelSound(out.at(-1))
      taken = 1
    }
    i += taken
  }
  return out
}
