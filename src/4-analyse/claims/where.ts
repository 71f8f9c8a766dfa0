import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import { type CuedSentence, has } from './sentence-cues.ts'
import type { Stretch } from './speaker.ts'
import type { Victims } from './victims.ts'
import type { Stay, Whereabouts } from './whereabouts.ts'

/**
 * Where a claim's act was done, by the id of the place: one named in the sentence, unless it is another person's or one that
 * the victim only came to or asks for; else the victim's place of detention as told so far. Null where two fit.
 */
export function placeOf(
  document: Document,
  whereabouts: Whereabouts,
  cued: CuedSentence,
  type: string,
  span: Stretch,
  { people, group }: Victims,
): number | null {
  const { sentence } = cued
  const here = whereabouts.in(sentence.index)
  const own = people.length > 0 ? commonPlace(whereabouts, people, sentence.start) : null
  const fitting = here.filter((stay) => fits(document, stay, type, people, own))
  if (fitting.length > 0) return nearest(fitting, span).facility
  const there = here.length === 0 ? placeMeant(document, whereabouts, cued) : null
  if (there) return there.facility
  // Of somebody who cannot be found no place is told; of somebody who is only silent, the one where he was.
  if (type === 'incommunicado') return own && own.start < sentence.start && !has(cued, 'where') ? own.facility : null
  // Offices outside refuse complaints as well.
  if (type === 'obstructed_complaint' && OUTSIDE_OFFICE.test(document.text.slice(sentence.start, sentence.end)))
    return null
  const [first] = people
  if (first && people.every(({ held }) => !held) && type === 'threat') return null
  if (first && own) return own.facility
  const [only, ...more] = document.facilities
  if (!only || more.length > 0) return first || group === null ? null : lastInParagraph(document, whereabouts, cued)
  return only.id
}

// Offices that take complaints and are no place of detention.
const OUTSIDE_OFFICE =
  /(?<!\p{L})(?:prosecut|court|investigator|investigating|tribunal|прокур|следств|следоват|следственн|суд(?:а|е|у|ом)?(?!\p{L})|возбужд|prokuror|müstəntiq|məhkəmə|istintaq id)/iu
const THERE =
  /(?<!\p{L})(?:there(?! (?:is|are|was|were|will|has|have|had|would))|(?:the|that) same (?:prison|colony|jail|centre|center|facility|place)|там|туда|в той же (?:колонии|тюрьме)|в том же (?:изоляторе|учреждении)|в этом изоляторе|в этой колонии|orada|ora|burada|həmin (?:həbsxana|müəssisə|mərkəz|təcridxana|idarə)\p{L}*)(?!\p{L})/iu
// How far back the place that "there" means may have been named.
const THERE_WITHIN = 3

/** The place that "there" means: the last one named, in the sentences just before. */
function placeMeant(document: Document, whereabouts: Whereabouts, { sentence }: CuedSentence): Stay | null {
  if (!THERE.test(document.text.slice(sentence.start, sentence.end))) return null
  for (let i = sentence.index - 1; i >= 0 && sentence.index - i <= THERE_WITHIN; i--) {
    const stays = whereabouts.in(i).filter(({ kind }) => kind !== 'from')
    if (stays.length > 0) return stays.at(-1)!
  }
  return null
}

function commonPlace(whereabouts: Whereabouts, people: readonly Person[], position: number): Stay | null {
  const places = people.map((person) => whereabouts.of(person, position))
  const [first] = places
  return first && places.every((place) => place?.facility === first.facility) ? first : null
}

// A hospital to which somebody was brought at last, or asks to be, is not where he was refused care.
function fits(document: Document, stay: Stay, type: string, people: readonly Person[], own: Stay | null): boolean {
  const another = own !== null && own.facility !== stay.facility
  if (another && type === 'denied_medical_care' && document.facilities[stay.facility]!.kind === 'hospital') return false
  return !(another && stay.people.length > 0 && !stay.people.some((person) => people.includes(person)))
}

const nearest = (stays: readonly Stay[], span: Stretch): Stay => {
  const gap = ({ start, end }: Stay) => Math.max(0, start - span.end, span.start - end)
  return stays.reduce((best, stay) => (gap(stay) < gap(best) ? stay : best))
}

// A group is where its paragraph tells.
function lastInParagraph(document: Document, whereabouts: Whereabouts, { sentence }: CuedSentence): number | null {
  const { firstSentence } = document.paragraphs[sentence.paragraph]!
  for (let i = sentence.index - 1; i >= firstSentence; i--) {
    const stay = whereabouts.in(i).at(-1)
    if (stay) return stay.facility
  }
  return null
}
