import { randomBytes, timingSafeEqual } from 'node:crypto'

// Pages are sent compressed, and what compresses differently tells letters. So the key is written differently each
// time: a random mask, and the key under it.
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ b[index]!))

/** A session's form key as one page carries it. */
export function maskedFormKey(key: string): string {
  const bytes = Buffer.from(key)
  const mask = randomBytes(bytes.length)
  return Buffer.concat([mask, xor(mask, bytes)]).toString('base64url')
}

/** Whether what a form carries is the session's key. */
export function isFormKey(masked: string, key: string): boolean {
  const bytes = Buffer.from(masked, 'base64url')
  const kept = Buffer.from(key)
  if (bytes.length !== kept.length * 2) return false
  return timingSafeEqual(xor(bytes.subarray(0, kept.length), bytes.subarray(kept.length)), kept)
}
