import { lookUp } from './dictionary.ts'
import { soundCost } from './distance.ts'
import type { NameWord } from './parse-name.ts'
import { isVowelSound } from './sound.ts'

// An English S. may be Shahin, a Z. Zhala: a letter that begins a digraph.
const SHORT_FOR: Record<string, string> = {
  s: 'SQ',
  5: 'SQ',
  1: 'CKJ',
  k: 'x',
  z: 'Z',
  t: 'c',
  d: 'J',
  g: 'G',
  2: 'JZj',
}
const NEAR = 0.15
const BY_DICTIONARY = 0.06
const TRANSLATED = 0.3

/**
 * What it costs to take an initial for the first sound of a name (or of another initial); null: it is another letter.
 *
 * @param translated the name may stand in the spelling of another language: М. for Николай (Мікалай)
 */
export function compareInitial(a: NameWord, b: NameWord, translated = true): number | null {
  let best: number | null = null
  const take = (cost: number | null) => {
    if (cost !== null && (best === null || cost < best)) best = cost
  }
  const known = a.initial && b.initial ? null : knownOpenings(a.initial ? b : a)
  // Of a known name all spellings are known: a Гагик is no H., a Гасан may be one (Həsən).
  const near = known === null ? NEAR : BY_DICTIONARY
  for (const x of openings(a)) for (const y of openings(b)) take(soundOfLetter(x, y, near))
  if (known !== null && translated) {
    for (const x of openings(a.initial ? a : b)) {
      for (const y of known) {
        const cost = soundOfLetter(x, y, BY_DICTIONARY)
        if (cost !== null) take(cost + TRANSLATED)
      }
    }
  }
  return best
}

function knownOpenings(word: NameWord): Set<string> | null {
  for (const reading of word.readings) {
    const { openings, isGiven } = lookUp(reading.sound)
    if (isGiven) return openings
  }
  return null
}

function soundOfLetter(x: string, y: string, near: number): number | null {
  if (x === y) return 0
  if (SHORT_FOR[x]?.includes(y) || SHORT_FOR[y]?.includes(x)) return 0.04
  // «Ю.» is no Yana: where both show the vowel after the glide, it must agree.
  if (x.length === 2 && y.length === 2 && soundCost(x[1]!, y[1]!) > 0.1) return null
  const cost = soundCost(x, y)
  return cost <= near ? cost / 5 : null
}

// A glide comes with its vowel («Я.», «Ю.», Ya-, Yu-); of Yevgeni both «Е.» and E. may be the initial.
function openings(word: NameWord): Set<string> {
  const out = new Set<string>()
  for (const { sound } of word.initial ? word.readings : word.readings.slice(0, 1)) {
    const first = sound[0]
    if (first === undefined) continue
    const second = sound[1]
    const glide = (first === 'j' || first === 'Y') && isVowelSound(second)
    out.add(glide ? `j${second}` : first)
    if (glide && second === 'e') out.add('e')
  }
  return out
}
