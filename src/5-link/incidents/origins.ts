import { containedIn, isCopy, shinglesOf } from '../duplicates/fingerprint.ts'
import type { IncidentRules } from './incident-rules.ts'
import { mayBeTranslated, type SameOrder, type Story, sameOrder, storyOf } from './story-order.ts'

/** An article that tells an incident, as far as counting origins needs it. */
export interface TellingArticle {
  discoveryId: string
  outlet: string
  url: string
  /** Hosts of the outlet, mirrors included. */
  hosts: string[]
  told: Date
  lang: string | null
  byline: string | null
  text: string
  /** The claim's sentence; empty where the article was not analysed, being a copy. */
  evidence: string
  /** Who says so in the article: the claim's source and those it came through. */
  sources: string[]
  /** Address of the original, where the page says that it is a translation. */
  translationOf: string | null
  /** The discovery that it is a near copy of. */
  copyOf: string | null
  /** What a reviewer said last of whether it is a translation that says nothing of it. */
  said: SaidOfOrigin | null
}

/** `own`: its own reporting, whatever it resembles; `translation`: of an article of that outlet. */
export type OriginAnswer = 'own' | 'translation'
export interface SaidOfOrigin {
  answer: OriginAnswer
  ofId: string | null
  ofOutlet: string
}

/** `maybe_translation`: looks like a translation of an article that it does not name; a reviewer says. */
export type OriginKind = 'own' | 'credited' | 'translation' | 'repost' | 'maybe_translation'

/** Where a telling comes from: `key` is equal for all that come from one place. */
export interface Origin {
  discoveryId: string
  kind: OriginKind
  key: string
  /** The outlet or address it was taken from. */
  from: string | null
  /** The discovery that it may be a translation of. */
  ofId: string | null
  why: string
}

// Two reports of one event share names and quotations; above this a text was copied and not only told again.
const COPIED_SHARE = 0.5
// Whoever translates without saying so does it while it is news; later reports go into what was told before by themselves.
const TRANSLATED_WITHIN_DAYS = 5
const DAY = 86_400_000

/**
 * Where each telling of an incident comes from. Own reporting is an origin; a credited copy, a translation or a re-post
 * counts as what it was taken from, so that any number of them adds nothing. What looks like a translation that does not say
 * so is not counted either until a reviewer says that it is reporting of its own.
 *
 * @param names names of outlets that may be credited, whether or not we follow them
 */
export function originsOf(tellings: readonly TellingArticle[], names: readonly string[], rules: OriginRules): Origin[] {
  const ordered = tellings.toSorted(
    (a, b) => a.told.getTime() - b.told.getTime() || Number(a.discoveryId) - Number(b.discoveryId),
  )
  const shingles = new Map<TellingArticle, Set<number>>()
  const stories = new Map<TellingArticle, Story>()
  const found = new Map<string, Origin>()
  for (const telling of ordered) {
    const earlier = ordered.filter((other) => found.has(other.discoveryId))
    // An outlet's own later article is its own reporting, however much it repeats.
    const copied = earlier.find((other) => other.outlet !== telling.outlet && isCopied(telling, other, shingles))
    const origin = originOf(telling, copied, earlier, found, names, rules)
    found.set(
      telling.discoveryId,
      origin.kind === 'own' ? unlessTranslated(origin, telling, earlier, found, stories, rules) : origin,
    )
  }
  return tellings.map(({ discoveryId }) => found.get(discoveryId)!)
}

export type OriginRules = Pick<IncidentRules, 'credits' | 'words' | 'months'>

/** How many independent origins there are; two or more make an incident corroborated. */
export const countOrigins = (origins: readonly Origin[]): number => new Set(origins.map(({ key }) => key)).size

function originOf(
  telling: TellingArticle,
  copied: TellingArticle | undefined,
  earlier: readonly TellingArticle[],
  found: ReadonlyMap<string, Origin>,
  names: readonly string[],
  { credits }: OriginRules,
): Origin {
  const { discoveryId, outlet, translationOf } = telling
  if (translationOf) {
    const host = URL.canParse(translationOf) ? new URL(translationOf).host : translationOf
    const original = earlier.find((other) => other.url === translationOf || other.hosts.includes(host))
    const key = original ? found.get(original.discoveryId)!.key : `host ${host}`
    return {
      discoveryId,
      kind: 'translation',
      key,
      from: translationOf,
      ofId: null,
      why: 'the page says that it is a translation',
    }
  }
  const credited = creditedOutlet(telling, names, credits)
  if (credited) {
    const key = keyOfOutlet(credited.name)
    return { discoveryId, kind: 'credited', key, from: credited.name, ofId: null, why: credited.why }
  }
  if (copied) {
    const key = found.get(copied.discoveryId)!.key
    return {
      discoveryId,
      kind: 'repost',
      key,
      from: copied.outlet,
      ofId: null,
      why: 'most of its words stand in an earlier article, and no credit is given',
    }
  }
  return {
    discoveryId,
    kind: 'own',
    key: keyOfOutlet(outlet),
    from: null,
    ofId: null,
    why: 'no other outlet is credited',
  }
}

