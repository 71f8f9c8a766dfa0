import type { ReadLanguage } from '../../language/detect.ts'
import type { Document } from '../document.ts'
import type { Lexicon } from '../lexicon.ts'
import type { Candidate } from './candidate.ts'
import { keepContext } from './context.ts'
import { findCandidates } from './find-candidates.ts'
import { type Gathered, gatherPeople } from './gather.ts'
import { nameKey, type Sex } from './given-names.ts'
import { addHeld } from './held.ts'
import { markWords } from './marks.ts'
import { mentionsIndex } from './mentions-index.ts'
import { nominativeName } from './nominative.ts'
import type { Person, PersonMention } from './person.ts'
import { addRoles } from './roles.ts'
import type { RunToken } from './runs.ts'
import { findStays } from './stays.ts'

/** The named natural persons of a document: who they are, what they are to each other, who is held and where. */
export function findPeople(document: Document, lexicon: Lexicon): Document {
  const marks = markWords(document, lexicon.people)
  const candidates = findCandidates(document, lexicon, marks)
  const gathered = gatherPeople(candidates)
  const seen = new Set(candidates.flatMap(({ tokens }) => tokens.map((token) => token.facts.key)))
  const people = gathered.map((person, id) => personOf(document, person, id, seen))
  const withPeople: Document = { ...document, people }
  const index = mentionsIndex(withPeople)
  addRoles(withPeople, index, marks, lexicon.people)
  addHeld(withPeople, index, marks, lexicon.people)
  const stays = findStays(withPeople, index)
  keepContext(withPeople, { index, marks, tables: lexicon.people, stays })
  return withPeople
}

function personOf(document: Document, { mentions, names }: Gathered, id: number, seen: ReadonlySet<string>): Person {
  const sex = sexOf(mentions)
  const fullest = mentions.reduce((best, mention) => (fullness(mention) > fullness(best) ? mention : best))
  const lang = document.sentences[fullest.sentence]!.lang as ReadLanguage
  const written = document.text.slice(fullest.start, fullest.end).replace(/\s+/g, ' ')
  const name = nominativeName(fullest.tokens, sex, lang, seen, written)
  const words = nameKey(name).split(/[\s.]+/)
  return {
    id,
    name,
    given: names.find((token) => token.facts.given)?.word.text ?? null,
    surname: names.length > 1 ? (names.at(-1)?.word.text ?? null) : null,
    mentions: mentions.map((mention) => mentionOf(document, mention, words)),
    gender: sex === 'u' ? null : sex,
    roles: [],
    professions: [],
    relations: [],
    held: false,
    heldBecause: null,
    facility: null,
    byline: mentions.every((mention) => mention.byline),
  }
}

// The more words the fuller; of two alike the one in the nominative.
function fullness({ tokens }: Candidate): number {
  let sum = 0
  for (const token of tokens) {
    if (token.nickname) continue
    sum += token.initial ? 3 : token.particle ? 1 : 10
    if (token.facts.givenKey === token.facts.key) sum += 1
  }
  return sum
}

function sexOf(mentions: readonly Candidate[]): Sex {
  for (const { tokens } of mentions)
    for (const token of tokens) {
      if (token.initial) continue
      if (token.facts.patronymic) return /(?:вн|чн)(?:а|ы|е|у|ой)$|(?:ovna|evna)$/i.test(token.word.lower) ? 'f' : 'm'
      if (token.facts.tie) return /^[qkgкг]/i.test(token.word.lower) ? 'f' : 'm'
      if (token.facts.given && token.facts.sex !== 'u') return isUndeclined(tokens, token) ? 'f' : token.facts.sex
    }
  for (const { tokens } of mentions)
    for (const token of tokens) {
      if (/(?:ova|eva|skaya)$|(?:ов|ев|ин)ой$|ская$/.test(token.facts.key)) return 'f'
      if (/(?:ov|ev)$|(?:ов|ев)$|ский$/.test(nameKey(token.word.text))) return 'm'
    }
  return 'u'
}

// "Евгению Беркович": a man's surname on a consonant would have a case too, so it is Евгения.
function isUndeclined(tokens: readonly RunToken[], given: RunToken): boolean {
  const surname = tokens.find((token) => token !== given && !token.initial && !token.particle)
  return (
    given.facts.otherGivenKey !== null &&
    given.facts.sex === 'm' &&
    surname !== undefined &&
    /[бвгджзклмнпрстфхцчшщ]$/.test(surname.facts.key)
  )
}

function mentionOf(
  document: Document,
  { start, end, sentence, first, after, tokens }: Candidate,
  words: readonly string[],
): PersonMention {
  const oblique =
    document.sentences[sentence]!.lang === 'ru' &&
    tokens.some(
      (token) =>
        !token.initial && !token.particle && !words.includes(token.facts.key) && token.facts.shortFor.length === 0,
    )
  return { start, end, text: document.text.slice(start, end), sentence, firstWord: first, afterWord: after, oblique }
}
