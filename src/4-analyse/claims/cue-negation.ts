import type { CueToken } from './cue-words.ts'

/** How a language says no, beside forms of verbs that say it themselves (`negated` of a word). */
export interface NegationWords {
  /** What follows such words within `reach` is negated. */
  before: string[][]
  /** What came before them within `reach` is negated ("писем нет", "görüş yoxdur"). */
  after: string[][]
  /** Words that begin like the ones above and negate nothing ("not only"). */
  except: string[][]
  /** Words at which what is negated ends ("and was"). */
  stops: string[][]
  /** Parts of word forms that say no where the language's rules leave them open ("verilməməsi"). */
  parts: string[]
  /** Forms that have such a part and do not say no ("məhkəmədən"). */
  notParts: string[]
  /**
   * Stems of verbs that carry the meaning of the word before them: where they say no, so does it ("icazə verilmir",
   * "zəng edə bilmir").
   */
  light?: ReadonlySet<string>
  reach: number
}

/** The words of one sentence that are negated. */
export interface Negation {
  of(from: number, to: number): boolean
}

const NONE: Negation = { of: () => false }
// A part of a word counts from here on: before it is the root.
const SHORTEST_ROOT = 2

type Phrases = Map<string, string[][]>

/** Reads a sentence's negation once; asking then costs nothing. */
export class NegationReader {
  #before: Phrases = new Map()
  #after: Phrases = new Map()
  #except: Phrases = new Map()
  #stops: Phrases = new Map()
  #words: NegationWords
  #formSaysNo = new Map<string, boolean>()

  constructor(words: NegationWords) {
    this.#words = words
    for (const phrase of words.before) add(this.#before, phrase)
    for (const phrase of words.after) add(this.#after, phrase)
    for (const phrase of words.except) add(this.#except, phrase)
    for (const phrase of words.stops) add(this.#stops, phrase)
  }

  read(tokens: readonly CueToken[], at: readonly number[]): Negation {
    const reach = this.#words.reach
    let negated: Uint8Array | null = null
    const mark = (i: number) => {
      negated ??= new Uint8Array(tokens.length)
      negated[i] = 1
    }
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!
      if (this.#saysNo(token)) {
        mark(i)
        for (let k = i; k > 0 && this.#words.light?.has(tokens[k]!.stem) && at[k]! - at[k - 1]! <= 1; k--) mark(k - 1)
      }
      if (lengthOf(this.#except.get(token.lower), tokens, i)) continue
      // "Colony No. 2" says no to nothing.
      if (token.lower === 'no' && /^\d/.test(tokens[i + 1]?.lower ?? '')) continue
      const contraction = token.lower.endsWith("n't") || token.lower.endsWith('n’t') ? 1 : 0
      const forward = lengthOf(this.#before.get(token.lower), tokens, i) || contraction
      if (forward) {
        const last = i + forward - 1
        // Of a phrase ("не дают") the words after the first are negated themselves.
        for (let k = i + 1; k < tokens.length && at[k]! - at[last]! <= reach; k++) mark(k)
      }
      const backward = lengthOf(this.#after.get(token.lower), tokens, i)
      if (backward) for (let k = i - 1; k >= 0 && at[i]! - at[k]! <= reach; k--) mark(k)
    }
    if (!negated) return NONE
    const flags: Uint8Array = negated
    return {
      of(from, to) {
        for (let i = from; i <= to; i++) if (flags[i]) return true
        return false
      },
    }
  }

  #saysNo({ lower, negated }: CueToken): boolean {
    if (negated) return true
    const { parts, notParts } = this.#words
    if (parts.length === 0) return false
    const known = this.#formSaysNo.get(lower)
    if (known !== undefined) return known
    const says =
      parts.some((part) => lower.indexOf(part, SHORTEST_ROOT) >= 0) && !notParts.some((form) => lower.startsWith(form))
    if (this.#formSaysNo.size > 50_000) this.#formSaysNo.clear()
    this.#formSaysNo.set(lower, says)
    return says
  }
}

function add(phrases: Phrases, phrase: string[]): void {
  const [first, ...rest] = phrase
  if (first === undefined) return
  const list = phrases.get(first)
  if (list) list.push(rest)
  else phrases.set(first, [rest])
}

function lengthOf(rests: string[][] | undefined, tokens: readonly CueToken[], i: number): number {
  let longest = 0
  for (const rest of rests ?? [])
    if (rest.length + 1 > longest && rest.every((word, n) => tokens[i + 1 + n]?.lower === word))
      longest = rest.length + 1
  return longest
}
