import { containedIn, isCopy, shinglesOf } from '../duplicates/fingerprint.ts'

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
}

export type OriginKind = 'own' | 'credited' | 'translation' | 'repost'

/** Where a telling comes from: `key` is equal for all that come from one place. */
export interface Origin {
  discoveryId: string
  kind: OriginKind
  key: string
  /** The outlet or address it was taken from. */
  from: string | null
  why: string
}

// Two reports of one event share names and quotations; above this a text was copied and not only told again.
const COPIED_SHARE = 0.5

/**
 * Where each telling of an incident comes from. Own reporting is an origin; a credited copy, a translation or a re-post
 * counts as what it was taken from, so that any number of them adds nothing.
 *
 * @param names names of outlets that may be credited, whether or not we follow them
 */
export function originsOf(
  tellings: readonly TellingArticle[],
  names: readonly string[],
  credits: Record<string, string[]>,
): Origin[] {
  const ordered = tellings.toSorted(
    (a, b) => a.told.getTime() - b.told.getTime() || Number(a.discoveryId) - Number(b.discoveryId),
  )
  const shingles = new Map<TellingArticle, Set<number>>()
  const found = new Map<string, Origin>()
  for (const telling of ordered) {
    const earlier = ordered.filter((other) => found.has(other.discoveryId))
    // An outlet's own later article is its own reporting, however much it repeats.
    const copied = earlier.find((other) => other.outlet !== telling.outlet && isCopied(telling, other, shingles))
    found.set(telling.discoveryId, originOf(telling, copied, earlier, found, names, credits))
  }
  return tellings.map(({ discoveryId }) => found.get(discoveryId)!)
}

/** How many independent origins there are; two or more make an incident corroborated. */
export const countOrigins = (origins: readonly Origin[]): number => new Set(origins.map(({ key }) => key)).size

function originOf(
  telling: TellingArticle,
  copied: TellingArticle | undefined,
  earlier: readonly TellingArticle[],
  found: ReadonlyMap<string, Origin>,
  names: readonly string[],
  credits: Record<string, string[]>,
): Origin {
  const { discoveryId, outlet, translationOf } = telling
  if (translationOf) {
    const host = URL.canParse(translationOf) ? new URL(translationOf).host : translationOf
    const original = earlier.find((other) => other.url === translationOf || other.hosts.includes(host))
    const key = original ? found.get(original.discoveryId)!.key : `host ${host}`
    return { discoveryId, kind: 'translation', key, from: translationOf, why: 'the page says that it is a translation' }
  }
  const credited = creditedOutlet(telling, names, credits)
  if (credited) {
    const key = keyOfOutlet(credited.name)
    return { discoveryId, kind: 'credited', key, from: credited.name, why: credited.why }
  }
  if (copied) {
    const key = found.get(copied.discoveryId)!.key
    return {
      discoveryId,
      kind: 'repost',
      key,
      from: copied.outlet,
      why: 'most of its words stand in an earlier article, and no credit is given',
    }
  }
  return { discoveryId, kind: 'own', key: keyOfOutlet(outlet), from: null, why: 'no other outlet is credited' }
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
