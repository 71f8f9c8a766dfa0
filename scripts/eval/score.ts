import type { Reading } from '../../src/domain/reading.ts'
import type { GoldClaim, GoldContact, GoldDocument } from './gold.ts'
import { sameName, standsFor } from './same-name.ts'

export interface Tally {
  tp: number
  fp: number
  fn: number
}
const none = (): Tally => ({ tp: 0, fp: 0, fn: 0 })

/** F1 in per cent: 100 where there was nothing to find and nothing was found. */
export function f1({ tp, fp, fn }: Tally): number {
  return tp + fp + fn === 0 ? 100 : (200 * tp) / (2 * tp + fp + fn)
}

export type Column = 'claim' | 'record' | 'people' | 'held' | 'facilities' | 'contacts'
export const COLUMNS: Column[] = ['claim', 'record', 'people', 'held', 'facilities', 'contacts']
export const FIELDS = ['victims', 'facility', 'source', 'status'] as const
export type Field = (typeof FIELDS)[number]

export interface EvalError {
  document: string
  cause: string
  gold: string | null
  found: string | null
}

export interface Score {
  tallies: Record<Column, Tally>
  fieldsRight: Record<Field, number>
  claimsRight: number
  /** Claims found in a document that has none; null for a document with claims. */
  falseOnNegative: number | null
  errors: EvalError[]
  /** Confidence of each suggestion and whether it was right. */
  calibration: { confidence: number; right: boolean }[]
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

type Span = [number, number] | null
function spanOf(text: string, quote: string): Span {
  const squeezed = squeeze(quote)
  const at = squeezed ? text.indexOf(squeezed) : -1
  return at < 0 ? null : [at, at + squeezed.length]
}

const overlaps = (a: Span, b: Span): boolean =>
  !!a && !!b && Math.min(a[1], b[1]) - Math.max(a[0], b[0]) >= 0.5 * Math.min(a[1] - a[0], b[1] - b[0])

function tallySets<A, B>(gold: A[], found: B[], same: (found: B, gold: A) => boolean): Tally {
  const used = new Set<number>()
  const tally = none()
  for (const one of found) {
    const at = gold.findIndex((other, i) => !used.has(i) && same(one, other))
    if (at < 0) tally.fp++
    else {
      used.add(at)
      tally.tp++
    }
  }
  tally.fn = gold.length - used.size
  return tally
}

type FoundClaim = Reading['claims'][number]

/** Scores what was found in one document by the definitions of docs/evaluation.md. */
export function scoreDocument(gold: GoldDocument, found: Reading): Score {
  const score: Score = {
    tallies: { claim: none(), record: none(), people: none(), held: none(), facilities: none(), contacts: none() },
    fieldsRight: { victims: 0, facility: 0, source: 0, status: 0 },
    claimsRight: 0,
    falseOnNegative: gold.claims && gold.claims.length === 0 ? found.claims.length : null,
    errors: [],
    calibration: [],
  }
  if (gold.people) {
    const { people } = gold
    score.tallies.people = tallySets(people, found.people, (p, g) => standsFor(p.name, g))
    score.tallies.held = tallySets(
      people.filter((p) => p.held),
      found.people.filter((p) => p.held),
      (p, g) => standsFor(p.name, g),
    )
  }
  if (gold.facilities)
    score.tallies.facilities = tallySets(gold.facilities, found.facilities, (f, g) => standsFor(f.name, g))
  if (gold.contacts) scoreContacts(gold, gold.contacts, found.contacts, score)
  if (gold.claims) scoreClaims(gold, gold.claims, found.claims, score)
  return score
}

function scoreContacts(gold: GoldDocument, contacts: GoldContact[], found: Reading['contacts'], score: Score): void {
  const same = (c: Reading['contacts'][number], g: GoldContact): boolean =>
    c.kind === g.kind && sameName(c.person, g.person) && squeeze(c.evidence.quote) === squeeze(g.evidence)
  score.tallies.contacts = tallySets(contacts, found, same)
  for (const one of found)
    if (!contacts.some((g) => same(one, g)))
      score.errors.push({
        document: gold.id,
        cause: `false contact: ${one.kind}`,
        gold: null,
        found: `${one.person}: “${one.evidence.quote}”`,
      })
  for (const one of contacts)
    if (!found.some((c) => same(c, one)))
      score.errors.push({
        document: gold.id,
        cause: `missed contact: ${one.kind}`,
        gold: `${one.person}: “${one.evidence}”`,
        found: null,
      })
}

function scoreClaims(gold: GoldDocument, claims: GoldClaim[], found: FoundClaim[], score: Score): void {
  const text = squeeze(gold.text)
  const wanted = claims.map((claim) => ({
    claim,
    span: spanOf(text, claim.evidence),
    also: claim.also.map((quote) => spanOf(text, quote)),
    hit: false,
  }))
  const { claim: claimTally, record } = score.tallies
  for (const one of found) {
    const span = spanOf(text, one.evidence.quote)
    const touching = wanted.filter(
      (w) => w.claim.type === one.type && (overlaps(span, w.span) || w.also.some((a) => overlaps(span, a))),
    )
    const free = touching.filter((w) => !w.hit)
    const wrongFields = (w: (typeof wanted)[number]) => FIELDS.filter((field) => !fieldRight(gold, w.claim, one, field))
    const best = free.sort((a, b) => wrongFields(a).length - wrongFields(b).length)[0]
    if (best) {
      best.hit = true
      claimTally.tp++
      score.claimsRight++
      const wrong = wrongFields(best)
      for (const field of FIELDS) if (!wrong.includes(field)) score.fieldsRight[field]++
      if (wrong.length === 0) record.tp++
      else {
        record.fp++
        record.fn++
        for (const field of wrong) score.errors.push(fieldError(gold, best.claim, one, field))
      }
      score.calibration.push({ confidence: one.confidence, right: true })
    } else if (!touching.some((w) => w.also.some((a) => overlaps(span, a)))) {
      claimTally.fp++
      record.fp++
      score.calibration.push({ confidence: one.confidence, right: false })
      const other = wanted.find((w) => overlaps(span, w.span) || w.also.some((a) => overlaps(span, a)))
      const cause = other ? `another type in a sentence that tells ${other.claim.type}` : 'no claim in the sentence'
      score.errors.push({ document: gold.id, cause: `false alarm: ${cause}`, gold: null, found: shown(one) })
    }
  }
  for (const { claim, span, hit } of wanted) {
    if (hit) continue
    claimTally.fn++
    record.fn++
    const joined = found.some(
      (one) => one.type === claim.type && one.also.some((a) => overlaps(spanOf(text, a.quote), span)),
    )
    const cause = joined ? 'joined with another claim' : 'no cue'
    score.errors.push({ document: gold.id, cause: `missed ${claim.type}: ${cause}`, gold: claim.evidence, found: null })
  }
}

function fieldRight(gold: GoldDocument, wanted: GoldClaim, found: FoundClaim, field: Field): boolean {
  const person = (name: string): string => gold.people?.find((p) => standsFor(name, p))?.name ?? name
  const named = (a: string | null, b: string | null): boolean =>
    !a || !b ? !a && !b : person(a) === person(b) || sameName(a, b)
  if (field === 'status') return found.status === wanted.status
  if (field !== 'victims') return named(wanted[field], found[field])
  const sets = tallySets(wanted.victims.map(person), found.victims.map(person), (a, b) => a === b || sameName(a, b))
  return sets.fp + sets.fn === 0
}

const shown = (claim: FoundClaim): string =>
  `${claim.type} ${claim.confidence} “${squeeze(claim.evidence.quote)}” · ${claim.why.join(' · ')}`

function fieldError(gold: GoldDocument, wanted: GoldClaim, found: FoundClaim, field: Field): EvalError {
  const value = (v: unknown): string => (Array.isArray(v) ? v.join(', ') : String(v ?? '')) || 'none'
  const cause = `${field}: ${value(found[field]) === 'none' ? 'none found' : value(wanted[field]) === 'none' ? 'should be none' : 'another'}`
  return { document: gold.id, cause, gold: value(wanted[field]), found: `${value(found[field])} in ${shown(found)}` }
}

/** The sum of several documents' scores. */
export function sum(scores: Score[]): Score {
  const total = scoreDocument(
    { id: '', file: '', lang: '', outlet: null, published: null, title: '', text: '' },
    { lang: null, people: [], facilities: [], claims: [], contacts: [] },
  )
  for (const one of scores) {
    for (const column of COLUMNS)
      for (const key of ['tp', 'fp', 'fn'] as const) total.tallies[column][key] += one.tallies[column][key]
    for (const field of FIELDS) total.fieldsRight[field] += one.fieldsRight[field]
    total.claimsRight += one.claimsRight
    total.errors.push(...one.errors)
    total.calibration.push(...one.calibration)
  }
  return total
}

/** Mean false claims in documents that have none; null where there are no such documents. */
export function falsePerNegative(scores: Score[]): number | null {
  const negatives = scores.map((score) => score.falseOnNegative).filter((n) => n !== null)
  return negatives.length ? negatives.reduce((a, b) => a + b, 0) / negatives.length : null
}
