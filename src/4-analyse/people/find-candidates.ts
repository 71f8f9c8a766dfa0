import type { Word } from '../../language/words.ts'
import type { Document } from '../document.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Candidate } from './candidate.ts'
import { judge } from './judge.ts'
import type { Marks } from './marks.ts'
import { type RunToken, runAt } from './runs.ts'
import { segmentsOf } from './segments.ts'

/** All stretches of a document that may name a person, with their points. What names a place of detention is none. */
export function findCandidates(document: Document, lexicon: Lexicon, marks: Marks): Candidate[] {
  const found: Candidate[] = []
  const taken = wordsOfFacilities(document)
  for (const sentence of document.sentences) {
    const { lang, words } = sentence
    if (lang === null || words.length === 0) continue
    const bounds = { first: words[0]!.index, after: words.at(-1)!.index + 1 }
    const paragraph = document.paragraphs[sentence.paragraph]!
    let heading: boolean | null = null
    let at = bounds.first
    while (at < bounds.after) {
      const run = taken.has(at)
        ? []
        : runAt(document.words, at, firstTaken(taken, at, bounds.after), lang, lexicon.people)
      if (run.length === 0) {
        at++
        continue
      }
      heading ??= isHeading(words)
      const context = {
        words: document.words,
        sentenceFirst: bounds.first,
        lang,
        tables: lexicon.people,
        places: lexicon.places,
        marks,
      }
      for (const { tokens, titled } of segmentsOf(run, context)) {
        const candidate = candidateOf(document, tokens, sentence.index)
        const alone =
          paragraph.afterSentence - paragraph.firstSentence === 1 &&
          candidate.start === sentence.start &&
          candidate.end === sentence.end
        judge(candidate, titled, {
          words: document.words,
          bounds,
          lang,
          tables: lexicon.people,
          places: lexicon.places,
          marks,
          aloneInParagraph: alone,
          heading,
        })
        found.push(candidate)
      }
      at = run.at(-1)!.after
    }
  }
  return found
}

// "Chinese Attorney Had License Revoked for Defending Falun Gong Practitioner"
function isHeading(words: readonly Word[]): boolean {
  let capitals = 0
  let long = 0
  for (const word of words) {
    if (word.kind !== 'word' || word.text.length < 4) continue
    long++
    if (word.capital) capitals++
  }
  return long > 4 && capitals >= long * 0.8
}

function wordsOfFacilities(document: Document): Set<number> {
  const taken = new Set<number>()
  for (const { mentions } of document.facilities)
    for (const { firstWord, afterWord } of mentions) for (let i = firstWord; i < afterWord; i++) taken.add(i)
  return taken
}

function firstTaken(taken: Set<number>, at: number, limit: number): number {
  if (taken.size === 0) return limit
  for (let i = at; i < Math.min(limit, at + 30); i++) if (taken.has(i)) return i
  return limit
}

function candidateOf(document: Document, tokens: RunToken[], sentence: number): Candidate {
  const first = tokens[0]!
  const last = tokens.at(-1)!
  const start = first.word.start
  const end = document.words[last.after - 1]!.end
  return {
    tokens,
    first: first.word.index,
    after: last.after,
    start,
    end,
    sentence,
    points: new Map(),
    byline: false,
    key: tokens
      .filter((token) => !token.particle)
      .map((token) => token.facts.givenKey ?? token.word.stem)
      .join(' '),
  }
}
