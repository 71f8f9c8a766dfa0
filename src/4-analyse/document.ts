import type { Claim, Contact } from '../domain/claim.ts'
import type { TextToRead } from '../domain/reading.ts'
import { detectLanguage, isCyrillic, isReadLanguage, lettersFit, type ReadLanguage } from '../language/detect.ts'
import { findQuotes, type QuoteSpan } from '../language/quotes.ts'
import { splitParagraphs, splitSentences } from '../language/sentences.ts'
import { splitWords, type Word } from '../language/words.ts'
import type { Facility } from './facilities/facility.ts'
import type { Person } from './people/person.ts'

export interface Paragraph {
  index: number
  start: number
  end: number
  /** Language of this paragraph where it is one that we read (a page may be mixed). */
  lang: ReadLanguage | null
  /** Its sentences: from `firstSentence` up to, not with, `afterSentence`. */
  firstSentence: number
  afterSentence: number
  /** Begins with a dash: the line of a speaker. */
  dialogue: boolean
  quotes: QuoteSpan[]
}

export interface Sentence {
  index: number
  paragraph: number
  /** Offsets into the document's text; `text.slice(start, end)` is what evidence quotes. */
  start: number
  end: number
  lang: ReadLanguage | null
  words: Word[]
  /** Begins inside quotation marks that an earlier sentence opened, or that it opens itself. */
  quoted: boolean
  /** Its whole length lies within one quotation (said by somebody in his own words). */
  direct: boolean
}

/** One article while it is read: what each pass finds is added to it by the passes after it. Never changed in place. */
export interface Document {
  readonly text: string
  readonly title: string
  readonly outlet: string | null
  /** ISO day or time of publication, as given. */
  readonly published: string | null
  /** Language of the whole; null where it is none that can be told. `paragraph.lang` says what was read. */
  readonly lang: string | null
  readonly paragraphs: readonly Paragraph[]
  readonly sentences: readonly Sentence[]
  /** All words in order: `words[i].index === i`. */
  readonly words: readonly Word[]
  /** Filled by the passes, in their order; empty until then. */
  readonly facilities: readonly Facility[]
  readonly people: readonly Person[]
  readonly claims: readonly Claim[]
  readonly contacts: readonly Contact[]
}

/** Splits a text into paragraphs, sentences and words. All offsets are UTF-16 code units into `text` as given. */
export function openDocument(toRead: TextToRead): Document {
  const { text } = toRead
  const lang = languageOf(toRead)
  const paragraphs: Paragraph[] = []
  const sentences: Sentence[] = []
  const words: Word[] = []
  for (const span of splitParagraphs(text)) {
    const own = paragraphLanguage(text, span.start, span.end, lang)
    const quotes = findQuotes(text, span.start, span.end)
    const paragraph: Paragraph = {
      index: paragraphs.length,
      ...span,
      lang: own,
      firstSentence: sentences.length,
      afterSentence: sentences.length,
      dialogue: '–—―-'.includes(text[span.start]!),
      quotes,
    }
    for (const { start, end } of splitSentences(text, span, own)) {
      const sentence: Sentence = {
        index: sentences.length,
        paragraph: paragraph.index,
        start,
        end,
        lang: own,
        words: splitWords(text, start, end, own),
        quoted: quotes.some((quote) => quote.start <= start && start < quote.end),
        direct: quotes.some((quote) => quote.start <= start + 1 && quote.end >= end - 1),
      }
      for (const word of sentence.words) {
        word.index = words.length
        word.sentence = sentence.index
        words.push(word)
      }
      sentences.push(sentence)
    }
    paragraph.afterSentence = sentences.length
    paragraphs.push(paragraph)
  }
  return {
    text,
    title: toRead.title ?? '',
    outlet: toRead.outlet ?? null,
    published: toRead.published ?? null,
    lang,
    paragraphs,
    sentences,
    words,
    facilities: [],
    people: [],
    claims: [],
    contacts: [],
  }
}

function languageOf({ lang, text, title }: TextToRead): string | null {
  // The words tell better than a label that a feed gives to everything it carries.
  return detectLanguage(text) ?? detectLanguage(title ?? '') ?? lang ?? null
}

// Shorter than this, a paragraph says too little about its language.
const ENOUGH_TO_TELL = 60

function paragraphLanguage(text: string, start: number, end: number, whole: string | null): ReadLanguage | null {
  const main = isReadLanguage(whole) ? whole : null
  if (end - start < ENOUGH_TO_TELL) return main
  // The letters alone settle nearly all; only where they speak against the language of the whole are the words asked.
  if (main !== null && lettersFit(text, start, Math.min(end, start + 200), main)) return main
  const own = detectLanguage(text, start, Math.min(end, start + 600))
  if (own === null) return main
  if (isReadLanguage(own)) return own
  // A Russian paragraph that quotes a foreign title is Russian still; its own letters tell another language.
  return main !== null &&
    isCyrillic(text.slice(start, end)) === (main === 'ru') &&
    own !== 'be' &&
    own !== 'uk' &&
    end - start < 200
    ? main
    : null
}

/** The sentence that a position of the text lies in (the nearest before it where it lies between two). */
export function sentenceAt(document: Document, position: number): Sentence | null {
  let low = 0
  let high = document.sentences.length - 1
  if (high < 0) return null
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (document.sentences[middle]!.start <= position) low = middle
    else high = middle - 1
  }
  return document.sentences[low]!
}

/** The innermost quotation that a position lies in, or null. */
export function quoteAt(document: Document, position: number): QuoteSpan | null {
  const sentence = sentenceAt(document, position)
  if (!sentence) return null
  let innermost: QuoteSpan | null = null
  for (const quote of document.paragraphs[sentence.paragraph]!.quotes) {
    if (quote.start > position) break
    if (position < quote.end) innermost = quote
  }
  return innermost
}
