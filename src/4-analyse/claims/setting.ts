import type { Document } from '../document.ts'
import { type CuedSentence, has } from './sentence-cues.ts'

/** How surely a sentence speaks of people deprived of liberty: 0…1, with the reason for a reviewer. */
export interface Setting {
  factor: number
  /** An authority speaks or is spoken of in the sentence or just before it. */
  authority: boolean
  why: string
}

/** What makes the setting of a document, sentence by sentence. */
export interface Settings {
  of(index: number): Setting
  heldNamedIn(index: number): boolean
}

// How far back an authority's statement reaches.
const STATEMENT = 4
// How far a sentence about held people carries over those that follow it.
const CARRIES = 4

/** Reads where a document speaks of detention. */
export function readSettings(document: Document, cued: readonly (CuedSentence | null)[]): Settings {
  const heldNamed = new Set<number>()
  for (const person of document.people)
    if (person.held) for (const mention of person.mentions) heldNamed.add(mention.sentence)
  const placeNamed = new Set(document.facilities.flatMap((facility) => facility.mentions.map((m) => m.sentence)))
  const told = cued.map((sentence, i) => {
    if (heldNamed.has(i)) return 'a held person is named'
    if (placeNamed.has(i)) return 'a place of detention is named'
    if (!sentence) return null
    if (has(sentence, 'detainee')) return 'prisoners are spoken of'
    return has(sentence, 'custody') ? 'a place of detention is spoken of' : null
  })
  const share = told.filter(Boolean).length / Math.max(1, told.length)
  return {
    heldNamedIn: (index) => heldNamed.has(index),
    of(index) {
      const own = told[index]
      const authority = cued.slice(Math.max(0, index - STATEMENT), index + 1).some((s) => s && has(s, 'authority'))
      if (own) return { factor: 1, why: own, authority }
      for (let back = 1; back <= CARRIES; back++)
        if (told[index - back])
          return { factor: 1 - 0.03 * back, why: `${told[index - back]} ${back} before`, authority }
      if (share >= 0.3) return { factor: 0.85, why: 'the article is about detention', authority }
      if (share > 0) return { factor: 0.6, why: 'detention is told of elsewhere in the article', authority }
      return { factor: 0.2, why: 'nobody is held here', authority }
    },
  }
}
