import type { ReadLanguage } from '../language/detect.ts'
import { lookUp, readingsOfWord, soundDistance } from '../names/names.ts'
import { keysOfSound } from '../names/sound-key.ts'

// One name comes again and again; a hostile text never repeats itself.
const KEPT = 50_000
const cache = new Map<string, string[]>()
const MOST_READINGS = 6
const SHORTEST = 3

/** The sounds that a word of a text may have been a form of: «Мамедовым» sounds like Мамедов. */
export function soundsOfWord(word: string, lang: ReadLanguage | null): string[] {
  const key = `${lang ?? ''} ${word}`
  const known = cache.get(key)
  if (known) return known
  const sounds = readingsOfWord(word, lang)
    .map(({ sound }) => sound)
    .filter((sound) => sound.length >= SHORTEST)
  const found = [...new Set(sounds)].slice(0, MOST_READINGS)
  if (cache.size > KEPT) cache.clear()
  cache.set(key, found)
  return found
}

/** Whether a searched word is looked for by sound too: it has a capital, or it is a known name. */
export const mayBeName = (word: string): boolean =>
  word.length >= SHORTEST &&
  (/^\p{Lu}/u.test(word) || soundsOfWord(word, null).some((sound) => lookUp(sound).isSurname))

export const keysOf = (sounds: string[]): string[] =>
  [...new Set(sounds.flatMap(keysOfSound))].filter((key) => key !== '')

// Vowels and kindred consonants are written one way here and another there; another consonant is another name.
const nearFor = (sound: string) => (sound.length > 4 ? 0.6 : 0.35)
const MOST_SOUNDS = 80

/** Of the sounds of the archive those that are near enough, the nearest first. */
export function nearSounds(sounds: string[], known: string[]): string[] {
  const near = known.flatMap((other) => {
    const distance = Math.min(...sounds.map((sound) => soundDistance(sound, other, nearFor(sound))))
    return distance <= nearFor(other) ? [{ other, distance }] : []
  })
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SOUNDS)
    .map(({ other }) => other)
}
