import type { PhraseFound } from '../../language/phrases.ts'
import type { Word } from '../../language/words.ts'
import { quotedAt } from './numbers.ts'
import type { PlaceSpan } from './place-span.ts'
import type { FacilityWords, Head } from './tables.ts'

const NUMBERED = new Set(['saylı', 'nömrəli', 'sayli', 'nomreli', '№-li'])
// "Şirvandakı təcridxana", "Bakıdan koloniyaya": where it is, or where somebody came from.
const ELSEWHERE = /d[aə](?:k[ıi]|n)?$/
const BETWEEN = new Set([
  'rayon',
  'şəhər',
  'qəsəbə',
  'respublika',
  'mərkəzi',
  'ciddi',
  'ümumi',
  'xüsusi',
  'rejimli',
  'qadınlar',
  'üçün',
  'qapalı',
])

/** The place that an Azerbaijani head ("həbsxanası") names together with what stands before it, or null. */
export function azerbaijaniPlace(
  text: string,
  words: readonly Word[],
  bounds: { first: number; after: number },
  found: PhraseFound<Head>,
  tables: FacilityWords,
  isGiven: (word: Word) => boolean,
  isTown: (word: Word) => boolean,
): PlaceSpan | null {
  const { value: head } = found
  if (/l[aə]r(?:[ıi]|[ıi]n|d[aə]|d[aə]n|[aə])?$/.test(words[found.after - 1]!.lower)) return null
  let first = found.first
  const naming: Word[] = []
  let number: string | null = null
  for (let i = found.first - 1; i >= bounds.first && found.first - i < 9; i--) {
    const word = words[i]!
    if (word.kind === 'word' && NUMBERED.has(word.lower) && words[i - 1]?.kind === 'number' && i - 1 >= bounds.first) {
      number = words[i - 1]!.text
      first = i - 1
      // What stands before "2 saylı" is somebody's name, or the place that one is in.
      break
    } else if (
      word.kind === 'number' &&
      /^\d{1,3}[-‐](?:c[ıiuü]|inci|ıncı|nci|ncı)$/.test(word.lower) &&
      i === found.first - 1
    ) {
      number = word.text.replace(/\D+$/, '')
      first = i
    } else if (
      word.kind === 'word' &&
      (word.capital || BETWEEN.has(word.lower)) &&
      !tables.notNames.has(word.lower) &&
      !ELSEWHERE.test(word.lower) &&
      !isOpener(word, bounds.first) &&
      !isSurname(words, i, bounds.first)
    ) {
      if (word.capital && !BETWEEN.has(word.lower)) {
        naming.unshift(word)
        first = i
      }
    } else break
  }
  // "Tofiq Yaqublunu təcridxanada görüb", "Sürəyya polis bölməsinə gəlib": a person and a place.
  const named = naming[0]
  if (named && number === null && isGiven(named) && !isTown(named) && (naming.length === 2 || head.kind === 'police'))
    return null
  const quoted = number === null && naming.length === 0 ? quotedBefore(words, bounds.first, found.first) : null
  if (quoted) first = quoted.first - 1
  if (number === null && !quoted && (naming.length === 0 || head.weak)) return null
  const start = words[first]!.start
  const end = words[found.after - 1]!.end
  const before = text.slice(start, words[found.first]!.start)
  const written = words.slice(found.first, found.after)
  const name = before + asWritten(head.phrase, written)
  return {
    kind: head.kind,
    first,
    after: found.after,
    start,
    end,
    name: name.replace(/\s+/g, ' '),
    number,
    distinct: quoted
      ? words.slice(quoted.first, quoted.last + 1).map((word) => word.stem)
      : naming.map((word) => word.stem),
    weak: head.weak,
    known: null,
  }
}

/** "On səkkizinci zona", "On birlik": a colony called by its number in words; null where the words at `at` are none. */
export function azerbaijaniNumberName(
  text: string,
  words: readonly Word[],
  at: number,
  limit: number,
  tables: FacilityWords,
): PlaceSpan | null {
  let value = 0
  let i = at
  let nick = false
  while (i < limit && i < at + 3) {
    const word = words[i]!
    const number = word.kind === 'word' ? (tables.numbers.get(word.stem) ?? tables.numbers.get(word.lower)) : undefined
    if (number === undefined) break
    value += number
    i++
    nick = /l[ıiuü][kq]/.test(word.lower)
    if (nick) break
  }
  if (i === at) return null
  const zone = words[i]
  const isZone =
    zone !== undefined &&
    i < limit &&
    (zone.stem === 'zona' || zone.lower.startsWith('zona') || zone.lower.startsWith('koloniya'))
  if (!isZone && !(nick && words[at]!.capital)) return null
  const after = isZone ? i + 1 : i
  if (!isZone && value < 2) return null
  const start = words[at]!.start
  const end = words[after - 1]!.end
  return {
    kind: 'colony',
    first: at,
    after,
    start,
    end,
    name: text.slice(start, end),
    number: String(value),
    distinct: [],
    weak: true,
    known: null,
  }
}

// A capital word at the start of a sentence that is no name: "Həmin həbsxanada".
const OPENERS = new Set(
  'həmin bu o onu ona məni sizi onları bizi bura ora burada orada nə heç bir eyni digər bütün hazırda indi sonra əvvəl dünən orada burada onun onlar lakin amma ancaq çünki həm də və isə yenə məhkəmə polis vəkil məhbus'.split(
    ' ',
  ),
)
const isOpener = (word: Word, sentenceStart: number): boolean => word.index === sentenceStart && OPENERS.has(word.lower)

// "Elnur Qasımlı istintaq təcridxanasında": who is in the place, not its name. Before "rayon" it is a district.
const SURNAME = /(?:ov|yev|ova|yeva|zadə|[ıi]nsk[iı]|bəyli|l[ıiuü]|oğlu|qızı|soy)$/
const DISTRICT = /^(?:rayon|şəhər|qəsəbə|prospekt|küçə)/
function isSurname(words: readonly Word[], i: number, sentenceStart: number): boolean {
  const before = words[i - 1]
  if (i === sentenceStart || before?.kind !== 'word' || !before.capital) return false
  return SURNAME.test(words[i]!.lower) && !DISTRICT.test(words[i + 1]?.lower ?? '')
}

function quotedBefore(words: readonly Word[], from: number, head: number): { first: number; last: number } | null {
  for (let i = head - 3; i >= Math.max(from, head - 5); i--) {
    const quoted = quotedAt(words, i, head)
    if (quoted && quoted.after === head && words[quoted.first]!.capital) return quoted
  }
  return null
}

// The dictionary form with the capitals that the text gives it.
function asWritten(phrase: string, written: readonly Word[]): string {
  return (
    phrase
      .split(' ')
      // "Gəncə həbsxanasında" is the prison of Gəncə: its name keeps the ending for that.
      .map(
        (part, i) =>
          part +
          (written[i]?.lower.startsWith(part)
            ? (/^s[ıiuü]/.exec(written[i]!.lower.slice(part.length))?.[0] ?? '')
            : ''),
      )
      .map((part, i) => (written[i]?.capital ? (part[0] === 'i' ? 'İ' : part[0]!.toUpperCase()) + part.slice(1) : part))
      .join(' ')
  )
}
