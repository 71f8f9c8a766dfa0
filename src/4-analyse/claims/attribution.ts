import { type Document, quoteAt, sentenceAt } from '../document.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import type { Occurrence } from './cue-words.ts'
import { type CuedSentence, occurrences } from './sentence-cues.ts'

/** Who says what a sentence tells, as the article puts it. */
export interface Speaker {
  /** A person's full name, or the words for an organisation, a relative, a lawyer. */
  name: string
  person: Person | null
  /** A prison service, ministry or court: what it denies stays an allegation. */
  authority: boolean
  /** Where the text names the speaker, for the reviewer. */
  start: number
  end: number
  why: string
}

/** The speaker of each sentence; null where the article itself speaks. */
export type Speakers = readonly (Speaker | null)[]

// How far from the verb of speech its subject may stand, in words.
const REACH = 14

/** Finds who speaks in every sentence: in it, in the sentence that closes its quotation, or before it. */
export function findSpeakers(document: Document, cued: readonly (CuedSentence | null)[]): Speakers {
  const own = cued.map((sentence) => (sentence ? ownSpeaker(document, sentence) : null))
  const speakers: (Speaker | null)[] = []
  for (const sentence of document.sentences) speakers.push(speakerOf(document, own, speakers, sentence.index))
  return speakers
}

function speakerOf(
  document: Document,
  own: readonly (Speaker | null)[],
  before: readonly (Speaker | null)[],
  index: number,
): Speaker | null {
  const sentence = document.sentences[index]!
  const said = own[index]
  if (said) return said
  const paragraph = document.paragraphs[sentence.paragraph]!
  const quote = quoteAt(document, sentence.start) ?? quoteAt(document, Math.max(sentence.start, sentence.end - 2))
  if (quote && quote.end - quote.start > 40) {
    // The quotation's last sentence tells who spoke ('…,” Ashurova noted'), or the one in which it opens.
    const closing = sentenceAt(document, Math.max(quote.start, quote.end - 1))
    if (closing && own[closing.index]) return own[closing.index]!
    const after = closing && closing.end <= quote.end ? own[closing.index + 1] : null
    if (after && closing && closing.index + 1 < paragraph.afterSentence && opensWithSpeech(document, closing.index + 1, after))
      return after
    const opening = sentenceAt(document, quote.start)
    if (opening && own[opening.index]) return own[opening.index]!
    return before[index - 1] ?? null
  }
  if (paragraph.dialogue && index > paragraph.firstSentence) return before[index - 1] ?? null
  if (index > paragraph.firstSentence) {
    // A quotation that goes on to tell the same belongs to the speaker who is named after it.
    const next = index + 1 < paragraph.afterSentence ? document.sentences[index + 1] : undefined
    if (next?.quoted && own[next.index]) return own[next.index]!
  }
  return null
}

// "…," she added: the speech stands at the very start of the sentence after the quotation.
function opensWithSpeech(document: Document, index: number, speaker: Speaker): boolean {
  return speaker.start - document.sentences[index]!.start < 30
}

function ownSpeaker(document: Document, sentence: CuedSentence): Speaker | null {
  return accordingTo(document, sentence) ?? subjectOfSpeech(document, sentence)
}

const outsideQuotes = (document: Document, position: number): boolean => {
  const quote = quoteAt(document, position)
  return quote === null || quote.end - quote.start < 25
}

function accordingTo(document: Document, cued: CuedSentence): Speaker | null {
  const { tokens, sentence } = cued
  for (const { from, to } of occurrences(cued, 'according')) {
    if (!outsideQuotes(document, tokens[from]!.start)) continue
    const why = document.text.slice(tokens[from]!.start, tokens[to]!.end)
    const pronoun = tokens.slice(from, to + 2).find((token) => isPronoun(cued, token.lower))
    if (sentence.lang === 'az') {
      const left = speakerLeft(document, cued, from, why)
      if (left) return left
    } else {
      const right = personBetween(document, tokens[to]!.end, endOfClause(document, cued, to), why)
      if (right) return right
    }
    if (pronoun) {
      const found = byPronoun(document, pronoun.lower, pronoun.start, why)
      if (found) return found
    }
    if (sentence.lang !== 'az') {
      const words = phraseAfter(document, cued, to)
      if (words) return bySpan(document, cued, words.start, words.end, why)
    }
  }
  return null
}

function subjectOfSpeech(document: Document, cued: CuedSentence): Speaker | null {
  const { tokens, sentence } = cued
  for (const { from, to } of occurrences(cued, 'say')) {
    const verb = tokens[from]!
    if (!outsideQuotes(document, verb.start)) continue
    const why = document.text.slice(verb.start, tokens[to]!.end)
    // '…,” said his mother': the verb right after the quotation or a comma turns the order round.
    const turned = sentence.lang !== 'az' && afterQuotation(document, verb.start)
    if (turned) {
      const right = speakerRight(document, cued, to, why)
      if (right) return right
    }
    const left = speakerLeft(document, cued, from, why)
    if (left) return left
    if (sentence.lang === 'ru' && !turned) {
      const right = speakerRight(document, cued, to, why)
      if (right) return right
    }
  }
  return null
}

function afterQuotation(document: Document, position: number): boolean {
  for (let at = position - 1; at >= 0 && position - at < 6; at--) {
    const sign = document.text[at]!
    if (sign === ' ' || sign === '\u00a0') continue
    return '”"»’,–—-'.includes(sign)
  }
  return false
}

