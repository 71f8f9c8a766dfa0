import type { ClaimStatus } from '../../domain/claim.ts'
import type { Document } from '../document.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import type { Speaker } from './speaker.ts'

export interface StatusRead {
  status: ClaimStatus
  why: string | null
}

// A fear is told before what is feared, a release from it near by.
const NEAR = 12

// What is done to somebody: where such a thing is still to come it is feared.
const DONE = new Set(['ill_treatment', 'punishment_cell'])
const TO_COME = /^(?:will|would|будут|будет|могут|может|\p{L}{3,}(?:[aə]c[aə]q(?:lar|lər)?|[aə]c[aə][ğy]\p{L}*))$/u
const DENIES =
  /(?<!\p{L})(?:denied|denies|denying|rejected|dismissed|refuted|refutes|опроверг\p{L}*|опроверга\p{L}*|отрица\p{L}*|назвал\p{L}* (?:вымыс|лож|фейк|клевет|домыс)\p{L}*|təkzib|inkar|yalan adlandır\p{L}*|uydurma adlandır\p{L}*)(?!\p{L})/iu

/** How the article puts a claim: said to have happened, denied by an authority, feared, ended. */
export function readStatus(
  document: Document,
  cued: CuedSentence,
  type: string,
  from: number,
  to: number,
  speaker: Speaker | null,
): StatusRead {
  const { tokens, distances, sentence } = cued
  const text = (o: { from: number; to: number }) =>
    tokens
      .slice(o.from, o.to + 1)
      .map((t) => t.lower)
      .join(' ')
  const start = tokens[from]!.start
  const denial =
    sentence.lang === 'az'
      ? DENIES.exec(document.text.slice(start, sentence.end))
      : DENIES.exec(document.text.slice(sentence.start, start))
  const byAuthority = speaker ? speaker.authority : occurrences(cued, 'authority').some((o) => o.to < from)
  if (denial && byAuthority) return { status: 'denied', why: `denied: "${denial[0]}"` }
  // A threat is of something to come; it has been spoken all the same.
  if (type !== 'threat') {
    const fear = occurrences(cued, 'fear_strong').find(
      (o) =>
        !o.negated &&
        !/^подозреваем/.test(tokens[o.from]!.lower) &&
        distances[from]! - distances[o.to]! <= NEAR &&
        // The Azerbaijani verb comes last: "… ehtiyat edir".
        (sentence.lang === 'az' ? distances[o.from]! - distances[to]! <= NEAR : distances[o.from]! <= distances[to]!),
    )
    if (fear) return { status: 'feared', why: `feared: "${text(fear)}"` }
    const still = DONE.has(type)
      ? tokens.slice(Math.max(0, from - 3), to + 1).find(({ lower }) => TO_COME.test(lower))
      : undefined
    if (still) return { status: 'feared', why: `feared: "${still.lower}" is still to come` }
  }
  const ended = occurrences(cued, 'finally').find(
    (o) => !o.negated && Math.abs(distances[o.from]! - distances[from]!) <= NEAR * 1.5,
  )
  if (ended) return { status: 'resolved', why: `ended: "${text(ended)}"` }
  return { status: 'alleged', why: null }
}
