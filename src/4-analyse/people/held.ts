import type { ReadLanguage } from '../../language/detect.ts'
import { findPhrase } from '../../language/phrases.ts'
import type { Document, Sentence } from '../document.ts'
import { azerbaijaniPatients } from './held-azerbaijani.ts'
import { englishPatients } from './held-english.ts'
import { type Bounds, type Cue, groupAt, isKinOfHeld, isUnlikely, type Reader } from './held-reader.ts'
import { russianPatients } from './held-russian.ts'
import type { Marks } from './marks.ts'
import type { MentionOf, MentionsIndex } from './mentions-index.ts'
import type { Person } from './person.ts'
import type { PeopleTables } from './tables.ts'

const patients = { en: englishPatients, ru: russianPatients, az: azerbaijaniPatients }

/** Marks the people who are or were deprived of liberty, each with the words that say so. */
export function addHeld(document: Document, index: MentionsIndex, marks: Marks, tables: PeopleTables): void {
  const reader: Reader = { document, outright: true, index, marks, tables }
  const places = placesBySentence(document)
  const told: { cue: Cue; bounds: Bounds; sentence: Sentence; lang: ReadLanguage }[] = []
  for (const sentence of document.sentences) {
    const { lang, words } = sentence
    if (lang === null || words.length === 0) continue
    const bounds = { first: words[0]!.index, after: words.at(-1)!.index + 1 }
    for (const cue of [...cuesIn(sentence, lang, bounds, reader), ...(places.get(sentence.index) ?? [])])
      if (!isDenied(cue, bounds, lang, reader)) told.push({ cue, bounds, sentence, lang })
  }
  for (const { cue, bounds, sentence, lang } of told)
    for (const { person } of patients[lang](cue, bounds, reader)) markHeld(document, person, cue, sentence)
  reader.outright = false
  for (const { cue, bounds, sentence, lang } of told)
    for (const { person } of patients[lang](cue, bounds, reader))
      if (!isKinOfHeld(person, document.people)) markHeld(document, person, cue, sentence)
  addListed(reader)
  addEntries(reader)
  addCounted(reader)
  addClients(reader)
}

function markHeld(document: Document, person: MentionOf['person'], cue: Cue, sentence: Sentence): void {
  if (person.held || person.byline) return
  const start = document.words[cue.first]!.start
  const end = document.words[cue.after - 1]!.end
  person.held = true
  person.heldBecause = { sentence: sentence.index, start, end, text: document.text.slice(start, end) }
}

function placesBySentence(document: Document): Map<number, Cue[]> {
  const places = new Map<number, Cue[]>()
  for (const { mentions } of document.facilities)
    for (const { sentence, firstWord, afterWord } of mentions) {
      const cue: Cue = { kind: 'state', first: firstWord, after: afterWord, place: true }
      const here = places.get(sentence)
      if (here) here.push(cue)
      else places.set(sentence, [cue])
    }
  return places
}

// "serve a two-year sentence": how many words may stand in the gap.
const GAP = 12

function cuesIn(sentence: Sentence, lang: ReadLanguage, { after }: Bounds, { document, tables }: Reader): Cue[] {
  const { held } = tables[lang]
  const cues: Cue[] = []
  for (const { index, kind, stem } of sentence.words) {
    if (kind === 'punct') continue
    for (const type of ['verb', 'state', 'noun', 'before'] as const) {
      const found = findPhrase(held[type], document.words, index, after)
      if (found) cues.push({ kind: type, first: found.first, after: found.after, place: false })
    }
    for (const gap of held.gaps.get(stem) ?? [])
      for (let i = index + 1; i < Math.min(after, index + GAP + 1); i++)
        if (document.words[i]!.stem === gap.second) {
          cues.push({ kind: gap.kind, first: index, after: gap.kind === 'verb' ? index + 1 : i + 1, place: false })
          break
        }
  }
  return cues
}

// "was not arrested", "could be jailed", "an arrest warrant". Only the few words before it count.
const DENIED_WITHIN = 4

// A kidnapping by an armed band is no detention.
const BANDS = new Set([
  'gunm',
  'gunman',
  'gunmen',
  'milit',
  'militant',
  'rebel',
  'bandit',
  'jihadist',
  'terrorist',
  'gang',
  'kidnapper',
  'pirat',
])
const BAND_WITHIN = 5

function isDenied(cue: Cue, { first }: Bounds, lang: ReadLanguage, { document: { words }, tables }: Reader): boolean {
  if (cue.place || (cue.kind === 'before' && lang !== 'az')) return false
  if (cue.kind === 'before') return words[cue.after - 1]!.negated || /m[aə]y[aə]n$/.test(words[cue.after - 1]!.lower)
  if (lang === 'az')
    return (
      words.slice(cue.first, cue.after + 2).some((word) => word.negated || /m[aə]y[aə]n$/.test(word.lower)) ||
      words[cue.after]?.lower === 'deyil'
    )
  for (let i = cue.first - 1; i >= Math.max(first, cue.first - DENIED_WITHIN); i--) {
    const word = words[i]!
    if (word.kind === 'punct' && word.text !== "'s" && word.text !== '’s') break
    if (tables[lang].held.not.has(word.stem) || word.negated) return !(cue.kind === 'state' && word.lower === 'не')
  }
  if (lang !== 'en') return false
  return (
    words[cue.after]?.stem === 'warrant' ||
    words.slice(cue.after, cue.after + BAND_WITHIN).some(({ stem }) => BANDS.has(stem))
  )
}

