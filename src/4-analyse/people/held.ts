import type { ReadLanguage } from '../../language/detect.ts'
import { findPhrase } from '../../language/phrases.ts'
import type { Document, Sentence } from '../document.ts'
import { azerbaijaniPatients } from './held-azerbaijani.ts'
import { englishPatients } from './held-english.ts'
import { type Bounds, type Cue, groupAt, isUnlikely, type Reader } from './held-reader.ts'
import { russianPatients } from './held-russian.ts'
import type { Marks } from './marks.ts'
import type { MentionOf, MentionsIndex } from './mentions-index.ts'
import type { PeopleTables } from './tables.ts'

const patients = { en: englishPatients, ru: russianPatients, az: azerbaijaniPatients }

/** Marks the people who are or were deprived of liberty, each with the words that say so. */
export function addHeld(document: Document, index: MentionsIndex, marks: Marks, tables: PeopleTables): void {
  const reader: Reader = { document, index, marks, tables }
  const places = placesBySentence(document)
  for (const sentence of document.sentences) {
    const { lang, words } = sentence
    if (lang === null || words.length === 0) continue
    const bounds = { first: words[0]!.index, after: words.at(-1)!.index + 1 }
    for (const cue of [...cuesIn(sentence, lang, bounds, reader), ...(places.get(sentence.index) ?? [])]) {
      if (isDenied(cue, bounds, lang, reader)) continue
      for (const { person } of patients[lang](cue, bounds, reader)) markHeld(document, person, cue, sentence)
    }
  }
  addListed(reader)
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

function isDenied(cue: Cue, { first }: Bounds, lang: ReadLanguage, { document: { words }, tables }: Reader): boolean {
  if (cue.kind === 'before' || cue.place) return false
  if (lang === 'az')
    return words.slice(cue.first, cue.after + 2).some((word) => word.negated) || words[cue.after]?.lower === 'deyil'
  for (let i = cue.first - 1; i >= Math.max(first, cue.first - DENIED_WITHIN); i--) {
    const word = words[i]!
    if (word.kind === 'punct' && word.text !== "'s" && word.text !== '’s') break
    if (tables[lang].held.not.has(word.stem) || word.negated) return !(cue.kind === 'state' && word.lower === 'не')
  }
  return lang === 'en' && words[cue.after]?.stem === 'warrant'
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

// Whose lawyer speaks of a client in an article about prisoners is held too, where nobody else could be meant.
function addClients({ document }: Reader): void {
  if (document.facilities.length === 0 && !document.people.some((person) => person.held)) return
  for (const person of document.people)
    for (const relation of person.relations) {
      const client = document.people[relation.to]
      if (relation.kind !== 'lawyer' || !client || client.held || isUnlikely(client)) continue
      client.held = true
      client.heldBecause = {
        sentence: person.mentions[0]!.sentence,
        start: relation.start,
        end: relation.end,
        text: document.text.slice(relation.start, relation.end),
      }
    }
}
