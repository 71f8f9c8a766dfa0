import type { NamedFacility, NamedPerson, Reading, TextToRead } from '../domain/reading.ts'
import { findClaims } from './claims/find-claims.ts'
import { heldByClaim, holdVictims } from './claims/held-by-claims.ts'
import { findContacts } from './contacts/find-contacts.ts'
import { type Document, openDocument } from './document.ts'
import { findFacilities } from './facilities/find-facilities.ts'
import type { Lexicon } from './lexicon.ts'
import { findPeople } from './people/find-people.ts'

/** One step of reading: adds what it finds to the document and hands it on. */
interface Pass {
  name: string
  run(document: Document, lexicon: Lexicon): Document
  /** What it found, a line each, for `vigil analyse --explain`. */
  explain(document: Document): string[]
}

// The order matters: each pass may use what those before it found. A new pass is a file and a line here.
const passes: Pass[] = [
  {
    name: 'facilities',
    run: findFacilities,
    explain: (d) => d.facilities.map((f) => `${f.name} (${f.kind}): ${f.mentions.map((m) => m.text).join(' | ')}`),
  },
  { name: 'people', run: findPeople, explain: explainPeople },
  {
    name: 'claims',
    run: (document, { claims, dates }) => findClaims(document, claims, dates),
    explain: (d) =>
      d.claims.map(
        (c) =>
          `${c.type} ${c.confidence} [${c.status}] ${c.victims.join(', ') || c.victimGroup}\n  ${c.why.join('\n  ')}`,
      ),
  },
  {
    name: 'held victims',
    run: holdVictims,
    explain: (d) => d.people.filter((person) => heldByClaim(d, person)).map(({ name }) => `${name}: held, by a claim`),
  },
  {
    name: 'contacts',
    run: (document, { claims, dates }) => findContacts(document, claims, dates),
    explain: (d) =>
      d.contacts.map((c) => `${c.kind}: ${c.person}, ${c.eventDate?.from ?? 'no date'}: “${c.evidence.quote}”`),
  },
]

/** Reads one article: who is named, where people are held, what is claimed. Pure: the same text gives the same reading. */
export function analyse(toRead: TextToRead, lexicon: Lexicon): Reading {
  const document = read(toRead, lexicon)
  return {
    lang: document.lang,
    people: document.people.map(
      ({ name, mentions, held, professions }): NamedPerson => ({
        name,
        held,
        professions,
        mentions: mentions.map(({ start, end, text }) => ({ start, end, text })),
      }),
    ),
    facilities: document.facilities.map(
      ({ name, mentions }): NamedFacility => ({
        name,
        mentions: mentions.map(({ start, end, text }) => ({ start, end, text })),
      }),
    ),
    claims: [...document.claims],
    contacts: [...document.contacts],
  }
}

/** The document with all that the passes found in it. */
export function read(toRead: TextToRead, lexicon: Lexicon): Document {
  return passes.reduce((document, pass) => pass.run(document, lexicon), openDocument(toRead))
}

/** What each pass found in a text, as lines for a reader. */
export function explain(toRead: TextToRead, lexicon: Lexicon): string[] {
  const document = read(toRead, lexicon)
  const sentences = document.sentences.map(
    (s) => `${s.index} [${s.lang ?? '?'}${s.direct ? ' direct' : ''}] ${document.text.slice(s.start, s.end)}`,
  )
  return ['# sentences', ...sentences, ...passes.flatMap((pass) => [`# ${pass.name}`, ...pass.explain(document)])]
}

function explainPeople({ people }: Document): string[] {
  return people.map((person) => {
    const relations = person.relations.map((r) => `${r.kind} of ${people[r.to]?.name}`)
    const facts = [
      person.gender,
      ...person.roles.map((role) => role.kind),
      ...person.professions.map((profession) => `by profession ${profession}`),
      ...relations,
      person.byline ? 'byline' : null,
      person.heldBecause ? `held: "${person.heldBecause.text}", sentence ${person.heldBecause.sentence}` : null,
    ]
    return `${person.name} [${facts.filter(Boolean).join('; ')}]: ${person.mentions.map((m) => m.text).join(' | ')}`
  })
}
