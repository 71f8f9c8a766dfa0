import { fileURLToPath } from 'node:url'
import { analyse } from '../../../src/4-analyse/analyse.ts'
import { type Lexicon, loadLexicon } from '../../../src/4-analyse/lexicon.ts'
import type { Claim } from '../../../src/domain/claim.ts'
import type { Reading } from '../../../src/domain/reading.ts'

export const CONFIG = fileURLToPath(new URL('../../../config', import.meta.url))

let loaded: Lexicon | null = null

/** The shipped tables, read once for all tests of a file. */
export function lexicon(): Lexicon {
  loaded ??= loadLexicon(CONFIG)
  return loaded
}

export const readText = (text: string, more: { published?: string; title?: string; lang?: string } = {}): Reading =>
  analyse({ title: '', text, ...more }, lexicon())

export const claimOf = (reading: Reading, type: string): Claim | undefined =>
  reading.claims.find((claim) => claim.type === type)

export const typesOf = (reading: Reading): string[] => [...new Set(reading.claims.map((claim) => claim.type))].sort()
