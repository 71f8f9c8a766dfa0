import { soundDistance } from '../../names/distance.ts'
import { soundOf } from '../../names/sound.ts'
import type { RunToken } from './runs.ts'

/** All nominatives that a word of a name may stand for, as keys; a woman's surname is not folded to the man's here. */
export const formsOf = (token: RunToken): readonly string[] => token.facts.forms

export type Likeness = 'same' | 'near' | 'other'

// Mamedov is Mammadov, Beslan is Bislan; Ashurov is not Ashurova.
const NEAR_PER_LETTER = 0.075
const SHORTEST_NEAR = 4

/** Whether two words of names are one, in any case and in other spellings of the same sound. */
export function likeness(a: RunToken, b: RunToken): Likeness {
  if (a.facts.key === b.facts.key) return 'same'
  if (a.initial || b.initial) return initialOf(a, b) ? 'same' : 'other'
  const pair = `${a.facts.key} ${b.facts.key}`
  const known = compared.get(pair)
  if (known) return known
  const found = compare(a, b)
  if (compared.size > 50_000) compared.clear()
  compared.set(pair, found)
  return found
}
const compared = new Map<string, Likeness>()

function compare(a: RunToken, b: RunToken): Likeness {
  const forms = formsOf(a)
  if (formsOf(b).some((form) => forms.includes(form))) return 'same'
  if (a.facts.key.length < SHORTEST_NEAR || b.facts.key.length < SHORTEST_NEAR) return 'other'
  if (/[ая]$/.test(a.facts.key) !== /[ая]$/.test(b.facts.key) && a.facts.surname) return 'other'
  if (/a$/.test(a.facts.key) !== /a$/.test(b.facts.key) && a.facts.surname) return 'other'
  if (Math.abs(a.facts.key.length - b.facts.key.length) > 3) return 'other'
  const limit = Math.min(0.8, NEAR_PER_LETTER * Math.max(a.facts.key.length, b.facts.key.length))
  if (swapped(a.facts.key, b.facts.key)) return 'near'
  return soundDistance(soundOf(a.facts.key), soundOf(b.facts.key), limit) <= limit ? 'near' : 'other'
}

// Qishui for Qiushi: the same letters in another order.
function swapped(a: string, b: string): boolean {
  return a.length > 4 && a.length === b.length && a[0] === b[0] && [...a].sort().join('') === [...b].sort().join('')
}

function initialOf(a: RunToken, b: RunToken): boolean {
  const [short, long] = a.initial ? [a.facts.key, b.facts.key] : [b.facts.key, a.facts.key]
  return long.startsWith(short)
}
