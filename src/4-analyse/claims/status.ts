import type { ClaimStatus } from '../../domain/claim.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import type { Speaker } from './speaker.ts'

export interface StatusRead {
  status: ClaimStatus
  why: string | null
}

// A fear is told before what is feared, a release from it near by.
const NEAR = 12

/** How the article puts a claim: said to have happened, feared, ended. Denials are read with the denied cues. */
export function readStatus(cued: CuedSentence, from: number, to: number, _speaker: Speaker | null): StatusRead {
  const { tokens, distances } = cued
  const text = (o: { from: number; to: number }) =>
    tokens
      .slice(o.from, o.to + 1)
      .map((t) => t.lower)
      .join(' ')
  const fear = occurrences(cued, 'fear_strong').find(
    (o) => !o.negated && distances[from]! - distances[o.to]! <= NEAR && distances[o.from]! <= distances[to]!,
  )
  if (fear) return { status: 'feared', why: `feared: "${text(fear)}"` }
  const ended = occurrences(cued, 'finally').find(
    (o) => !o.negated && Math.abs(distances[o.from]! - distances[from]!) <= NEAR * 1.5,
  )
  if (ended) return { status: 'resolved', why: `ended: "${text(ended)}"` }
  return { status: 'alleged', why: null }
}