function speakerRight(document: Document, cued: CuedSentence, after: number, why: string): Speaker | null {
  const { tokens } = cued
  const end = endOfClause(document, cued, after)
  const next = tokens[after + 1]
  if (!next || next.start > end) return null
  if (isPronoun(cued, next.lower)) return byPronoun(document, next.lower, next.start, why)
  const person = personBetween(document, tokens[after]!.end, Math.min(end + 60, cued.sentence.end), why)
  if (person && person.start - tokens[after]!.end < 80) return person
  const words = phraseAfter(document, cued, after)
  return words && roleIn(cued, words.start, words.end) ? bySpan(document, cued, words.start, words.end, why) : null
}

function speakerLeft(document: Document, cued: CuedSentence, verb: number, why: string): Speaker | null {
  const { tokens, sentence } = cued
  const first = Math.max(0, verb - REACH)
  // What stands in quotation marks before the verb is what was said.
  let from = tokens[first]!.start
  for (const quote of document.paragraphs[sentence.paragraph]!.quotes)
    if (quote.end <= tokens[verb]!.start && quote.end > from && quote.end - quote.start > 40) from = quote.end
  const near = tokens[verb - 1]
  if (near && near.start >= from && isPronoun(cued, near.lower)) return byPronoun(document, near.lower, near.start, why)
  const person = lastPersonBetween(document, from, tokens[verb]!.start, why)
  const role = lastRole(cued, from, tokens[verb]!.start)
  if (person && (!role || person.end >= role.start || tokens[verb]!.start - person.end < 60)) return person
  if (role) return bySpan(document, cued, role.start, role.end, why)
  const organisation = capitalised(document, cued, from, verb)
  return organisation ? bySpan(document, cued, organisation.start, organisation.end, why) : null
}

function personBetween(document: Document, from: number, to: number, why: string): Speaker | null {
  let first: Speaker | null = null
  for (const person of document.people)
    for (const mention of person.mentions)
      if (mention.start >= from && mention.end <= to && (!first || mention.start < first.start))
        first = { name: person.name, person, authority: false, start: mention.start, end: mention.end, why }
  return first
}

function lastPersonBetween(document: Document, from: number, to: number, why: string): Speaker | null {
  let last: Speaker | null = null
  for (const person of document.people)
    for (const mention of person.mentions)
      if (mention.start >= from && mention.end <= to && (!last || mention.start > last.start))
        last = { name: person.name, person, authority: false, start: mention.start, end: mention.end, why }
  return last
}

function byPronoun(document: Document, word: string, position: number, why: string): Speaker | null {
  const { person } = resolve(document, word, position)
  return person && { name: person.name, person, authority: false, start: position, end: position + word.length, why }
}

function isPronoun(cued: CuedSentence, lower: string): boolean {
  return occurrences(cued, 'he_she').some(({ from }) => cued.tokens[from]!.lower === lower)
}

interface Stretch {
  start: number
  end: number
}

const overlapping = (cued: CuedSentence, concept: string, from: number, to: number): Occurrence[] =>
  occurrences(cued, concept).filter((o) => cued.tokens[o.from]!.start >= from && cued.tokens[o.to]!.end <= to)

const roleIn = (cued: CuedSentence, from: number, to: number): boolean => overlapping(cued, 'role', from, to).length > 0

// "Younesi’s family", "the rights group": the last word for a role before the verb, with what belongs to it.
function lastRole(cued: CuedSentence, from: number, to: number): Stretch | null {
  const last = overlapping(cued, 'role', from, to).at(-1)
  if (!last) return null
  const { tokens } = cued
  let first = last.from
  while (first > 0 && tokens[first - 1]!.start >= from && tokens[first]!.start - tokens[first - 1]!.end <= 3 && last.from - first < 3)
    first--
  return { start: tokens[first]!.start, end: tokens[last.to]!.end }
}

// A run of capitalised words before the verb: an organisation that says so.
function capitalised(document: Document, cued: CuedSentence, from: number, verb: number): Stretch | null {
  const { tokens } = cued
  const isCapital = (i: number) => /^\p{Lu}/u.test(document.text.slice(tokens[i]!.start, tokens[i]!.end))
  let last = verb - 1
  while (last >= 0 && tokens[last]!.start >= from && !isCapital(last) && verb - last < 3) last--
  if (last < 0 || tokens[last]!.start < from || !isCapital(last)) return null
  let first = last
  const small = new Set(['of', 'for', 'the', 'and', 'without', 'in'])
  while (first > 0 && tokens[first - 1]!.start >= from && (isCapital(first - 1) || small.has(tokens[first - 1]!.lower))) first--
  while (first < last && !isCapital(first)) first++
  return { start: tokens[first]!.start, end: tokens[last]!.end }
}

function endOfClause(document: Document, cued: CuedSentence, after: number): number {
  const { tokens, sentence } = cued
  for (let i = after + 1; i < tokens.length; i++) {
    const between = document.text.slice(tokens[i - 1]!.end, tokens[i]!.start)
    if (i > after + 1 && /[,;:–—“"«]/.test(between)) return tokens[i - 1]!.end
  }
  return sentence.end
}

function phraseAfter(document: Document, cued: CuedSentence, after: number): Stretch | null {
  const first = cued.tokens[after + 1]
  if (!first) return null
  const end = endOfClause(document, cued, after)
  let last = after + 1
  while (last + 1 < cued.tokens.length && cued.tokens[last + 1]!.end <= end && last - after < 6) last++
  return { start: first.start, end: cued.tokens[last]!.end }
}

function bySpan(document: Document, cued: CuedSentence, start: number, end: number, why: string): Speaker {
  const name = document.text.slice(start, end).replace(/^(?:the|a|an)\s+/i, '')
  return { name, person: null, authority: overlapping(cued, 'authority', start, end).length > 0, start, end, why }
}
