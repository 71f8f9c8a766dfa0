import { createHash } from 'node:crypto'
import type { ClaimFields } from '../domain/claim.ts'
import { HIDDEN } from '../domain/confidential.ts'
import type { ClaimRecord, Registered } from './claim-record.ts'

/** An entity as FollowTheMoney writes it: every property is a list of words. */
interface Entity {
  id: string
  schema: 'Person' | 'PublicBody' | 'Article' | 'Event' | 'Note'
  properties: Record<string, string[]>
}

// The model wants the three letters of ISO 639-3.
const THREE_LETTERS: Record<string, string> = {
  en: 'eng', ru: 'rus', az: 'aze', uk: 'ukr', be: 'bel', ka: 'kat', hy: 'hye', tr: 'tur', kk: 'kaz', uz: 'uzb',
  ky: 'kir', tg: 'tgk', tk: 'tuk', ro: 'ron', pl: 'pol', de: 'deu', fr: 'fra', es: 'spa', ar: 'ara', fa: 'fas',
} // biome-ignore format: a table

/**
 * Claims as FollowTheMoney entities, one a line. The model has no word for an allegation: each claim is an Event, marked
 * by its status and review, that involves the persons and the place of detention; the Article proves it, and a Note
 * quotes the sentence. An entity that several claims share is written once.
 */
export async function* writeFollowTheMoney(
  records: AsyncIterable<ClaimRecord>,
  { labels }: { labels: Map<string, string> },
): AsyncGenerator<string> {
  const written = new Set<string>()
  for await (const record of records)
    for (const entity of entitiesOf(record, labels)) {
      if (written.has(entity.id)) continue
      written.add(entity.id)
      yield `${JSON.stringify(entity)}\n`
    }
}

function entitiesOf(record: ClaimRecord, labels: Map<string, string>): Entity[] {
  const { fields, place } = record
  // What is confidential is nobody and nowhere: one bar must not become one person or place of all claims.
  const persons = fields.victims
    .filter((name) => name !== HIDDEN)
    .map((name) => personOf(name, record.people.get(name), record))
  const facility = fields.facility === null || fields.facility === HIDDEN ? null : facilityOf(fields.facility, place)
  const article = articleOf(record)
  const event = eventOf(record, {
    label: labels.get(fields.type) ?? fields.type.replaceAll('_', ' '),
    involved: [...persons, ...(facility ? [facility] : [])].map(({ id }) => id),
    article: article.id,
  })
  const note = entity('Note', `claim-${record.id}-evidence`, {
    description: record.evidence,
    entity: event.id,
    proof: article.id,
    sourceUrl: address(record.url),
    publisher: record.outletName,
    detectedLanguage: language(record.language),
  })
  return [...persons, ...(facility ? [facility] : []), article, event, note]
}

// Who is nobody of the register (a name that a reviewer wrote) is somebody of this article only.
const personOf = (name: string, person: Registered | undefined, { discoveryId }: ClaimRecord): Entity =>
  person
    ? entity('Person', `person-${person.id}`, { name: person.name, alias: person.spellings })
    : entity('Person', `article-${discoveryId}-person-${hashOf(name)}`, { name })

const facilityOf = (name: string, place: Registered | null): Entity =>
  place
    ? entity('PublicBody', `facility-${place.id}`, { name: place.name, alias: place.spellings })
    : entity('PublicBody', `facility-named-${hashOf(name)}`, { name })

const articleOf = (record: ClaimRecord): Entity =>
  entity('Article', `article-${record.discoveryId}`, {
    title: record.title,
    author: record.byline,
    publishedAt: record.published && dayOrTime(record.published, record.publishedPrecision),
    sourceUrl: address(record.url),
    publisher: record.outletName,
    publisherUrl: address(record.outletHome ?? ''),
    language: language(record.language),
    retrievedAt: record.capture.fetchedAt.toISOString().slice(0, 19),
    mimeType: record.capture.contentType?.split(';')[0]?.trim().toLowerCase(),
  })

function eventOf(
  record: ClaimRecord,
  { label, involved, article }: { label: string; involved: string[]; article: string },
): Entity {
  const { fields, review } = record
  const whom = [...fields.victims, ...(fields.victimGroup ? [fields.victimGroup] : [])].join(', ')
  // The mark goes into the name, for that is what every tool shows.
  const mark =
    review === 'accepted' || review === 'corrected' ? '' : review === 'rejected' ? '[rejected] ' : '[not reviewed] '
  return entity('Event', `claim-${record.id}`, {
    name: `${mark}${label} (${fields.status})${whom ? `: ${whom}` : ''}`,
    summary: record.evidence,
    notes: notesOf(fields),
    keywords: [`type: ${fields.type}`, `status: ${fields.status}`, `review: ${review}`],
    ...dates(fields.eventDate),
    location: fields.facility,
    involved,
    proof: article,
    recordId: record.id,
    sourceUrl: address(record.url),
    publisher: record.outletName,
    publisherUrl: address(record.outletHome ?? ''),
    detectedLanguage: language(record.language),
  })
}

const notesOf = ({ victimGroup, source, eventDate }: ClaimFields): string[] => [
  ...(victimGroup ? [`Group or unnamed victim: ${victimGroup}`] : []),
  ...(source ? [`Who says so: ${source}`] : []),
  ...(eventDate?.text ? [`The article's words for the date: ${eventDate.text}`] : []),
]

/** A date that is known to the month or year is written so; the model knows such dates. */
function dates(date: ClaimFields['eventDate']): Record<string, string> {
  if (!date) return {}
  const { from, to, precision } = date
  const exact = { day: 10, month: 7, year: 4 }[precision]
  return from.slice(0, exact) === to.slice(0, exact) ? { date: from.slice(0, exact) } : { startDate: from, endDate: to }
}

const dayOrTime = (at: Date, precision: 'time' | 'day' | null) =>
  at.toISOString().slice(0, precision === 'day' ? 10 : 19)

const address = (url: string) => (/^https?:\/\//i.test(url) && URL.canParse(url) ? url : null)
const language = (code: string | null) => (code && THREE_LETTERS[code]) || null
const hashOf = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16)

function entity(
  schema: Entity['schema'],
  id: string,
  given: Record<string, string | string[] | null | undefined>,
): Entity {
  const lists = Object.entries(given).map(([name, value]): [string, string[]] => [
    name,
    [value ?? []].flat().filter((one) => one !== ''),
  ])
  return { id: `vigil-${id}`, schema, properties: Object.fromEntries(lists.filter(([, list]) => list.length > 0)) }
}