/** Its own reporting, unless a reviewer says otherwise or it tells all in the order of an article in another language. */
function unlessTranslated(
  own: Origin,
  telling: TellingArticle,
  earlier: readonly TellingArticle[],
  found: ReadonlyMap<string, Origin>,
  stories: Map<TellingArticle, Story>,
  rules: OriginRules,
): Origin {
  const { said } = telling
  if (said?.answer === 'own') return { ...own, why: 'a reviewer says that it is its own reporting' }
  if (said) {
    const key = (said.ofId && found.get(said.ofId)?.key) || keyOfOutlet(said.ofOutlet)
    return {
      ...own,
      kind: 'translation',
      key,
      from: said.ofOutlet,
      ofId: said.ofId,
      why: 'a reviewer says that it is a translation',
    }
  }
  let best: { other: TellingArticle; order: SameOrder } | null = null
  for (const other of earlier) {
    if (other.outlet === telling.outlet || other.lang === telling.lang || !other.lang || !telling.lang) continue
    if (telling.told.getTime() - other.told.getTime() > TRANSLATED_WITHIN_DAYS * DAY) continue
    const order = sameOrder(storyKept(telling, stories, rules), storyKept(other, stories, rules))
    if (mayBeTranslated(order) && order.share > (best?.order.share ?? 0)) best = { other, order }
  }
  if (!best) return own
  const { other, order } = best
  return {
    ...own,
    kind: 'maybe_translation',
    key: found.get(other.discoveryId)!.key,
    from: other.outlet,
    ofId: other.discoveryId,
    why: order.words.join(', '),
  }
}

function storyKept(telling: TellingArticle, kept: Map<TellingArticle, Story>, rules: OriginRules): Story {
  const story = kept.get(telling) ?? storyOf(telling.text, telling.lang, rules)
  kept.set(telling, story)
  return story
}

function isCopied(telling: TellingArticle, other: TellingArticle, shingles: Map<TellingArticle, Set<number>>): boolean {
  if (telling.copyOf === other.discoveryId) return true
  const [own, earlier] = [shinglesKept(telling, shingles), shinglesKept(other, shingles)]
  return isCopy(own, earlier) || (own.size >= 40 && containedIn(own, earlier) >= COPIED_SHARE)
}

function shinglesKept(telling: TellingArticle, kept: Map<TellingArticle, Set<number>>): Set<number> {
  const shingles = kept.get(telling) ?? shinglesOf(telling.text)
  kept.set(telling, shingles)
  return shingles
}

const fold = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[«»“”"'’.,]/g, '')
    .trim()
const keyOfOutlet = (name: string): string => `outlet ${fold(name).replaceAll(/^(the|газета|“?qəzeti) /g, '')}`

function creditedOutlet(
  { outlet, text, byline, evidence, sources, lang }: TellingArticle,
  names: readonly string[],
  credits: Record<string, string[]>,
): { name: string; why: string } | null {
  const others = names.filter((name) => fold(name).length > 2 && !sameOutlet(name, outlet))
  const source = others.find((name) => sources.some((said) => fold(said) === fold(name)))
  if (source) return { name: source, why: `${source} is the claim's source` }
  const by = byline && others.find((name) => namedIn(byline, name))
  if (by) return { name: by, why: `by-line: ${byline}` }
  const words = credits[lang ?? ''] ?? Object.values(credits).flat()
  const paragraphs = text.split('\n').filter((paragraph) => paragraph.trim() !== '')
  // A line of credit stands at the beginning or the end; what another paper was told stands anywhere.
  const places = [...new Set([...paragraphs.slice(0, 1), ...paragraphs.slice(-1), evidence])]
  for (const place of places)
    for (const sentence of place.split(/(?<=[.!?…])\s+/)) {
      const name = others.find((one) => namedIn(sentence, one))
      const lower = sentence.toLowerCase()
      if (name && words.some((word) => lower.includes(word))) return { name, why: sentence.trim() }
    }
  return null
}

const sameOutlet = (a: string, b: string): boolean => keyOfOutlet(a) === keyOfOutlet(b)

/** Whether a text names an outlet: each word of its name begins a word there, one after the other, for names are inflected. */
function namedIn(text: string, name: string): boolean {
  const wanted = fold(name).replace(/^the /, '').split(/\s+/).map(rootOf)
  // A name of one common word ("Haqqin", "Voice") counts only with its capital letter, or every "voice" would be one.
  const found = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  return found.some(
    (word, at) =>
      /^[\p{Lu}\p{N}]/u.test(word) && wanted.every((root, i) => found[at + i]?.toLowerCase().startsWith(root)),
  )
}

// Russian and Azerbaijani put their endings on names: «Листке», “Xəzri”yə.
const rootOf = (word: string): string => (word.length > 5 ? word.slice(0, -2) : word)
