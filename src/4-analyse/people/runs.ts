import type { ReadLanguage } from '../../language/detect.ts'
import type { Word } from '../../language/words.ts'
import type { PeopleTables } from './tables.ts'
import { factsOf, isParticle, isTie, type WordFacts } from './word-facts.ts'

/** One word of a run of capital words. */
export interface RunToken {
  word: Word
  facts: WordFacts
  /** One letter and a full stop. */
  initial: boolean
  /** A small word inside a name: bin, van, oğlu. */
  particle: boolean
  /** In quotation marks or brackets between the names: a nickname. */
  nickname: boolean
  /** The first word after the token (past an initial's full stop). */
  after: number
}

const MOST_TOKENS = 9

/** The longest run of capital words from `at` on that a name could be part of; empty where none begins there. */
export function runAt(
  words: readonly Word[],
  at: number,
  limit: number,
  lang: ReadLanguage,
  tables: PeopleTables,
): RunToken[] {
  const run: RunToken[] = []
  let i = at
  while (i < limit && run.length < MOST_TOKENS) {
    const word = words[i]!
    if (run.length > 0 && !joins(words, run.at(-1)!, word)) break
    const token = tokenAt(words, i, limit, lang, tables)
    if (token) {
      run.push(token)
      i = token.after
      continue
    }
    if (run.length === 0) break
    const inner =
      particlesThenName(words, i, limit, lang, tables, run.at(-1)!, run.length > 1) ??
      nicknameThenName(words, i, limit, lang, tables, run.at(-1)!)
    if (!inner) break
    run.push(...inner)
    i = inner.at(-1)!.after
  }
  return run
}

function joins(words: readonly Word[], before: RunToken, word: Word): boolean {
  if (word.spaced) return words[before.after - 1]!.index === word.index - 1
  // "Z.Dadaşlı": nothing stands between an initial and the name.
  return before.initial && before.after === word.index
}

function tokenAt(
  words: readonly Word[],
  at: number,
  limit: number,
  lang: ReadLanguage,
  tables: PeopleTables,
): RunToken | null {
  const word = words[at]!
  if (word.kind !== 'word') return null
  const plain = { word, particle: false, nickname: false }
  if (isInitial(words, at, limit)) return { ...plain, facts: factsOf(word, lang, tables), initial: true, after: at + 2 }
  if (!isNameWord(word, lang)) return null
  return { ...plain, facts: factsOf(word, lang, tables), initial: false, after: at + 1 }
}

function isInitial(words: readonly Word[], at: number, limit: number): boolean {
  const word = words[at]!
  const next = words[at + 1]
  if (
    !word.capital ||
    word.text.length > 2 ||
    (word.text.length === 2 && !/^(?:Дж|Dz|Yu|Ya|Sh|Ch|Kh|Zh)$/.test(word.text))
  )
    return false
  return next !== undefined && at + 1 < limit && next.text === '.' && !next.spaced
}

const ARTICLE_NAME = /^(?:al|el|ad|as|ash|an|ar|at|az|ul|bin|d|аль|эль|ад|ас|аш|ан|ар|ат|аз|д|о)[-'’]\p{Lu}/u

function isNameWord(word: Word, lang: ReadLanguage): boolean {
  if (!word.capital) return ARTICLE_NAME.test(word.text)
  if (/\d/.test(word.text)) return false
  if (word.text.length === 1) return lang === 'en' && word.text !== 'I' && word.text !== 'A'
  // A surname may be all in capitals ("Ishara S. KODIKARA"), an acronym is shorter.
  if (word.acronym) return word.text.length > 4
  return true
}

// "Faisal bin Farhan", "Chloe de Silva", "Ədhəm oğlu": small words that only a name goes on with.
function particlesThenName(
  words: readonly Word[],
  at: number,
  limit: number,
  lang: ReadLanguage,
  tables: PeopleTables,
  before: RunToken,
  long: boolean,
): RunToken[] | null {
  const found: RunToken[] = []
  let i = at
  while (i < limit && found.length < 3) {
    const word = words[i]!
    if (word.kind !== 'word' || !word.spaced) return null
    const particle: RunToken = {
      word,
      facts: factsOf(word, lang, tables),
      initial: false,
      particle: true,
      nickname: false,
      after: i + 1,
    }
    // The father's name before it is bare; "Məhbusun qızı" is the prisoner's daughter.
    if (isTie(word))
      return !before.initial && (before.facts.given || (long && !before.facts.surname)) ? [...found, particle] : null
    if (!isParticle(word)) break
    found.push(particle)
    i++
  }
  if (found.length === 0 || i >= limit || !words[i]!.spaced) return null
  const name = tokenAt(words, i, limit, lang, tables)
  return name && !name.facts.organisation ? [...found, name] : null
}

// Mohamed 'Oxygen' Ibrahim, Александр (Саша) Иванов
function nicknameThenName(
  words: readonly Word[],
  at: number,
  limit: number,
  lang: ReadLanguage,
  tables: PeopleTables,
  before: RunToken,
): RunToken[] | null {
  if (!before.facts.given && !before.initial) return null
  if (!'\'‘’"“«(„'.includes(words[at]!.text) || words[at]!.text.length !== 1) return null
  const inside = words[at + 1]
  const close = words[at + 2]
  const name = words[at + 3]
  if (
    !inside ||
    !close ||
    !name ||
    at + 3 >= limit ||
    inside.kind !== 'word' ||
    !inside.capital ||
    inside.acronym ||
    !'\'’"”»)“'.includes(close.text)
  )
    return null
  if (!name.spaced || close.spaced) return null
  const token = tokenAt(words, at + 3, limit, lang, tables)
  if (!token || token.facts.organisation) return null
  return [
    {
      word: inside,
      facts: factsOf(inside, lang, tables),
      initial: false,
      particle: false,
      nickname: true,
      after: at + 3,
    },
    token,
  ]
}
