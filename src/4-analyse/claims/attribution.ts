import { type Document, quoteAt, sentenceAt } from '../document.ts'
import { resolve } from '../people/resolve.ts'
import { type CuedSentence, has, occurrences } from './sentence-cues.ts'
import { asSpeaker, byRole, bySpan, peopleIn, rolesIn, type Speaker, type Stretch, speakerIn } from './speaker.ts'

/** The speaker of each sentence; null where the article itself speaks. */
export type Speakers = readonly (Speaker | null)[]

// A quotation shorter than this is a phrase, not a speech.
const SPEECH = 25
// A quotation longer than this is somebody's report, with quotations of its own.
const WHOLE = 600
// How far back "she said" may mean a speaker who is no named person ("his sister").
const BACK = 6
// How far back a quotation without a speaker may have been announced.
const STATEMENT = 3

/** Finds who speaks in every sentence: in it, in the sentence that closes its quotation, or before it. */
export function findSpeakers(document: Document, cued: readonly (CuedSentence | null)[]): Speakers {
  const own: (Speaker | null)[] = []
  for (const sentence of cued) own.push(sentence ? ownSpeaker(document, sentence, own) : null)
  toldOfBefore(document, cued, own)
  const first = firstPerson(document, cued)
  const speakers: (Speaker | null)[] = []
  for (const sentence of document.sentences) speakers.push(speakerOf(document, own, speakers, sentence.index) ?? first)
  return speakers
}

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
): Speaker | null {
  const sentence = document.sentences[index]!
  if (own[index]) return own[index]!
  const paragraph = document.paragraphs[sentence.paragraph]!
  const quote = quoteAt(document, sentence.start) ?? quoteAt(document, Math.max(sentence.start, sentence.end - 2))
  if (quote && quote.end - quote.start > SPEECH) {
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
  for (let i = index - 1; i >= 0 && index - i <= BACK * 2; i--) if (before[i]?.person === person) return before[i]!
  return null
}

// "My name is …", "Меня зовут …": the whole text is one person's word.
function firstPerson(document: Document, cued: readonly (CuedSentence | null)[]): Speaker | null {
  for (const sentence of cued.slice(0, 6)) {
    if (!sentence) continue
    const [named] = occurrences(sentence, 'my_name')
    if (!named) continue
    const person = peopleIn(document, sentence, {
      start: sentence.tokens[named.to]!.end,
      end: sentence.sentence.end,
    })[0]
    if (person) return asSpeaker(sentence, person.person, person, 'tells it in the first person')
  }
  return null
}

function ownSpeaker(document: Document, cued: CuedSentence, before: readonly (Speaker | null)[]): Speaker | null {
  const found = [...subjectsOfSpeech(document, cued, before), ...accordingTo(document, cued, before)]
  if (found.length < 2) return found[0] ?? null
  // "Police told her …, Hu said": what an authority says within another's words is part of what is told.
  const others = found.filter((speaker) => !speaker.authority)
  const [first] = others.length > 0 ? others : found
  const closing = others.find((speaker) => cued.sentence.end - speaker.end < 40 && speaker !== first && speaker.person)
  return closing && first!.person === null ? closing : first!
}

// A paragraph that is one quotation (of another outlet, say) has speakers of its own.
const outsideQuotes = (document: Document, position: number): boolean => {
  const quote = quoteAt(document, position)
  return quote === null || quote.end - quote.start < SPEECH || (quote.depth === 0 && quote.end - quote.start > WHOLE)
}

function accordingTo(document: Document, cued: CuedSentence, before: readonly (Speaker | null)[]): Speaker[] {
  const { tokens, sentence } = cued
  const speakers: Speaker[] = []
  for (const { from, to } of occurrences(cued, 'according')) {
    if (!outsideQuotes(document, tokens[from]!.start)) continue
    const why = document.text.slice(tokens[from]!.start, tokens[to]!.end)
    const pronoun = tokens.slice(from, to + 2).find((token) => isPronoun(cued, token.lower))
    const found =
      sentence.lang === 'az'
        ? (speakerIn(document, cued, { start: leftEdge(document, cued, from), end: tokens[from]!.start }, why) ??
          pronounSpeaker(document, cued, tokens[Math.max(0, from - 1)]!, why, before))
        : ((pronoun && pronounSpeaker(document, cued, pronoun, why, before)) ?? afterwards(document, cued, to, why))
    if (found) speakers.push(found)
  }
  return speakers
}

// The person or the words after "according to", with a name that stands beside it ("his wife, the poet Liu Xia").
function afterwards(document: Document, cued: CuedSentence, to: number, why: string): Speaker | null {
  const { tokens, sentence } = cued
  const next = tokens[to + 1]
  if (!next) return null
  const end = clauseEnd(document, cued, to)
  const [person] = peopleIn(document, cued, { start: next.start, end })
  const possessed = person && /^['’]s\s/.test(document.text.slice(person.end, person.end + 3))
  if (person && !possessed) return asSpeaker(cued, person.person, person, why)
  if (rolesIn(cued, { start: next.start, end }).length > 0) {
    const [beside] = peopleIn(document, cued, { start: end, end: sentence.end })
    if (beside && !possessed && beside.start - end < 30) return asSpeaker(cued, beside.person, beside, why)
  }
  let last = to + 1
  while (last + 1 < tokens.length && tokens[last + 1]!.end <= end && last - to < 6) last++
  const words = { start: next.start, end: tokens[last]!.end }
  return rolesIn(cued, words).length > 0 ? byRole(document, cued, words, why) : bySpan(document, cued, words, why)
}

function subjectsOfSpeech(document: Document, cued: CuedSentence, before: readonly (Speaker | null)[]): Speaker[] {
  const { tokens, sentence } = cued
  const speakers: Speaker[] = []
  for (const { from, to } of occurrences(cued, 'say')) {
    const verb = tokens[from]!
    if (!outsideQuotes(document, verb.start) || isPassive(cued, from)) continue
    const why = document.text.slice(verb.start, tokens[to]!.end)
    const left = leftOf(document, cued, from, why, before)
    const right = () => (sentence.lang === 'az' ? null : rightOf(document, cued, to, why, before))
    const mark = markBefore(document, verb.start)
    // '…,” said his mother' turns the order round; after a comma alone the subject may stand before it too.
    const spoken =
      mark === 'quote'
        ? (right() ?? left)
        : mark === 'comma'
          ? left && !endsSoon(document, cued, to)
            ? left
            : (right() ?? left)
          : (left ?? (sentence.lang === 'ru' ? right() : null))
    if (spoken) speakers.push(teller(cued, spoken, before))
  }
  return speakers
}

// "the woman said": whoever spoke just before, where the words name nobody.
function teller(cued: CuedSentence, speaker: Speaker, before: readonly (Speaker | null)[]): Speaker {
  if (speaker.person) return speaker
  const { tokens } = cued
  const generic = occurrences(cued, 'teller').some(
    (o) => tokens[o.from]!.start >= speaker.start && tokens[o.to]!.end <= speaker.end,
  )
  if (!generic) return speaker
  for (let i = cued.sentence.index - 1; i >= 0 && cued.sentence.index - i <= BACK; i--) {
    const last = before[i]
    if (last?.person && !last.authority) return { ...last, start: speaker.start, end: speaker.end, why: speaker.why }
  }
  return speaker
}

const SUBJECT_PRONOUN = /^(?:he|she|it|they|он|она|они|o|onlar)$/

// '…, said the lawyer.': nothing but the speaker follows the verb.
function endsSoon(document: Document, cued: CuedSentence, verb: number): boolean {
  const end = clauseEnd(document, cued, verb)
  const rest = cued.tokens.filter((token) => token.start > cued.tokens[verb]!.end && token.end <= end)
  // "…, said police threatened her" goes on with what is said.
  const goesOn =
    cued.sentence.lang === 'en' &&
    rest.some((token) => /ed$|^(?:was|were|had|has|have|will|would|that|is|are)$/.test(token.lower))
  return rest.length <= 6 && !goesOn
}

// "was told", "to say", "fearing": no subject of speech stands before such forms.
function isPassive(cued: CuedSentence, verb: number): boolean {
  if (cued.sentence.lang === 'ru')
    return /(?:ть|ться|ти|вший|вшая|вшие|вшего|ющий|ющая)$/.test(cued.tokens[verb]!.lower)
  if (cued.sentence.lang !== 'en') return false
  if (cued.tokens[verb]!.lower.endsWith('ing')) return true
  const before = cued.tokens[verb - 1]?.lower ?? ''
  return /^(?:was|were|is|are|be|been|being|to|not|the|a|of|his|her|their|by|for|an|its|no|from)$/.test(before)
}

function markBefore(document: Document, position: number): 'quote' | 'comma' | null {
  for (let at = position - 1; at >= 0 && position - at < 6; at--) {
    const sign = document.text[at]!
    if (sign === ' ' || sign === '\u00a0') continue
    if ('”"»’–—'.includes(sign)) return 'quote'
    if (sign !== ',') return null
    return '”"»’'.includes(document.text[at - 1] ?? '') ? 'quote' : 'comma'
  }
  return null
}

function rightOf(
  document: Document,
  cued: CuedSentence,
  after: number,
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { tokens } = cued
  const next = tokens[after + 1]
  const end = clauseEnd(document, cued, after)
  if (!next || next.start >= end) return null
  if (SUBJECT_PRONOUN.test(next.lower)) return pronounSpeaker(document, cued, next, why, before)
  const stretch = { start: next.start, end }
  if (
    peopleIn(document, cued, stretch).length + rolesIn(cued, stretch).length === 0 &&
    !/^\p{Lu}/u.test(document.text.slice(next.start))
  )
    return null
  return afterwards(document, cued, after, why)
}

/** The subject before a verb of speech: in the words next to it, or before what stands between commas there. */
function leftOf(
  document: Document,
  cued: CuedSentence,
  verb: number,
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { tokens } = cued
  const near = tokens[verb - 1]
  if (!near) return null
  const edge = leftEdge(document, cued, verb)
  if (near.start >= edge && SUBJECT_PRONOUN.test(near.lower)) return pronounSpeaker(document, cued, near, why, before)
  const parts = partsBetween(document, edge, tokens[verb]!.start)
  const beside = parts.length > 1 && document.text.slice(near.end, tokens[verb]!.start).includes(',')
  for (let i = parts.length - (beside ? 2 : 1); i >= 0; i--) {
    const found = speakerIn(document, cued, parts[i]!, why)
    if (!found) continue
    // "Мать, Хеда Дударкаева, рассказала": the name stands between the commas.
    const next = parts[i + 1]
    const earlier = parts[i - 1]
    const owner = found.person === null && earlier ? peopleIn(document, cued, earlier).at(-1) : undefined
    // "Angela Quintal, the coordinator said": the name stands before its role.
    if (owner && earlier && earlier.end - owner.end < 2) return asSpeaker(cued, owner.person, owner, why)
    const named = found.person === null && beside && next ? peopleIn(document, cued, next)[0] : undefined
    return named && named.start - next!.start < 3 ? asSpeaker(cued, named.person, named, why) : found
  }
  if (beside) return speakerIn(document, cued, parts.at(-1)!, why)
  return null
}

// Where the words that may hold the subject begin: after a quotation, a semicolon, or the sentence's start.
function leftEdge(document: Document, cued: CuedSentence, verb: number): number {
  const { sentence, tokens } = cued
  let from = sentence.start
  for (const quote of document.paragraphs[sentence.paragraph]!.quotes)
    if (quote.end <= tokens[verb]!.start && quote.end > from && quote.end - quote.start > SPEECH) from = quote.end
  const semicolon = document.text.lastIndexOf(';', tokens[verb]!.start)
  return semicolon > from ? semicolon + 1 : from
}

function partsBetween(document: Document, from: number, to: number): Stretch[] {
  const parts: Stretch[] = []
  let start = from
  for (let at = from; at < to; at++)
    if (document.text[at] === ',') {
      parts.push({ start, end: at })
      start = at + 1
      while (document.text[start] === ' ') start++
    }
  if (start < to) parts.push({ start, end: to })
  return parts.slice(-6)
}

function pronounSpeaker(
  document: Document,
  cued: CuedSentence,
  pronoun: { lower: string; start: number; end: number },
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { person } = resolve(document, pronoun.lower, pronoun.start)
  if (person) return asSpeaker(cued, person, pronoun, why)
  // A speaker who is no named person is meant by "she said" and "it said" too.
  for (let i = cued.sentence.index - 1; i >= 0 && cued.sentence.index - i <= BACK; i--) {
    const last = before[i]
    if (last && (last.person === null || !last.person.held)) return { ...last, why }
  }
  return null
}

const isPronoun = (cued: CuedSentence, lower: string): boolean =>
  occurrences(cued, 'he_she').some(({ from }) => cued.tokens[from]!.lower === lower)

function clauseEnd(document: Document, cued: CuedSentence, after: number): number {
  const { tokens, sentence } = cued
  for (let i = after + 2; i < tokens.length; i++)
    if (/[,;:–—“"«()]/.test(document.text.slice(tokens[i - 1]!.end, tokens[i]!.start))) return tokens[i - 1]!.end
  return sentence.end
}
