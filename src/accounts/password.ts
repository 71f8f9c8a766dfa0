import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// Above what OWASP asks of Argon2id (19 MB, two passes), and still fit for a cheap server when four people log in at once.
const COST = { memory: 32_768, passes: 2, parallelism: 1 }
const TAG_LENGTH = 32

const derive = promisify(argon2)

interface Cost {
  memory: number
  passes: number
  parallelism: number
}

const hash = (password: string, nonce: Buffer, cost: Cost): Promise<Buffer> =>
  // The same letters typed on two keyboards may be composed differently.
  derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, tagLength: TAG_LENGTH, ...cost })

/** A hash to keep, with its salt and cost in the usual notation: $argon2id$v=19$m=…,t=…,p=…$salt$hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await hash(password, salt, COST)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Whether a password is the one of a kept hash. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept)
  if (!parts) return false
  const [, memory, passes, parallelism, salt, tag] = parts
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return timingSafeEqual(await hash(password, Buffer.from(salt!, 'base64'), cost), Buffer.from(tag!, 'base64'))
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** What is wrong with a new password, as a word, or null. Length alone counts: rules about signs make people write it down. */
export function passwordFault(password: string, name: string): 'too-short' | 'too-long' | 'is-name' | null {
  if ([...password].length < 10) return 'too-short'
  if (password.length > 1000) return 'too-long'
  return password.toLowerCase() === name.toLowerCase() ? 'is-name' : null
}
