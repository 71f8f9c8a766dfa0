import { type Document, quoteAt, sentenceAt } from '../document.ts'
import { resolve } from '../people/resolve.ts'
import { longQuotes } from './long-quotes.ts'
import { keepTalkers } from './may-be-held.ts'
import { findNarrator, whoIsIntroduced } from './narrator.ts'
import { type CuedSentence, has, occurrences } from './sentence-cues.ts'
import type { Speaker } from './speaker.ts'
import { SUBJECT_PRONOUN } from './speaker-before.ts'
import { ownSpeaker, SPEECH } from './speech.ts'

/** The speaker of each sentence; null where the article itself speaks. */
export type Speakers = readonly (Speaker | null)[]

// How far back somebody who goes on telling may have spoken.
const BACK = 12
// How far back a quotation without a speaker may have been announced.
const STATEMENT = 3

/** Finds who speaks in every sentence: in it, in the sentence that closes its quotation, or before it. */
export function findSpeakers(document: Document, cued: readonly (CuedSentence | null)[]): Speakers {
  const own: (Speaker | null)[] = []
  for (const sentence of cued) own.push(sentence ? ownSpeaker(document, sentence, own) : null)
  toldOfBefore(document, cued, own)
  const narrator = findNarrator(document, cued)
  const openedIn = longQuotes(document)
  const longQuote = new Set(openedIn.values())
  const speakers: (Speaker | null)[] = []
  for (const sentence of document.sentences) {
    const opened =
      openedIn.get(sentence.paragraph) ?? (longQuote.has(sentence.paragraph) ? sentence.paragraph : undefined)
    const told =
      opened === undefined
        ? (narrator?.of(document.paragraphs[sentence.paragraph]!) ?? null)
        : whoseSpeech(document, cued, own, speakers, opened)
    const outer = speakerOf(document, own, speakers, sentence.index, told) ?? told
    speakers.push(relayed(document, cued[sentence.index] ?? null, own, speakers, outer))
  }
  keepTalkers(document, new Set(speakers.flatMap((speaker) => speaker?.person ?? [])))
  return speakers
}

// Whose words a quotation over several paragraphs brings: who speaks in the paragraph that opens it, or just before it, or
// whom the text introduces.
function whoseSpeech(
  document: Document,
  cued: readonly (CuedSentence | null)[],
  own: readonly (Speaker | null)[],
  before: readonly (Speaker | null)[],
  opened: number,
): Speaker | null {
  const { firstSentence, afterSentence } = document.paragraphs[opened]!
  for (let i = firstSentence; i < afterSentence; i++) if (own[i] && !own[i]!.authority) return own[i]!
  const just = before[firstSentence - 1]
  return just && !just.authority ? just : whoIsIntroduced(document, cued, firstSentence)
}

/**
 * Within a speech, whoever the speaker quotes: "Emelyanov also told that he was beaten". What an official or guard says
 * there, and what is told in the first person, is the speaker's own story.
 */
function relayed(
  document: Document,
  cued: CuedSentence | null,
  own: readonly (Speaker | null)[],
  before: readonly (Speaker | null)[],
  outer: Speaker | null,
): Speaker | null {
  if (!cued?.sentence.quoted || own[cued.sentence.index] || has(cued, 'we')) return outer
  const inner = ownSpeaker(document, cued, before, true)
  if (!inner?.person || inner.authority || inner.person === outer?.person) return outer
  if (!(inner.person.held || inner.person.relations.length > 0) || SUBJECT_PRONOUN.test(wordAt(cued, inner.start)))
    return outer
  return { ...inner, via: outer }
}

const wordAt = ({ tokens }: CuedSentence, start: number): string =>
  tokens.find((token) => token.start === start)?.lower ?? ''

// "Об этом сообщил адвокат …": who tells the sentence before.
function toldOfBefore(document: Document, cued: readonly (CuedSentence | null)[], own: (Speaker | null)[]): void {
  for (let i = 1; i < own.length; i++) {
    const sentence = cued[i]
    if (!sentence || !own[i] || own[i - 1] || !has(sentence, 'about_this')) continue
    const at = occurrences(sentence, 'about_this')[0]!
    if (at.from === 0 && document.sentences[i]!.paragraph - document.sentences[i - 1]!.paragraph <= 1)
      own[i - 1] = own[i]!
  }
}

function speakerOf(
  document: Document,
  own: readonly (Speaker | null)[],
  before: readonly (Speaker | null)[],
  index: number,
  narrator: Speaker | null = null,
): Speaker | null {
  const sentence = document.sentences[index]!
  if (own[index]) return own[index]!
  if (narrator) return null
  const paragraph = document.paragraphs[sentence.paragraph]!
  const quote = quoteAt(document, sentence.start) ?? quoteAt(document, Math.max(sentence.start, sentence.end - 2))
  // A quotation that opens within a sentence of its own ("a voice advised her “…”") needs no speaker from before.
  if (
    quote &&
    quote.end - quote.start > SPEECH &&
    !(quote.start > sentence.start + 2 && quote.end <= sentence.end + 1)
  ) {
    // The quotation's last sentence tells who spoke ('…,” Ashurova noted'), or the next one, or the one in which it opens.
    const closing = sentenceAt(document, Math.max(quote.start, quote.end - 1))!
    if (own[closing.index]) return own[closing.index]!
    const after = closing.index + 1 < paragraph.afterSentence ? own[closing.index + 1] : null
    if (after && after.start - document.sentences[closing.index + 1]!.start < 40) return after
    const opening = sentenceAt(document, quote.start)!
    if (own[opening.index]) return own[opening.index]!
    // A statement set off from the line that says whose it is.
    for (let i = opening.index - 1; i >= 0 && opening.index - i <= STATEMENT; i--) if (own[i]) return own[i]!
    return before[opening.index - 1] ?? null
  }
  // «…, — сказала она. — …»: the speech goes on after a dash.
  if (index > paragraph.firstSentence && /^[—–]\s/.test(document.text.slice(sentence.start, sentence.start + 2)))
    return before[index - 1] ?? null
  // What stands before or between a speaker's words in one paragraph is told by the same speaker.
  const next = index + 1 < paragraph.afterSentence ? document.sentences[index + 1] : undefined
  if (next?.quoted && !quote) return speakerOf(document, own, before, next.index)
  const teller = tellerMeant(document, before, index)
  if (teller) return teller
  if (index === paragraph.firstSentence) return paragraph.dialogue ? (before[index - 1] ?? null) : null
  const last = before[index - 1]
  if (paragraph.dialogue) return last ?? null
  return last && !last.authority && (last.person !== null || document.sentences[index - 1]!.quoted) ? last : null
}

// "She learned at the gate …": what a relative or lawyer who spoke before lived through is told by her.
function tellerMeant(document: Document, before: readonly (Speaker | null)[], index: number): Speaker | null {
  const [first] = document.sentences[index]!.words
  if (!first || !/^(?:she|he|она|он|o)$/.test(first.lower)) return null
  const { person } = resolve(document, first.text, first.start)
  if (!person || person.held) return null
  for (let i = index - 1; i >= 0 && index - i <= BACK; i--) if (before[i]?.person === person) return before[i]!
  return null
}
