/** What a UTF-16 code unit is to a reader of words. Looked up, not matched: every character of every text passes here. */
export const Character = { other: 0, space: 1, lower: 2, upper: 3, digit: 4, mark: 5, newline: 6 } as const
export type CharacterClass = (typeof Character)[keyof typeof Character]

const UNKNOWN = 255
const classes = new Uint8Array(65536).fill(UNKNOWN)

function classify(code: number): CharacterClass {
  const character = String.fromCharCode(code)
  if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return Character.newline
  // Zero-width characters and the soft hyphen sit inside words that a browser shows as one.
  if (code === 0xad || code === 0x200b || code === 0x200c || code === 0x200d || code === 0xfeff) return Character.mark
  if (/\s/.test(character)) return Character.space
  if (/\p{Nd}/u.test(character)) return Character.digit
  if (/\p{M}/u.test(character)) return Character.mark
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return Character.upper
  if (/\p{L}/u.test(character)) return Character.lower
  return Character.other
}

/** The class of the code unit at `at`; beyond the text it is `other`. */
export function characterAt(text: string, at: number): CharacterClass {
  if (at < 0 || at >= text.length) return Character.other
  const code = text.charCodeAt(at)
  const known = classes[code] as CharacterClass | typeof UNKNOWN
  if (known !== UNKNOWN) return known
  const found = classify(code)
  classes[code] = found
  return found
}

export const isLetter = (found: CharacterClass): boolean => found === Character.lower || found === Character.upper
