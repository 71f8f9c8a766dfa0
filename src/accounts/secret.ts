import { createHash, randomBytes } from 'node:crypto'

/** A key that nobody guesses; what is kept of it is its hash, so that a stolen table opens nothing. */
export const newKey = (): string => randomBytes(32).toString('base64url')

export const keyHash = (key: string): Buffer => createHash('sha256').update(key).digest()
