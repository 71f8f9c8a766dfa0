import { soundCost } from './distance.ts'
import type { NameWord } from './parse-name.ts'
import { isVowelSound, soundOf } from './sound.ts'

// An English S. may be Shahin, a Z. Zhala: a letter that begins a digraph.
const SHORT_FOR: Record<string, string> = { s: 'SQ', 1: 'CKJ', k: 'x', z: 'Z', t: 'c', d: 'J', g: 'G', 2: 'JZj' }

/** What it costs to take an initial for the first sound of a name (or of another initial); null: it is another letter. */
export function compareInitial(a: NameWord, b: NameWord): number | null {
  let best: number | null = null
  for (const x of openings(a)) {
    for (const y of openings(b)) {
      const cost = soundOfLetter(x, y)
      if (cost !== null && (best === null || cost < best)) best = cost
    }
  }
  return best
}

function soundOfLetter(x: string, y: string): number | null {
  if (x === y) return 0
  if (SHORT_FOR[x]?.includes(y) || SHORT_FOR[y]?.includes(x)) return 0.04
  const cost = soundCost(x, y)
  return cost <= 0.25 ? cost / 5 : null
}

// «Е.» and Yevgeni, «Я.» and Yana, «Ю.» and Yuliya: both the glide and the vowel after it may be what the other writes.
function openings(word: NameWord): Set<string> {
  const out = new Set<string>()
  const sounds = word.initial
    ? [soundOf(word.folded, false), soundOf(word.folded, true)]
    : [word.readings[0]?.sound ?? '']
  for (const sound of sounds) {
    const first = sound[0]
    if (first === undefined) continue
    out.add(first)
    const second = sound[1]
    if ('jY2'.includes(first) && isVowelSound(second)) out.add(second!)
  }
  return out
}
