import type { Watch } from '../domain/watch.ts'
import { type PlaceNames, samePlace } from '../language/place-names.ts'
import { buildNameIndex, type NameHit, type NameIndex, spotNames } from '../names/names.ts'
import type { Alert, AlertRule } from './alert.ts'
import type { ArticleToWatch, WatchedClaim } from './reading.ts'
import { findWords, type SearchableText, searchable, sentenceAround } from './word-search.ts'

/** A watch with what its owner said of findings before. */
export interface JudgedWatch extends Watch {
  /** Persons of the register that are the watched one, and that are not. */
  same: string[]
  notThese: string[]
  /** Articles, by their origin, that are not about the watched person. */
  notOrigins: string[]
}

/** Watches ready to be held against articles. */
export interface WatchTable {
  watches: JudgedWatch[]
  index: NameIndex
  places: PlaceNames
}

/** Prepares watches; keep the table until a watch changes. */
export function watchTable(watches: JudgedWatch[], places: PlaceNames): WatchTable {
  const named = watches.filter(({ ofPerson }) => ofPerson)
  return {
    watches,
    places,
    index: buildNameIndex(
      named.map(({ id, name, spellings, father }) => ({ id, name, also: formsOf(name, spellings, father) })),
    ),
  }
}

/** A watched name's other forms. The father's name goes between given name and surname: it tells namesakes apart. */
export function formsOf(name: string, spellings: readonly string[], father: string | null): string[] {
  if (!father) return [...spellings]
  const [given, ...rest] = name.split(/\s+/)
  return [...spellings, name.includes(father) ? name : [given, father, ...rest].join(' ')]
}

/** What made a watch match: the rule, the words and where they stand. */
interface Match {
  rule: AlertRule
  words: string[]
  mention: string
  sentence: string
  score: number
}

/** The alerts that an article gives rise to, for every watch; those that were sent before are left out when saved. */
export function alertsFor(article: ArticleToWatch, table: WatchTable): Alert[] {
  const text = searchable(article.text, article.lang)
  const title = searchable(article.title, article.lang)
  const hits = Map.groupBy(spotNames(table.index, article.text, article.lang), ({ watchId }) => watchId)
  const inTitle = Map.groupBy(spotNames(table.index, article.title, article.lang), ({ watchId }) => watchId)
  return table.watches.flatMap((watch) => {
    if (watch.notOrigins.includes(article.origin)) return []
    const person = watch.ofPerson
      ? personIn(watch, article, text, hits.get(watch.id) ?? [], inTitle.get(watch.id) ?? [], title)
      : null
    const found = watch.ofPerson ? person && { match: person.match, names: person.names } : { match: null, names: [] }
    const alerts = found ? alertsOf(watch, article, found.match, found.names, text, table) : []
    return [...alerts, ...(watch.ofPerson ? hintsOf(watch, article, found?.names ?? [], table) : [])].filter(
      ({ kind }) => watch.wants.includes(kind),
    )
  })
}

interface PersonFound {
  match: Match
  /** Persons of the register whom the hits are tied to, and how they are written. */
  names: { personIds: string[]; spans: { start: number; end: number }[] }[]
}

function personIn(
  watch: JudgedWatch,
  article: ArticleToWatch,
  text: SearchableText,
  hits: NameHit[],
  inTitle: NameHit[],
  title: SearchableText,
): PersonFound | null {
  const tiedTo = ({ start, end }: { start: number; end: number }) =>
    article.people.filter(({ starts, ends }) => starts < end && start < ends).map(({ personId }) => personId)
  const left = (span: { start: number; end: number }, of: SearchableText) =>
    watch.leaveOut.some((words) => findWords(words, searchable(sentenceAround(of.text, span), article.lang)) !== null)
  const good = hits.filter((hit) => !tiedTo(hit).some((id) => watch.notThese.includes(id)) && !left(hit, text))
  const confirmed = article.people
    .filter(({ personId }) => watch.same.includes(personId))
    .map(({ starts, ends }) => ({ start: starts, end: ends }))
  const spans = [...good, ...confirmed]
  const names = [{ personIds: [...new Set([...good.flatMap(tiedTo), ...watch.same])], spans }]
  // The full name says more than the surname that follows it.
  const best = good.toSorted((a, b) => Number(isFull(b)) - Number(isFull(a)) || b.score - a.score)[0]
  if (best) return { names, match: matchOfHit(best, article.text) }
  if (confirmed[0]) {
    const mention = article.text.slice(confirmed[0].start, confirmed[0].end)
    return {
      names,
      match: {
        rule: 'register',
        words: [mention],
        mention,
        sentence: sentenceAround(article.text, confirmed[0]),
        score: 1,
      },
    }
  }
  const titled = inTitle.find((hit) => !left(hit, title))
  return titled ? { names, match: { ...matchOfHit(titled, article.title), sentence: article.title } } : null
}

const isFull = ({ mention }: NameHit): boolean => /\s/.test(mention.trim())

const matchOfHit = (hit: NameHit, text: string): Match => ({
  rule: 'name',
  words: [isFull(hit) ? hit.why : hit.mention],
  mention: hit.mention,
  sentence: sentenceAround(text, hit),
  score: hit.score,
})

