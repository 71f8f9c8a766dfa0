import type { ReadLanguage } from '../../language/detect.ts'
import { findPhrase } from '../../language/phrases.ts'
import { splitWords } from '../../language/words.ts'
import { type Document, type Sentence, sentenceAt } from '../document.ts'
import { contextOf, type PeopleContext } from './context.ts'
import { lastBefore, type MentionOf } from './mentions-index.ts'
import type { Gender, Person, Resolved } from './person.ts'
import type { Kin } from './tables.ts'

const NOBODY: Resolved = { person: null, candidates: [], why: 'nobody fits' }
// How many sentences a pronoun looks back.
const REACH = 3

/**
 * Whom a pronoun or a phrase ("he", "the journalist", "his wife", "осуждённый", "onun həyat yoldaşı") means at a
 * position: the only person who fits, or none with all who could be meant, the likeliest first.
 */
export function resolve(document: Document, phrase: string, position: number): Resolved {
  const context = contextOf(document)
  const sentence = sentenceAt(document, position)
  if (!context || !sentence || sentence.lang === null) return NOBODY
  const { lang } = sentence
  const { tables } = context
  const words = splitWords(phrase, 0, phrase.length, lang)
  const sexes = words.flatMap(({ lower }) => tables[lang].pronouns.get(lower) ?? [])
  const sex = sexes[0] === 'm' || sexes[0] === 'f' ? sexes[0] : null
  for (let i = 0; i < words.length; i++) {
    const kin = findPhrase(tables[lang].kin, words, i, words.length)
    if (kin) return byKin(document, context, kin.value, sexes.length > 0 ? sex : undefined, position)
  }
  if (words.length === 1 && sexes.length > 0) return byPronoun(document, context, sentence, sex, position)
  for (let i = 0; i < words.length; i++) {
    const role = findPhrase(tables[lang].roles, words, i, words.length)
    if (role) return byRole(document, role.value, position, lang)
  }
  return byName(context, phrase)
}

function settled(candidates: Person[], why: string): Resolved {
  const people = [...new Set(candidates)]
  if (people.length === 1) return { person: people[0]!, candidates: people, why }
  if (people.length === 0) return NOBODY
  return { person: null, candidates: people, why: `${people.length} people fit` }
}

const fits = (person: Person, sex: Gender | null): boolean =>
  !person.byline && (sex === null || person.gender === null || person.gender === sex)

function byPronoun(
  document: Document,
  { index, marks }: PeopleContext,
  sentence: Sentence,
  sex: Gender | null,
  position: number,
): Resolved {
  const from = lastBefore(index, position)
  const near: MentionOf[] = []
  for (let i = from; i >= 0; i--) {
    const found = index.all[i]!
    if (sentence.index - found.mention.sentence > REACH) break
    if (fits(found.person, sex)) near.push(found)
  }
  // "According to him", "по его словам": the one who spoke last.
  if (isAttribution(document, position)) {
    const speaker = near.find(
      ({ mention }) => marks.said.has(mention.afterWord) || marks.said.has(mention.firstWord - 1),
    )
    if (speaker)
      return {
        person: speaker.person,
        candidates: [...new Set(near.map(({ person }) => person))],
        why: 'the one who spoke last',
      }
  }
  // The nearest sentence with anybody who fits decides: those named farther back are out of it.
  for (let back = 0; back <= REACH; back++) {
    const here = near.filter(({ mention }) => mention.sentence >= sentence.index - back)
    const people = [...new Set(here.map(({ person }) => person))]
    if (people.length === 0) continue
    const sure = people.filter((person) => person.gender !== null && person.gender === sex)
    if (people.length > 1 && sure.length === 1)
      return { person: sure[0]!, candidates: people, why: 'the only one of that sex named nearby' }
    return settled(people, back === 0 ? 'the only one named in the sentence' : 'the only one named just before')
  }
  return NOBODY
}

function isAttribution({ words }: Document, position: number): boolean {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.start < position) low = middle + 1
    else high = middle
  }
  const before = words[low - 1]
  const twice = words[low - 2]
  const next = words[low + 1]
  return (
    (before?.lower === 'to' && twice?.lower === 'according') ||
    (before?.lower === 'by' && next?.lower === 'words') ||
    next?.stem === 'слов' ||
    next?.lower === 'данным' ||
    (next?.lower.startsWith('sözlərinə') ?? false) ||
    (next?.lower.startsWith('dediyinə') ?? false)
  )
}

function byKin(
  document: Document,
  context: PeopleContext,
  kin: Kin,
  ownerSex: Gender | null | undefined,
  position: number,
): Resolved {
  const related = document.people.filter((person) => person.relations.some((relation) => relation.kind === kin.kind))
  if (related.length <= 1 || ownerSex === undefined) return settled(related, `the only ${kin.kind} named`)
  const sentence = sentenceAt(document, position)!
  const owner = byPronoun(document, context, sentence, ownerSex, position)
  const owners = owner.person ? [owner.person] : owner.candidates
  const theirs = related.filter((person) =>
    person.relations.some((relation) => relation.kind === kin.kind && owners.some(({ id }) => id === relation.to)),
  )
  return settled(theirs.length > 0 ? theirs : related, `${kin.kind} of ${owner.person?.name ?? 'one who fits'}`)
}

function byRole(document: Document, kind: string, position: number, _lang: ReadLanguage): Resolved {
  const before = (person: Person): boolean => person.mentions[0]!.start < position && !person.byline
  if (kind === 'prisoner') {
    const held = document.people.filter((person) => person.held && before(person))
    return settled(held.length > 0 ? held : document.people.filter((person) => person.held), 'the only prisoner named')
  }
  const named = document.people.filter((person) => person.roles.some((role) => role.kind === kind) && before(person))
  return settled(named, `the only ${kind} named so far`)
}

function byName({ index }: PeopleContext, phrase: string): Resolved {
  return settled(
    index.all.filter(({ mention }) => mention.text === phrase.trim()).map(({ person }) => person),
    'named so',
  )
}

/** The place of detention of a person as the text lets a reader tell it at a position, by its id; null where it does not. */
export function facilityOf(document: Document, person: number, position: number): number | null {
  const context = contextOf(document)
  const sentence = sentenceAt(document, position)
  if (!context || !sentence) return null
  const here = new Set(
    document.facilities
      .filter(({ mentions }) => mentions.some((mention) => mention.sentence === sentence.index))
      .map(({ id }) => id),
  )
  if (here.size === 1) return [...here][0]!
  const own = context.stays.filter((stay) => stay.person === person)
  const last = own.findLast((stay) => stay.position <= position) ?? own[0]
  return last?.facility ?? document.people[person]?.facility ?? null
}
