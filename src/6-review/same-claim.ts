import type { Claim, ClaimFields, Quote } from '../domain/claim.ts'
import type { Review } from '../domain/decision.ts'
import type { MendedClaim } from '../domain/mend.ts'

/** A claim that a discovery already has, as far as telling "the same" needs it. */
export interface KnownClaim {
  id: string
  articleId: string
  origin: 'analyser' | 'reviewer'
  review: Review
  current: boolean
  textChanged: boolean
  fields: ClaimFields
  decided: ClaimFields | null
  evidence: Quote
  /** What the analyser pointed at, where a reviewer chose other words. */
  readEvidence?: Quote | null
}

/** What a new analysis does to the claims of its article. Nothing in it touches a decision. */
export interface Attachments {
  /** Suggestions that are an old claim again, in the order of `fresh`. */
  attached: { id: string; fresh: Claim; decided: boolean }[]
  /** Suggestions nobody has seen before. */
  added: Claim[]
  /** Undecided claims that the newest analysis no longer suggests. */
  withdrawn: string[]
  /** Decided claims whose quote stands elsewhere in this version of the article. */
  moved: { id: string; evidence: Quote }[]
  /** Claims whose quote is gone from this version of the article. */
  textChanged: string[]
}

/**
 * Tells which suggestions of a new analysis are claims that we know already, and what becomes of the others.
 *
 * @param text the article version that `fresh` points into
 */
export function attachSuggestions(
  existing: KnownClaim[],
  fresh: Claim[],
  text: string,
  articleId: string,
): Attachments {
  const places = new Map(existing.map((known) => [known.id, findQuote(known.evidence, text)]))
  const suggestions = distinct(fresh)
  const pairs: Pair[] = []
  for (const claim of suggestions)
    for (const known of existing) {
      // The analyser will point again at what it pointed at before.
      const read = known.readEvidence ? findQuote(known.readEvidence, text) : null
      for (const place of [places.get(known.id), read])
        if (place && sameClaim(known, place, claim))
          pairs.push({ claim, known, weight: weightOf(known, place, claim, articleId) })
    }
  pairs.sort((a, b) => b.weight - a.weight)

  const homes = new Map<Claim, KnownClaim>()
  const taken = new Set<string>()
  for (const { claim, known } of pairs) {
    if (homes.has(claim) || taken.has(known.id)) continue
    homes.set(claim, known)
    taken.add(known.id)
  }
  // Two suggestions may both be one claim that somebody decided: the second must not come back as new.
  for (const { claim, known } of pairs) if (!homes.has(claim) && isDecided(known)) homes.set(claim, known)

  const undecided = existing.filter((known) => !isDecided(known))
  const decided = existing.filter(isDecided)
  return {
    attached: suggestions.flatMap((claim) => {
      const known = homes.get(claim)
      return known ? [{ id: known.id, fresh: claim, decided: isDecided(known) }] : []
    }),
    added: suggestions.filter((claim) => !homes.has(claim)),
    withdrawn: undecided.filter((known) => !taken.has(known.id)).map((known) => known.id),
    moved: decided.flatMap((known) => {
      const place = places.get(known.id)
      const elsewhere =
        place && (known.articleId !== articleId || place.start !== known.evidence.start || known.textChanged)
      return elsewhere ? [{ id: known.id, evidence: place }] : []
    }),
    textChanged: existing.filter((known) => !places.get(known.id)).map((known) => known.id),
  }
}

interface Pair {
  claim: Claim
  known: KnownClaim
  weight: number
}

const isDecided = (known: KnownClaim) => known.review !== 'suggested' || known.origin === 'reviewer'

/** Type equal, victims meet (or groups equal), evidence overlaps by half of the shorter. */
export function sameClaim(known: KnownClaim, place: Quote, claim: MendedClaim): boolean {
  // A reviewer who corrected the type or the victims meant the same claim: either layer is enough.
  const layers = known.decided ? [known.fields, known.decided] : [known.fields]
  return (
    overlap(place, claim.evidence) >= 0.5 && layers.some((layer) => layer.type === claim.type && meet(layer, claim))
  )
}

// Somebody may have decided before the victim's tag was mended: then the decision has the name as it was read.
const meet = (layer: ClaimFields, claim: MendedClaim): boolean =>
  sameVictims(layer, claim) ||
  (claim.victimsAsRead !== undefined && sameVictims(layer, { ...claim, victims: claim.victimsAsRead }))

function sameVictims(a: ClaimFields, b: ClaimFields): boolean {
  if (a.victims.length === 0 && b.victims.length === 0) return fold(a.victimGroup) === fold(b.victimGroup)
  const names = new Set(a.victims.map(fold))
  return b.victims.some((name) => names.has(fold(name)))
}

const fold = (words: string | null) => (words ?? '').normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** How much of the shorter span lies in the other: 0…1. */
export function overlap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return Math.max(0, shared) / Math.min(a.end - a.start, b.end - b.start)
}

// The very same suggestion comes first: it is what the database's unique key would call the same row.
function weightOf(known: KnownClaim, place: Quote, claim: Claim, articleId: string): number {
  const exact = known.origin === 'analyser' && known.articleId === articleId && sameKey(known, claim)
  return (exact ? 4 : 0) + (isDecided(known) ? 2 : 0) + overlap(place, claim.evidence)
}

const keyOf = (fields: ClaimFields, evidence: Quote) =>
  JSON.stringify([fields.type, evidence.start, evidence.end, fields.victims, fields.victimGroup])
const sameKey = (known: KnownClaim, claim: Claim) =>
  keyOf(known.fields, known.evidence) === keyOf(claim, claim.evidence)

const distinct = (claims: Claim[]) => [
  ...new Map(claims.map((claim) => [keyOf(claim, claim.evidence), claim])).values(),
]

/** The quote in a text, letter for letter, nearest to where it stood; null where it is gone. */
export function findQuote(evidence: Quote, text: string): Quote | null {
  const { quote } = evidence
  let best = -1
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (best === -1 || Math.abs(at - evidence.start) < Math.abs(best - evidence.start)) best = at
    else if (at > evidence.start) break
  }
  return best === -1 ? null : { quote, start: best, end: best + quote.length }
}
