import { createHash } from 'node:crypto'
import type { Decision } from '../domain/decision.ts'
import type { Mend } from '../domain/mend.ts'

/** What the first decision follows. */
export const BEGINNING: Buffer = Buffer.alloc(32)

/** One decision as it stands in the chain. */
export interface Link {
  id: string
  contentHash: Uint8Array
  previousHash: Uint8Array
  hash: Uint8Array
}

/** The hash of all that a decision says. Keys are sorted, for the database does not keep their order. */
export function contentHash(decision: Decision): Buffer {
  const { claimId, accountName, at, act, reason, before, after } = decision
  return sha256(canonical({ claimId, accountName, at: at.toISOString(), act, reason, before, after }))
}

/** The hash of all that a mend of a tag says. */
export function mendHash(mend: Omit<Mend, 'id'> & { discoveryId: string; at: Date }): Buffer {
  const { discoveryId, accountName, at, act, kind, name, toName, held, words, undoes } = mend
  return sha256(
    canonical({ discoveryId, accountName, at: at.toISOString(), act, kind, name, toName, held, words, undoes }),
  )
}

/** A decision's own hash: a changed letter changes it, and with it every later one. */
export const chainHash = (previous: Uint8Array, content: Uint8Array): Buffer =>
  sha256(Buffer.concat([previous, content]))

/** What is wrong between a decision and the one before it; null when nothing is. */
export function linkFault(previous: Uint8Array, link: Link): string | null {
  if (Buffer.compare(previous, link.previousHash) !== 0) return `decision ${link.id} does not follow the one before it`
  if (Buffer.compare(chainHash(link.previousHash, link.contentHash), link.hash) !== 0)
    return `decision ${link.id} does not have the hash of its content`
  return null
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}
