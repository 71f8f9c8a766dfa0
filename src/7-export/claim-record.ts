import type { ClaimToExport } from './claim-table.ts'

/** Somebody or a place of the register that a claim names. */
export interface Registered {
  id: string
  name: string
  spellings: string[]
}

/** A claim with all that a linked export tells beside it: who, where, the text that it quotes and the bytes of that. */
export interface ClaimRecord extends ClaimToExport {
  discoveryId: string
  articleId: string
  /** For each victim whom the register knows, the person. */
  people: Map<string, Registered>
  place: Registered | null
  text: string
  textSha256: string
  byline: string | null
  outletHome: string | null
  capture: { sha256: string; fetchedAt: Date; finalUrl: string; contentType: string | null }
}
