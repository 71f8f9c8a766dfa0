import type { Document, Paragraph } from '../document.ts'
import { namedIn } from './named.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'
import { asSpeaker, bySpan, peopleIn, type Speaker } from './speaker.ts'

/** Who tells a whole text in the first person, or its answers; null where the article speaks for itself. */
export interface Narrator {
  speaker: Speaker
  /** Whether a paragraph is told by the narrator: in an interview the introduction and the questions are not. */
  tells(paragraph: Paragraph): boolean
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
  for (let i = 0; i < first.firstSentence; i++) {
    const sentence = cued[i]
    const [named] = namedIn(document, i).filter(
      ({ person }) =>
        !person.byline && !(person.roles.length > 0 && person.roles.every(({ kind }) => kind === 'journalist')),
    )
    if (!sentence || !named) continue
    const speaker = asSpeaker(sentence, named.person, named, 'is interviewed')
    return { speaker, tells: (paragraph) => paragraph.index > first.index && !asked.has(paragraph) }
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
    if (person)
      return { speaker: asSpeaker(sentence, person.person, person, 'tells it in the first person'), tells: () => true }
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
    return { speaker: bySpan(document, sentence, span, 'speak for themselves'), tells: () => true }
  }
  return null
}
