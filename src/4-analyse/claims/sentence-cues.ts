import type { Document, Sentence } from '../document.ts'
import type { ClaimCues, ClaimLexicon, CueDoubt, CueRule } from './claim-lexicon.ts'
import type { CueMatch } from './cue-matcher.ts'
import type { CueToken, FoundConcepts, Occurrence } from './cue-words.ts'
import { distancesOf } from './distances.ts'

/** A sentence as the claim passes see it: its words without signs, what concepts they name, which cues they make. */
export interface CuedSentence {
  sentence: Sentence
  cues: ClaimCues
  tokens: CueToken[]
  distances: number[]
  found: FoundConcepts
  matches: CueMatch<CueRule>[]
  doubts: CueMatch<CueDoubt>[]
  contacts: CueMatch<Pick<CueRule, 'type' | 'strength'>>[]
}

// Claims and contacts are read from the same cues: the second pass to come finds them made.
const made = new WeakMap<readonly Sentence[], (CuedSentence | null)[]>()

/** Looks for the cues in every sentence of a language that we read. The rows run with document.sentences. */
export function cueSentences(document: Document, lexicon: ClaimLexicon): (CuedSentence | null)[] {
  const known = made.get(document.sentences)
  if (known) return known
  const cued = document.sentences.map((sentence): CuedSentence | null => {
    if (sentence.lang === null) return null
    const cues = lexicon.cuesOf(sentence.lang)
    const tokens = sentence.words.filter((word) => word.kind !== 'punct')
    const distances = distancesOf(document.text, tokens, cues.walls)
    const found = cues.words.find(tokens, cues.negation.read(tokens, distances))
    const { index } = cues
    index.load(found)
    const matches = cues.matcher.match(index, distances)
    const doubts = matches.length > 0 ? cues.doubts.match(index, distances) : []
    const contacts = cues.contacts.match(index, distances)
    return { sentence, cues, tokens, distances, found, matches, doubts, contacts }
  })
  made.set(document.sentences, cued)
  return cued
}

/** Whether a sentence has a concept, anywhere. */
export function has({ cues, found }: CuedSentence, concept: string): boolean {
  return cues.concepts.get(concept)?.some((id) => found.has(id)) ?? false
}

/** Where a concept stands in a sentence. */
export function occurrences({ cues, found }: CuedSentence, concept: string): Occurrence[] {
  const ids = cues.concepts.get(concept) ?? []
  return ids.length === 1 ? found.get(ids[0]!) : ids.flatMap((id) => found.get(id))
}