// Three or more who are named in one row share their lot, unless one of them holds an office.
const LONG_ROW = 3

function addListed(reader: Reader): void {
  const { index } = reader
  const seen = new Set<MentionOf>()
  for (const found of index.all) {
    if (seen.has(found)) continue
    const row = groupAt(found.mention.firstWord, reader)
    for (const other of row) seen.add(other)
    const held = row.find(({ person }) => person.held)
    if (row.length < LONG_ROW || !held || row.some(({ person }) => isUnlikely(person) && !person.held)) continue
    for (const { person } of row) {
      if (person.held || person.byline) continue
      person.held = true
      person.heldBecause = held.person.heldBecause
    }
  }
}

// Few words stand in the head of an entry: "Марсель Хабиров, 19 лет.", "3. Guatemala: José Carlos Ixcot."
const ENTRY_WORDS = 9
const ENTRY_BEFORE = 4
const ONE_OF = 4

// A register of prisoners has an entry for each, with his name at its head; where one is held, so are the others.
function addEntries({ document, index, marks }: Reader): void {
  const entries: MentionOf[] = []
  for (const { firstSentence } of document.paragraphs) {
    const sentence = document.sentences[firstSentence]
    const found = index.bySentence.get(firstSentence)?.[0]
    if (!sentence || !found || sentence.words.length === 0) continue
    const head = sentence.words
    const inFront = found.mention.firstWord - head[0]!.index
    const short = head.filter(({ kind }) => kind !== 'punct').length <= ENTRY_WORDS
    const verbless = !head.some(
      ({ index: at, lower }) => marks.acts.has(at) || marks.said.has(at) || lower === 'by' || lower === 'фото',
    )
    if (short && verbless && inFront <= ENTRY_BEFORE && !isUnlikely(found.person)) entries.push(found)
  }
  const people = [...new Set(entries.map(({ person }) => person))]
  const held = entries.find(({ person }) => person.held)
  if (!held || people.length < LONG_ROW) return
  if (people.filter((person) => person.held).length * ONE_OF < people.length) return
  for (const { person } of entries) {
    if (person.held || person.byline) continue
    person.held = true
    person.heldBecause = held.person.heldBecause
  }
}

const ONE_MORE =
  /^(?:(?:an)?other|second|third|fourth|fifth|втор(?:ой|ая)|трет(?:ий|ья)|четв[её]рт(?:ый|ая)|пят(?:ый|ая)|ещё|еще|ikinci(?:si)?|üçüncü(?:sü)?|dördüncü(?:sü)?|beşinci(?:si)?|digər(?:i)?)$/
const COUNTED_WITHIN = 9

// "Третий, студент Сандро Кипшидзе, ждёт": one more of those whom the text counts up, where it has told that others are held.
function addCounted({ document, index, marks }: Reader): void {
  const heldBefore = (start: number): Person | undefined =>
    document.people.find((person) => person.held && person.mentions[0]!.start < start)
  for (const { words, index: sentence } of document.sentences) {
    const [first, second] = index.bySentence.get(sentence) ?? []
    // "Üçüncü, yəni Nərgizin əri Murad": the kin of the one named first.
    const isOwner =
      first && (marks.kinFrom.has(first.mention.afterWord) || marks.kinFrom.has(first.mention.afterWord + 1))
    const found = isOwner ? second : first
    if (!found || found.person.held || isUnlikely(found.person)) continue
    const opener = words.findIndex(({ lower }) => ONE_MORE.test(lower))
    const at = opener < 0 || opener > 1 ? -1 : words[opener]!.index
    const { firstWord } = found.mention
    const comma = words.slice(opener, opener + 4).find(({ text }) => text === ',' || text === '—' || text === '–')
    if (at < 0 || !comma || comma.index > firstWord || firstWord - at > COUNTED_WITHIN) continue
    let plain = true
    for (let i = at + 1; i < firstWord; i++) if (marks.said.has(i) || marks.kinFrom.has(i)) plain = false
    const other = plain ? heldBefore(found.mention.start) : undefined
    if (!other) continue
    found.person.held = true
    found.person.heldBecause = other.heldBecause
  }
}

// Whose lawyer speaks of a client in an article about prisoners is held too, where nobody else could be meant.
function addClients({ document }: Reader): void {
  if (document.facilities.length === 0 && !document.people.some((person) => person.held)) return
  for (const person of document.people)
    for (const relation of person.relations) {
      const client = document.people[relation.to]
      if (relation.kind !== 'lawyer' || !client || client.held || isUnlikely(client)) continue
      if (isKinOfHeld(client, document.people)) continue
      client.held = true
      client.heldBecause = {
        sentence: person.mentions[0]!.sentence,
        start: relation.start,
        end: relation.end,
        text: document.text.slice(relation.start, relation.end),
      }
    }
}
