import type { Document, Paragraph } from '../document.ts'
import { namedIn } from './named.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import { asSpeaker, bySpan, peopleIn, type Speaker } from './speaker.ts'

/** Who tells a whole text in the first person, or its answers; null where the article speaks for itself. */
export interface Narrator {
  /** Who tells a paragraph: in an interview nobody tells the introduction and the questions. */
  of(paragraph: Paragraph): Speaker | null
}

// A text with fewer questions is no interview.
const QUESTIONS = 3
const LONGEST_QUESTION = 160
// Where a statement says whose it is.
const HEAD = 6

/** Finds the one who tells a text: in an interview, in "My name is …", in "We, the families of …". */
export function findNarrator(document: Document, cued: readonly (CuedSentence | null)[]): Narrator | null {
  return interviewed(document, cued) ?? introduced(document, cued) ?? severalOf(document, cued)
}

const isQuestion = (document: Document, { start, end }: Paragraph): boolean =>
  end - start < LONGEST_QUESTION && /\?\s*$/.test(document.text.slice(Math.max(start, end - 4), end))

// Questions in paragraphs of their own, answered in the first person: the one whom the introduction names is asked.
function interviewed(document: Document, cued: readonly (CuedSentence | null)[]): Narrator | null {
  const { paragraphs } = document
  const questions = paragraphs.filter((paragraph) => isQuestion(document, paragraph) && paragraph.quotes.length === 0)
  const [first] = questions
  if (questions.length < QUESTIONS || !first) return null
  const asked = new Set(questions)
  let self = 0
  for (const { firstSentence, afterSentence } of paragraphs.slice(first.index))
    for (let i = firstSentence; i < afterSentence; i++) if (cued[i] && occurrences(cued[i]!, 'we').length > 0) self++
  if (self < QUESTIONS) return null
  const byName = askedByName(document, cued, questions)
  const introduced = whoIsIntroduced(document, cued, first.firstSentence)
  if (!introduced && byName.size === 0) return null
  const row = [...byName].sort(([a], [b]) => a - b)
  return {
    of({ index }) {
      if (index <= first.index || asked.has(document.paragraphs[index]!)) return null
      return row.findLast(([question]) => question < index)?.[1] ?? introduced
    },
  }
}

// "– Emil Şahverdi, sizi nə üçün apardılar?": who is asked by name answers.
function askedByName(
  document: Document,
  cued: readonly (CuedSentence | null)[],
  questions: readonly Paragraph[],
): Map<number, Speaker> {
  const asked = new Map<number, Speaker>()
  for (const { index, start, firstSentence } of questions) {
    const sentence = cued[firstSentence]
    const [named] = namedIn(document, firstSentence)
    if (sentence && named && named.start - start < 4 && document.text[named.end] === ',')
      asked.set(index, asSpeaker(sentence, named.person, named, 'is asked by name'))
  }
  return asked
}

/** The one whom the first sentences of a text introduce: no journalist, no by-line. */
export function whoIsIntroduced(
  document: Document,
  cued: readonly (CuedSentence | null)[],
  before: number,
): Speaker | null {
  for (let i = 0; i < before; i++) {
    const sentence = cued[i]
    const [named] = namedIn(document, i).filter(
      ({ person }) =>
        !person.byline && !(person.roles.length > 0 && person.roles.every(({ kind }) => kind === 'journalist')),
    )
    if (sentence && named) return asSpeaker(sentence, named.person, named, 'whose words the text brings')
  }
  return null
}

// "My name is …", "Меня зовут …": the whole text is one person's word.
function introduced(document: Document, cued: readonly (CuedSentence | null)[]): Narrator | null {
  for (const sentence of cued.slice(0, HEAD)) {
    if (!sentence) continue
    const [named] = occurrences(sentence, 'my_name')
    if (!named) continue
    const [person] = peopleIn(document, sentence, {
      start: sentence.tokens[named.to]!.end,
      end: sentence.sentence.end,
    })
    if (!person) continue
    const speaker = asSpeaker(sentence, person.person, person, 'tells it in the first person')
    return { of: () => speaker }
  }
  return null
}

const WE = /^(?:we|мы|biz)$/
const LONGEST_NAME = 4

// "We, the families of …", "Мы, родные четырнадцати человек, …": an appeal of people who are not named one by one.
function severalOf(document: Document, cued: readonly (CuedSentence | null)[]): Narrator | null {
  for (const sentence of cued.slice(0, HEAD)) {
    if (!sentence) continue
    const { tokens } = sentence
    const we = tokens[0]
    const next = tokens[1]
    if (!we || !next || !WE.test(we.lower) || document.text.slice(we.end, next.start).trim() !== ',') continue
    let last = 1
    while (
      last + 1 < tokens.length &&
      last < LONGEST_NAME &&
      document.text.slice(tokens[last]!.end, tokens[last + 1]!.start) === ' '
    )
      last++
    const span = { start: next.start, end: tokens[last]!.end }
    const speaker = bySpan(document, sentence, span, 'speak for themselves')
    return { of: () => speaker }
  }
  return null
}
