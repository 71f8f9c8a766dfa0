import { searchWords } from '../search/text-words.ts'

// Shorter words would be found in every text.
const SHORTEST = 3

interface Token {
  text: string
  start: number
  end: number
  found: Set<string>
}

const tokensOf = (text: string, language: string | null): Token[] =>
  searchWords(text, language).map(({ word, found }) => ({
    text: word.text,
    start: word.start,
    end: word.end,
    found: new Set(found.filter((lexeme) => lexeme !== '')),
  }))

const meet = (a: Token, b: Token) => a.found.size > 0 && [...a.found].some((lexeme) => b.found.has(lexeme))
const hasCapital = ({ text }: Token) => /^\p{Lu}/u.test(text)

/**
 * The words by which a text tells its secrets, as they stand in it: each secret in any form (by stem and by sound), and
 * each name of it that stands by itself. Names that the article tells of openly are left: of «Рашид Алиев» and the secret
 * «Лейла Алиева» only what is Leyla's alone.
 */
export function secretForms(
  text: string,
  language: string | null,
  { secrets, open }: { secrets: readonly string[]; open: readonly string[] },
): string[] {
  const tokens = tokensOf(text, language)
  const openTokens = open.flatMap((name) => tokensOf(name, language))
  const forms = new Set<string>()
  for (const secret of secrets) {
    const wanted = tokensOf(secret, language)
    if (wanted.length === 0) continue
    for (let at = 0; at + wanted.length <= tokens.length; at++)
      if (wanted.every((token, i) => meet(token, tokens[at + i]!)))
        forms.add(text.slice(tokens[at]!.start, tokens[at + wanted.length - 1]!.end))
    const alone = wanted.filter((token) => hasCapital(token) && !openTokens.some((other) => meet(token, other)))
    for (const token of tokens) if (hasCapital(token) && alone.some((name) => meet(name, token))) forms.add(token.text)
  }
  return [...forms].filter(({ length }) => length >= SHORTEST)
}