function alertsOf(
  watch: JudgedWatch,
  article: ArticleToWatch,
  person: Match | null,
  names: PersonFound['names'],
  text: SearchableText,
  { index, places }: WatchTable,
): Alert[] {
  const searched = wordsIn(watch.words, text)
  if (watch.words.length > 0 && searched === null) return []
  const placed = watch.facility === null ? null : placeIn(watch.facility, article, places)
  const claims = article.claims.filter(
    (claim) =>
      (watch.claimTypes.length === 0 || watch.claimTypes.includes(claim.type)) &&
      (watch.facility === null ||
        (claim.facility !== null && samePlace(claim.facility, watch.facility, places) === 'same')) &&
      (!watch.ofPerson || isAbout(claim, watch, names, index)),
  )
  const mention = person ?? searched ?? placed
  // A watch for claims wants claims; that a place or a person is named at all is another matter.
  const named = mention !== null && watch.claimTypes.length === 0 && (watch.facility === null || placed !== null)
  const match: Match = mention ?? { rule: 'type', words: [], mention: '', sentence: '', score: 1 }
  return [
    ...(named ? [mentionAlert(watch, article, match)] : []),
    ...claims.flatMap((claim) => claimAlerts(watch, article, claim, match)),
  ]
}

function isAbout(claim: WatchedClaim, watch: JudgedWatch, names: PersonFound['names'], index: NameIndex): boolean {
  if (claim.personIds.some((id) => watch.notThese.includes(id))) return false
  if (claim.personIds.some((id) => names.some(({ personIds }) => personIds.includes(id)))) return true
  return (
    names.some(({ spans }) => spans.length > 0) &&
    claim.victims.some((victim) => spotNames(index, victim).some(({ watchId }) => watchId === watch.id))
  )
}

function wordsIn(wanted: readonly string[], text: SearchableText): Match | null {
  const found = wanted.map((phrase) => findWords(phrase, text))
  if (wanted.length === 0 || found.some((span) => span === null)) return null
  const spans = found as { start: number; end: number }[]
  const words = spans.map(({ start, end }) => text.text.slice(start, end))
  return { rule: 'words', words, mention: words[0]!, sentence: sentenceAround(text.text, spans[0]!), score: 1 }
}

function placeIn(facility: string, { facilities, text }: ArticleToWatch, places: PlaceNames): Match | null {
  const place = facilities.find(({ name }) => samePlace(name, facility, places) === 'same')
  if (!place) return null
  const span = { start: place.starts, end: place.ends }
  const mention = text.slice(place.starts, place.ends)
  return { rule: 'place', words: [mention], mention, sentence: sentenceAround(text, span), score: 1 }
}

const inArticle = ({ discoveryId, articleId }: ArticleToWatch) => ({ discoveryId, articleId })

const mentionAlert = (watch: JudgedWatch, article: ArticleToWatch, match: Match): Alert => ({
  ...inArticle(article),
  ...match,
  watchId: watch.id,
  kind: 'mention',
  subject: 'person',
  origin: article.origin,
  claimId: null,
  incidentId: null,
  hint: false,
  review: 'suggested',
  reason: `“${match.mention}” (${match.words.join(', ')}): ${match.sentence}`,
  urgency: null,
  detail: {},
})

/** The subject of alerts on a claim: its incident; before it has one, its type in this article. */
export const subjectOf = (claim: Pick<WatchedClaim, 'incidentId' | 'type'>, discoveryId: string): string =>
  claim.incidentId ? `incident ${claim.incidentId}` : `${claim.type} in ${discoveryId}`

function claimAlerts(watch: JudgedWatch, article: ArticleToWatch, claim: WatchedClaim, match: Match): Alert[] {
  const base: Omit<Alert, 'kind'> = {
    ...inArticle(article),
    ...match,
    watchId: watch.id,
    subject: subjectOf(claim, article.discoveryId),
    origin: claim.origin,
    claimId: claim.id,
    incidentId: claim.incidentId,
    hint: false,
    review: claim.review,
    sentence: claim.evidence,
    reason: `${claim.type}, ${claim.review === 'suggested' ? 'suggested, not reviewed yet' : 'reviewed'}: ${claim.evidence}`,
    urgency: claim.urgency,
    detail: {},
  }
  const alerts: Alert[] = []
  if (claim.review === 'suggested') alerts.push({ ...base, kind: 'suggested' })
  // What was decided before the watch began is no news to it.
  else if (claim.review !== 'rejected' && claim.decidedAt && claim.decidedAt >= watch.createdAt)
    alerts.push({ ...base, kind: 'accepted' })
  if (claim.changedTo && claim.incidentId && claim.review !== 'rejected')
    alerts.push({
      ...base,
      kind: 'change',
      subject: `${base.subject} ${claim.changedTo}`,
      detail: { status: claim.changedTo },
    })
  return alerts
}

/** Claims about a group at the place where the watched person is held: hints, never claims about the person. */
function hintsOf(
  watch: JudgedWatch,
  article: ArticleToWatch,
  names: PersonFound['names'],
  { places, index }: WatchTable,
): Alert[] {
  const { heldAt, claimTypes } = watch
  if (heldAt === null || watch.facility !== null || watch.words.length > 0) return []
  const about = article.claims.filter(
    (claim) =>
      claim.victimGroup !== null &&
      claim.facility !== null &&
      (claimTypes.length === 0 || claimTypes.includes(claim.type)) &&
      !isAbout(claim, watch, names, index) &&
      samePlace(claim.facility, heldAt, places) === 'same',
  )
  return about.flatMap((claim) =>
    claimAlerts(watch, article, claim, {
      rule: 'group-held-there',
      words: [claim.victimGroup!, claim.facility!],
      mention: claim.victimGroup!,
      sentence: claim.evidence,
      score: 0.5,
    })
      .filter(({ kind }) => kind !== 'change')
      .map((alert) => ({
        ...alert,
        hint: true,
        subject: `${alert.subject} hint`,
        reason: `about “${claim.victimGroup}” at ${claim.facility}, where ${watch.name} is held; not about ${watch.name} by name: ${claim.evidence}`,
      })),
  )
}
