import type { ReadLanguage } from '../../language/detect.ts'
import { findPhrase } from '../../language/phrases.ts'
import type { Word } from '../../language/words.ts'
import type { Document, Sentence } from '../document.ts'
import type { Lexicon } from '../lexicon.ts'
import { nameKey, sexOfName } from '../people/given-names.ts'
import { isListed } from '../people/tables.ts'
import { isCountryName, placeNameAt } from '../places.ts'
import { azerbaijaniNumberName, azerbaijaniPlace } from './azerbaijani.ts'
import { englishPlace } from './english.ts'
import { gatherPlaces } from './gather.ts'
import { numberAt, numberInCode } from './numbers.ts'
import type { PlaceSpan } from './place-span.ts'
import { russianCode, russianPlace } from './russian.ts'
import type { FacilityWords, KnownPhrase } from './tables.ts'

/** The named places of detention of a document, each with all its mentions. */
export function findFacilities(document: Document, lexicon: Lexicon): Document {
  const spans: PlaceSpan[] = []
  for (const sentence of document.sentences) {
    if (sentence.lang === null || sentence.words.length === 0) continue
    spans.push(...placesIn(document, sentence, sentence.lang, lexicon))
  }
  return { ...document, facilities: gatherPlaces(document, spans) }
}

/** What the rules ask other tables about. */
interface Asks {
  isTown(word: Word): boolean
  isCommon(word: Word): boolean
  isCountry(first: number, after: number): boolean
  isGiven(word: Word): boolean
}

function placesIn(document: Document, sentence: Sentence, lang: ReadLanguage, lexicon: Lexicon): PlaceSpan[] {
  const tables = lexicon.facilities[lang]
  const { words, text } = document
  const bounds = { first: sentence.words[0]!.index, after: sentence.words.at(-1)!.index + 1 }
  const asks: Asks = {
    isTown: (word) => placeNameAt(lexicon.places, lang, words, word.index, word.index + 1) !== null,
    isCommon: (word) => isListed(lexicon.people[lang].common, word),
    isCountry: (first, after) => isCountryName(lexicon.places, lang, words, first, after),
    isGiven: (word) => sexOfName(lexicon.people.given, nameKey(word.text)) !== undefined,
  }
  const found: PlaceSpan[] = []
  let at = bounds.first
  while (at < bounds.after) {
    const span = placeAt(text, words, bounds, at, lang, tables, asks)
    if (span) {
      found.push(span)
      at = Math.max(span.after, at + 1)
    } else at++
  }
  return withoutOverlaps(found)
}

function placeAt(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  at: number,
  lang: ReadLanguage,
  tables: FacilityWords,
  asks: Asks,
): PlaceSpan | null {
  const word = words[at]!
  if (word.kind !== 'word') return null
  const head = findPhrase(tables.heads, words, at, bounds.after)
  let span: PlaceSpan | null = null
  if (head) {
    if (lang === 'en')
      span = englishPlace(text, words, bounds, head, tables, asks.isTown, asks.isCommon, asks.isCountry)
    else if (lang === 'ru') span = russianPlace(text, words, bounds, head, tables, asks.isTown)
    else span = azerbaijaniPlace(text, words, bounds, head, tables, asks.isGiven, asks.isTown)
  }
  if (!span && word.capital) span = codedPlace(text, words, bounds, at, lang, tables, asks.isTown)
  if (!span && word.capital) span = slashCode(text, words, bounds, at)
  if (!span && lang === 'az') span = azerbaijaniNumberName(text, words, at, bounds.after, tables)
  const known = findPhrase(tables.known, words, at, bounds.after)
  if (known && isNaming(known.value, words, known.first, known.after)) {
    if (!span || known.after - known.first >= span.after - span.first) {
      const start = words[known.first]!.start
      const end = words[known.after - 1]!.end
      const whole = closeQuote(text, start, end)
      if (!span || known.first <= span.first)
        return {
          kind: known.value.place.kind,
          first: known.first,
          after: known.after,
          start: whole.start,
          end: whole.end,
          name:
            span && span.start <= whole.start && span.end >= whole.end
              ? span.name
              : lang === 'en'
                ? text.slice(whole.start, whole.end)
                : known.value.name,
          number: span?.number ?? null,
          distinct: span?.distinct ?? [],
          weak: known.value.alone,
          known: known.value.place,
        }
    }
    if (span) span.known = known.value.place
  }
  return span
}

