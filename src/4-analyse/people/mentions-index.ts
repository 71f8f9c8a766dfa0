import type { Document } from '../document.ts'
import type { Person, PersonMention } from './person.ts'

export interface MentionOf {
  person: Person
  mention: PersonMention
}

/** A document's mentions of people in the order of the text, and by sentence and word. */
export interface MentionsIndex {
  all: MentionOf[]
  bySentence: Map<number, MentionOf[]>
  /** The mention that covers a word. */
  byWord: Map<number, MentionOf>
}

/** Puts the mentions of all people in order. */
export function indexMentions(people: readonly Person[]): MentionsIndex {
  const all = people
    .flatMap((person) => person.mentions.map((mention) => ({ person, mention })))
    .sort((a, b) => a.mention.start - b.mention.start)
  const bySentence = new Map<number, MentionOf[]>()
  const byWord = new Map<number, MentionOf>()
  for (const found of all) {
    const { sentence, firstWord, afterWord } = found.mention
    const here = bySentence.get(sentence)
    if (here) here.push(found)
    else bySentence.set(sentence, [found])
    for (let i = firstWord; i < afterWord; i++) byWord.set(i, found)
  }
  return { all, bySentence, byWord }
}

const indexes = new WeakMap<readonly Person[], MentionsIndex>()

/** The index of a document's people; made once for each document. */
export function mentionsIndex({ people }: Document): MentionsIndex {
  let index = indexes.get(people)
  if (!index) {
    index = indexMentions(people)
    indexes.set(people, index)
  }
  return index
}

/** The last mention that begins before a position, by binary search: its place in `all`, -1 where none does. */
export function lastBefore({ all }: MentionsIndex, position: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (all[middle]!.mention.start < position) low = middle + 1
    else high = middle
  }
  return low - 1
}

const JOINING = new Set([',', 'and', 'и', 'və', '&', 'ilə', 'with', 'а', 'также', 'həmçinin', ';', 'as', 'well'])

// A row of names longer than this is a register, and is read in pieces.
const LONGEST_ROW = 60

/** The people of a list ("A, B and C") that a mention stands in: those joined to it by commas and "and" only, with roles between. */
export function groupOf(
  document: Document,
  index: MentionsIndex,
  found: MentionOf,
  mayStandBetween: (word: number) => boolean,
): MentionOf[] {
  const here = index.bySentence.get(found.mention.sentence) ?? []
  const at = here.indexOf(found)
  const group = [found]
  for (let i = at; i > 0 && at - i < LONGEST_ROW && joined(document, here[i - 1]!, here[i]!, mayStandBetween); i--)
    group.unshift(here[i - 1]!)
  for (
    let i = at;
    i + 1 < here.length && i - at < LONGEST_ROW && joined(document, here[i]!, here[i + 1]!, mayStandBetween);
    i++
  )
    group.push(here[i + 1]!)
  return group
}

const isVerbish = (lower: string): boolean =>
  /^(?:is|are|was|were|has|have|had|who|said|told)$/.test(lower) || /(?:л|ла|ли|лся|лась|ет|ют|ит|ят)$/.test(lower)

function joined({ words }: Document, a: MentionOf, b: MentionOf, mayStandBetween: (word: number) => boolean): boolean {
  if (b.mention.firstWord - a.mention.afterWord > 9) return false
  let joins = false
  // "Marcel Nahimana, the party's secretary-general, and Emmanuel Masengesho": whatever stands between two commas.
  if (
    words[a.mention.afterWord]?.text === ',' &&
    words[b.mention.firstWord - 2]?.text === ',' &&
    JOINING.has(words[b.mention.firstWord - 1]!.lower)
  ) {
    let plain = true
    for (let i = a.mention.afterWord + 1; i < b.mention.firstWord - 2; i++)
      if (isVerbish(words[i]!.lower)) plain = false
    if (plain) return true
  }
  for (let i = a.mention.afterWord; i < b.mention.firstWord; i++) {
    if (JOINING.has(words[i]!.lower)) joins = true
    else if (!mayStandBetween(i)) return false
  }
  return joins
}
