import type { Document } from '../document.ts'
import type { FacilityMention } from '../facilities/facility.ts'
import type { Person } from '../people/person.ts'
import { resolve } from '../people/resolve.ts'
import { mayBeHeld } from './may-be-held.ts'
import { listedWith, type Named, namedIn } from './named.ts'
import { type CuedSentence, has, occurrences } from './sentence-cues.ts'

/** A place of detention as a sentence names it: who is there, and whether he came, went, or only may come. */
export interface Stay {
  facility: number
  sentence: number
  start: number
  end: number
  people: Person[]
  kind: 'at' | 'to' | 'from' | 'later'
}

/** Where a document tells its people to be, in the order of telling. */
export interface Whereabouts {
  stays: readonly Stay[]
  in(sentence: number): readonly Stay[]
  /** The person's place as told last before a position, or, where none is told before, first after it. */
  of(person: Person, position: number): Stay | null
}

// How far back the one who is meant may have been named.
const BACK = 3

/** Reads where the people of a document are held, from every naming of a place. */
export function readWhereabouts(document: Document, cued: readonly (CuedSentence | null)[]): Whereabouts {
  const mentions = document.facilities
    .flatMap(({ id, mentions }) => mentions.map((mention) => ({ id, mention })))
    .sort((a, b) => a.mention.start - b.mention.start)
  const stays: Stay[] = []
  for (const { id, mention } of mentions) {
    const sentence = cued[mention.sentence]
    const kind = sentence ? kindOf(document, sentence, mention) : 'at'
    const people = sentence ? whoIsMeant(document, sentence, mention) : []
    stays.push({ facility: id, sentence: mention.sentence, start: mention.start, end: mention.end, people, kind })
  }
  const bySentence = Map.groupBy(stays, ({ sentence }) => sentence)
  const byPerson = new Map<Person, Stay[]>()
  for (const stay of stays)
    for (const person of stay.people) {
      const row = byPerson.get(person)
      if (row) row.push(stay)
      else byPerson.set(person, [stay])
    }
  return {
    stays,
    in: (sentence) => bySentence.get(sentence) ?? [],
    of(person, position) {
      const own = (byPerson.get(person) ?? []).filter(({ kind }) => kind !== 'later')
      const last = own.findLast(({ start, kind }) => start <= position && kind !== 'from')
      // "taken to Colony 4 with a hernia found in the SIZO": where he came to is where he is.
      const came = last && own.findLast(({ sentence, kind }) => sentence === last.sentence && kind === 'to')
      const before = came ?? last
      return before ?? own.find(({ start }) => start > position) ?? own.at(-1) ?? null
    },
  }
}

const FROM = /(?:^|[\s(«“"])(?:from|out of|left|leaving|из|покинул[аи]?)\s(?:the\s)?(?:\p{Ll}+\s){0,2}$/iu
const TO = /(?:^|\s)(?:to|into|в|во)\s(?:the\s)?(?:[\p{Ll}]+\s){0,2}$/iu
const MOVED =
  /(?<!\p{L})(?:taken|transferred|moved|sent|brought|transported|delivered|relocated|returned|перев[её]\p{L}*|этапир\p{L}*|отправ\p{L}*|достав\p{L}*|увез\p{L}*|привез\p{L}*|помест\p{L}*|помещ\p{L}*|верну\p{L}*|köçür\p{L}*|gətir\p{L}*|apar\p{L}*|çatdır\p{L}*|göndər\p{L}*|etap\p{L}*)/iu
const LATER =
  /(?:^|[^\p{L}])(?:will be|would be|may be|might be|could be|to be (?:moved|transferred|taken|sent)|going to|asked|asks|wants?|собира\p{L}*|будут?|могут|может|просил\p{L}*|проси[тл]\p{L}*|хотят|хочет|планир\p{L}*|намер\p{L}*|обещ\p{L}*|угрож\p{L}*|\p{L}+[aə]c[aə][qkğy]\p{L}*|istəyir\p{L}*|istəyib\p{L}*)(?=[^\p{L}]|$)/iu
const AZERBAIJANI_FROM = /^[”"»]?-?(?:n?d[aə]n)(?!\p{L})|d[aə]n$/u

function kindOf(document: Document, cued: CuedSentence, { start, end }: FacilityMention): Stay['kind'] {
  const { sentence } = cued
  const before = document.text.slice(Math.max(sentence.start, start - 40), start)
  if (sentence.lang === 'az') {
    const words = document.text.slice(Math.max(start, end - 4), end)
    if (/d[aə]n$/.test(words) || AZERBAIJANI_FROM.test(document.text.slice(end, end + 6))) return 'from'
    const after = document.text.slice(end, sentence.end)
    if (!has(cued, 'moved') && !MOVED.test(after.slice(0, 60))) return 'at'
    return LATER.test(after) ? 'later' : 'to'
  }
  if (FROM.test(before)) return 'from'
  const way = document.text.slice(Math.max(sentence.start, start - 90), start)
  if (!TO.test(before) || !(has(cued, 'moved') || MOVED.test(way))) return 'at'
  return LATER.test(way) ? 'later' : 'to'
}

// Who is there: the one named nearest before the place in its sentence, with those listed with him; whom a pronoun there
// means; or the one whom the sentences just before are about.
function whoIsMeant(document: Document, cued: CuedSentence, mention: FacilityMention): Person[] {
  const { index } = cued.sentence
  const here = namedIn(document, index).filter(({ person }) => mayBeHeld(document, person))
  const sure = here.filter(({ person }) => person.held)
  const named = sure.length > 0 ? sure : here
  if (named.length > 0) {
    const before = named.filter(({ end }) => end <= mention.start)
    const nearest: Named = before.at(-1) ?? named[0]!
    return listedWith(document, named, nearest).map(({ person }) => person)
  }
  for (const { from, to } of occurrences(cued, 'he_she')) {
    const start = cued.tokens[from]!.start
    const { person } = resolve(document, document.text.slice(start, cued.tokens[to]!.end), start)
    if (person && mayBeHeld(document, person)) return [person]
  }
  for (let i = index - 1; i >= 0 && index - i <= BACK; i--) {
    const row = namedIn(document, i).filter(({ person }) => person.held && mayBeHeld(document, person))
    if (row.length === 0) continue
    return listedWith(document, row, row.at(-1)!).map(({ person }) => person)
  }
  return []
}