// A known name written in small letters is a common word, and «Кресты» needs its quotation marks.
function isNaming({ quoted }: KnownPhrase, words: readonly Word[], first: number, after: number): boolean {
  if (!words.slice(first, after).some((word) => word.capital)) return false
  return !quoted || '«“"„'.includes(words[first - 1]?.text ?? ' ')
}

function closeQuote(text: string, start: number, end: number): { start: number; end: number } {
  const opened = '«“„"'.includes(text[start - 1] ?? ' ')
  const closed = '»”"“'.includes(text[end] ?? ' ')
  if (opened && closed) return { start: start - 1, end: end + 1 }
  // СИЗО «Матросская тишина»: the mark opened within.
  if (closed && /[«“„"][^»”"]*$/.test(text.slice(start, end))) return { start, end: end + 1 }
  return { start, end }
}

const CODE = /^(\p{Lu}{2,6})(?:[-‐‑]\d.*)?(?:[-‐‑]?(?:[а-яё]{1,2}|n?[iıuü]n|d[aə]n?))?$/u

function codedPlace(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  at: number,
  lang: ReadLanguage,
  tables: FacilityWords,
  isTown: (word: Word) => boolean,
): PlaceSpan | null {
  const word = words[at]!
  const code = CODE.exec(word.text)?.[1]
  if (code === undefined) return null
  const kind = tables.codes.get(code)
  if (kind === undefined) return null
  if (lang === 'ru') return russianCode(text, words, bounds, at, kind, code, tables, isTown)
  const inCode = numberInCode(word)
  const number = inCode ? { number: inCode, after: at + 1 } : numberAt(words, at + 1, bounds.after, true)
  if (!number) return null
  const { start } = word
  const { end } = words[number.after - 1]!
  return {
    kind,
    first: at,
    after: number.after,
    start,
    end,
    name: text.slice(start, end),
    number: number.number,
    distinct: [],
    weak: false,
    known: null,
  }
}

// Codes of Central Asian prisons: "LB-E/12", "UYa-64/71", "ЕЦ-166/10", "ЛА-155/14".
const SLASH_CODE = /^\p{Lu}{1,2}\p{Ll}?[-‐‑](?:\p{Lu}|\d{1,3})$/u
const WHERE = new Set([
  'in',
  'at',
  'to',
  'from',
  'of',
  'colony',
  'prison',
  'facility',
  'в',
  'во',
  'из',
  'к',
  'колонии',
  'колонию',
  'колония',
  'учреждения',
  'учреждение',
  'учреждении',
])

function slashCode(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  at: number,
): PlaceSpan | null {
  const [slash, number] = [words[at + 1], words[at + 2]]
  const before = words[at - 1]
  if (!SLASH_CODE.test(words[at]!.text) || slash?.text !== '/' || slash.spaced || at + 2 >= bounds.after) return null
  if (number?.kind !== 'number' || number.spaced || !/^\d{1,3}$/.test(number.text)) return null
  if (!before || at === bounds.first || !WHERE.has(before.lower)) return null
  const { start } = words[at]!
  return {
    kind: 'colony',
    first: at,
    after: at + 3,
    start,
    end: number.end,
    name: text.slice(start, number.end),
    number: number.text,
    distinct: [words[at]!.stem],
    weak: false,
    known: null,
  }
}

// "penal colony IK-6" is found twice: the wider one holds.
function withoutOverlaps(spans: PlaceSpan[]): PlaceSpan[] {
  const kept: PlaceSpan[] = []
  for (const span of spans) {
    const before = kept.at(-1)
    if (before && span.first < before.after) {
      if (span.after - span.first > before.after - before.first) kept[kept.length - 1] = span
    } else kept.push(span)
  }
  return kept
}
