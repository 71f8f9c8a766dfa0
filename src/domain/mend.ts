import { z } from 'zod'
import type { Claim, ClaimFields } from './claim.ts'
import type { Reading } from './reading.ts'

export const MendAct = z.enum(['rename', 'join', 'not', 'held', 'undo'])
export const TagKind = z.enum(['person', 'facility'])
export type TagKind = z.infer<typeof TagKind>

/** What a reviewer said of a tag. Mends hold in their order: each is said of the tag as those before it left it. */
export const Mend = z.object({
  id: z.string(),
  act: MendAct,
  kind: TagKind.nullable(),
  name: z.string().nullable(),
  toName: z.string().nullable(),
  held: z.boolean().nullable(),
  words: z.array(z.string()),
  undoes: z.string().nullable(),
  accountName: z.string(),
})
export type Mend = z.infer<typeof Mend>

/** The mends that hold: an undone one does not, and an undoing that was undone undoes nothing. */
export function standingMends(mends: Mend[]): Mend[] {
  const undone = new Set<string>()
  for (const { id, act, undoes } of mends.toReversed())
    if (act === 'undo' && undoes && !undone.has(id)) undone.add(undoes)
  return mends.filter(({ id, act }) => act !== 'undo' && !undone.has(id))
}

interface Tag {
  name: string
  mentions: { text: string }[]
  mendId?: string
}

/** A claim that keeps how the analyser named its victims. */
export type MendedClaim = Claim & { victimsAsRead?: string[] }

/** A reading with tags that know which mend their name comes from. */
export interface MendedReading extends Reading {
  claims: MendedClaim[]
  people: (Reading['people'][number] & { mendId?: string })[]
  facilities: (Reading['facilities'][number] & { mendId?: string })[]
}

/** The reading as reviewers mended it. What they said nothing of stays as it was read. */
export function mendReading(reading: Reading, mends: Mend[]): MendedReading {
  return standingMends(mends).reduce<MendedReading>(mendOnce, reading)
}

function mendOnce(reading: MendedReading, mend: Mend): MendedReading {
  const tags: Tag[] = mend.kind === 'person' ? reading.people : reading.facilities
  const old = tags.find((tag) => isMeant(tag, mend))?.name ?? mend.name
  if (old === null) return reading
  const meant = { ...mend, name: old }
  const claims = reading.claims.map((claim) => {
    const fields = mendFields(claim, meant)
    if (fields === claim) return claim
    // Under its old name the claim may be decided already.
    const victimsAsRead = claim.victimsAsRead ?? claim.victims
    return { ...claim, ...fields, victimsAsRead, why: [...claim.why, whyOf(meant)] }
  })
  if (mend.kind === 'facility')
    return {
      ...reading,
      claims,
      facilities: mendTags(reading.facilities, meant, (into, from) => ({ ...into, mentions: placed(into, from) })),
    }
  const people = mendTags(reading.people, meant, (into, from) => ({
    ...into,
    held: into.held || from.held,
    professions: [...new Set([...into.professions, ...from.professions])],
    mentions: placed(into, from),
  })).map((person) =>
    mend.act === 'held' && person.name === old ? { ...person, held: mend.held ?? false, mendId: mend.id } : person,
  )
  const contacts = reading.contacts.flatMap((contact) => {
    const person = mendName(contact.person, meant)
    return person === null ? [] : [{ ...contact, person }]
  })
  return { ...reading, claims, people, contacts }
}

// A newer analyser may call the same words by another name: whoever is written out the same way is the same.
function isMeant({ name, mentions }: Tag, mend: Mend): boolean {
  const full = longest(mend.words)
  return name === mend.name || (/\s/.test(full) && mentions.some(({ text }) => text === full))
}

const longest = (words: string[]) => words.reduce((long, each) => (each.length > long.length ? each : long), '')

function mendTags<T extends Tag>(tags: T[], mend: Mend, join: (into: T, from: T) => T): T[] {
  const from = tags.find(({ name }) => name === mend.name)
  if (!from || mend.act === 'held') return tags
  const others = tags.filter((tag) => tag !== from)
  if (mend.act === 'not') return others
  const into = others.find(({ name }) => name === mend.toName)
  if (into) return others.map((tag) => (tag === into ? { ...join(into, from), mendId: mend.id } : tag))
  return tags.map((tag) => (tag === from ? { ...from, name: mend.toName!, mendId: mend.id } : tag))
}

const placed = <M extends { start: number }>({ mentions }: { mentions: M[] }, from: { mentions: M[] }): M[] =>
  [...mentions, ...from.mentions].toSorted((a, b) => a.start - b.start)

/** A name as a mend leaves it; null where it is no name. */
function mendName(name: string, { act, name: old, toName }: Mend): string | null {
  if (name !== old || act === 'held' || act === 'undo') return name
  return act === 'not' ? null : toName
}

/** A claim's fields as a mend leaves them; the very same object where it says nothing of them. */
export function mendFields<T extends ClaimFields>(fields: T, mend: Mend): T {
  if (mend.act === 'held' || mend.act === 'undo') return fields
  if (mend.kind === 'facility') {
    if (fields.facility === null || fields.facility !== mend.name) return fields
    return { ...fields, facility: mendName(fields.facility, mend) }
  }
  const named = [...fields.victims, fields.source, ...fields.sourceChain.map(({ name }) => name)]
  if (!named.includes(mend.name)) return fields
  const victims = [...new Set(fields.victims.map((name) => mendName(name, mend)))].filter((name) => name !== null)
  return {
    ...fields,
    victims,
    // "Not a person" says nothing of a source: an organisation is one too.
    source: fields.source === null ? null : (mendName(fields.source, mend) ?? fields.source),
    sourceChain: fields.sourceChain.map((link) => ({ ...link, name: mendName(link.name, mend) ?? link.name })),
  }
}

const whyOf = ({ act, kind, name, toName, accountName }: Mend): string =>
  act === 'not'
    ? `“${name}” is no ${kind === 'person' ? 'person' : 'place'}: mended by ${accountName}`
    : `“${name}” is “${toName}”: mended by ${accountName}`
