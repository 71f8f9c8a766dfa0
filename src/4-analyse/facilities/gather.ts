import { type Document, sentenceAt } from '../document.ts'
import type { Facility, FacilityMention } from './facility.ts'
import type { PlaceSpan } from './place-span.ts'

interface Gathered {
  spans: PlaceSpan[]
  known: string | null
}

/** Brings the namings of one place together: the same number and kind, the same name, or other names of a known place. */
export function gatherPlaces(document: Document, spans: readonly PlaceSpan[]): Facility[] {
  const places: Gathered[] = []
  // Full names first, so that "Center No. 3" finds "Temporary Detention Center No. 3" wherever it stands.
  const ordered = [...spans].sort((a, b) => Number(a.weak) - Number(b.weak) || a.start - b.start)
  for (const span of ordered) {
    const same = placeOf(span, places)
    if (same) {
      same.spans.push(span)
      same.known ??= span.known?.key ?? null
    } else places.push({ spans: [span], known: span.known?.key ?? null })
  }
  for (const place of places) place.spans.sort((a, b) => a.start - b.start)
  places.sort((a, b) => a.spans[0]!.start - b.spans[0]!.start)
  return places.map((place, id) => facilityOf(document, place, id))
}

// Every naming of a place is looked up by its number or its name, never against every other: a hostile text has thousands.
const MOST_COMPARED = 200

function placeOf(span: PlaceSpan, places: readonly Gathered[]): Gathered | undefined {
  return places.slice(-MOST_COMPARED).find(({ spans, known }) => {
    if (span.known && known) return span.known.key === known
    const first = spans[0]!
    if (span.number !== null || first.number !== null) {
      if (span.number !== first.number) return false
      if (span.weak || first.weak) return true
      if (span.kind !== first.kind) return false
      return (
        span.distinct.length === 0 ||
        spans.every((other) => other.distinct.length === 0 || meet(span.distinct, other.distinct))
      )
    }
    return (
      span.distinct.length > 0 &&
      spans.some((other) => sameWords(span.distinct, other.distinct)) &&
      (span.kind === first.kind || span.weak || spans.length > 0)
    )
  })
}

const meet = (a: string[], b: string[]): boolean => a.some((word) => b.includes(word))
const sameWords = (a: string[], b: string[]): boolean => {
  const [small, large] = a.length <= b.length ? [a, b] : [b, a]
  return small.length > 0 && small.every((word) => large.includes(word))
}

function facilityOf(document: Document, { spans, known }: Gathered, id: number): Facility {
  const strong = spans.filter((span) => !span.weak)
  const fullest = (strong.length > 0 ? strong : spans).reduce((best, span) =>
    span.name.length > best.name.length ? span : best,
  )
  return {
    id,
    name: fullest.name,
    kind: fullest.kind,
    number: spans.find((span) => span.number !== null)?.number ?? null,
    known,
    mentions: spans.map(
      ({ start, end, first, after }): FacilityMention => ({
        start,
        end,
        text: document.text.slice(start, end),
        sentence: sentenceAt(document, start)!.index,
        firstWord: first,
        afterWord: after,
      }),
    ),
  }
}
