import type { ClaimFields } from '../domain/claim.ts'
import type { Review } from '../domain/decision.ts'
import type { Cell, Table } from './table.ts'

/** A claim with where it comes from, as an export writes it. */
export interface ClaimToExport {
  id: string
  review: Review
  fields: ClaimFields
  evidence: string
  evidenceStart: number
  evidenceEnd: number
  textChanged: boolean
  confidence: number
  analyser: string | null
  origin: 'analyser' | 'reviewer'
  title: string
  url: string
  outletName: string
  published: Date | null
  publishedPrecision: 'time' | 'day' | null
  language: string | null
  mayBeCut: string | null
}

const COLUMNS = [
  'id', 'review', 'type', 'status', 'victims', 'victim_group', 'facility', 'source', 'source_chain',
  'event_from', 'event_to', 'event_precision', 'event_words', 'evidence', 'evidence_start', 'evidence_end', 'text_changed',
  'outlet', 'title', 'url', 'published', 'language', 'text_may_be_cut', 'origin', 'analyser', 'confidence',
] // biome-ignore format: a row of the table

/** Claims as a table. `review` says of each where it stands with us. */
export function claimTable(claims: AsyncIterable<ClaimToExport>): Table {
  return { name: 'claims', columns: COLUMNS, rows: rowsOf(claims) }
}

async function* rowsOf(claims: AsyncIterable<ClaimToExport>): AsyncGenerator<Record<string, Cell>> {
  for await (const claim of claims) yield rowOf(claim)
}

function rowOf({ fields, ...claim }: ClaimToExport): Record<string, Cell> {
  const { eventDate } = fields
  return {
    id: claim.id,
    review: claim.review,
    type: fields.type,
    status: fields.status,
    victims: fields.victims,
    victim_group: fields.victimGroup,
    facility: fields.facility,
    source: fields.source,
    source_chain: fields.sourceChain.map(({ name, relation, via }) =>
      [name, relation && `(${relation})`, via && `← ${via}`].filter(Boolean).join(' '),
    ),
    event_from: eventDate?.from ?? null,
    event_to: eventDate?.to ?? null,
    event_precision: eventDate?.precision ?? null,
    event_words: eventDate?.text ?? null,
    evidence: claim.evidence,
    evidence_start: claim.evidenceStart,
    evidence_end: claim.evidenceEnd,
    text_changed: claim.textChanged,
    outlet: claim.outletName,
    title: claim.title,
    url: claim.url,
    published:
      claim.published &&
      (claim.publishedPrecision === 'day' ? claim.published.toISOString().slice(0, 10) : claim.published),
    language: claim.language,
    text_may_be_cut: claim.mayBeCut,
    origin: claim.origin,
    analyser: claim.analyser,
    confidence: Math.round(claim.confidence * 1000) / 1000,
  }
}
