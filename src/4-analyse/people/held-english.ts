import type { Word } from '../../language/words.ts'
import {
  type Bounds,
  type Cue,
  groupAt,
  heldByPlural,
  heldByPronoun,
  isUnlikely,
  namedAfter,
  pickedOut,
  type Reader,
  single,
  standsBetween,
} from './held-reader.ts'
import { groupOf, type MentionOf } from './mentions-index.ts'
import type { Gender } from './person.ts'

const ADVERBS = new Set([
  'also',
  'first',
  'then',
  'later',
  'again',
  'already',
  'still',
  'now',
  'since',
  'both',
  'all',
  'himself',
  'herself',
  'themselves',
])
const isBe = (word: Word): boolean => word.stem === 'be' || word.stem === 'get'
const isHave = (word: Word): boolean => word.stem === 'hav'
const isAdverb = (word: Word): boolean => /ly$/.test(word.lower) || ADVERBS.has(word.lower)
const isPossessive = (word: Word | undefined): boolean => word?.text === "'s" || word?.text === '’s'

/** Whom an English cue is about. */
export function englishPatients(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { words } = reader.document
  const previous = cue.first > bounds.first ? words[cue.first - 1]! : null
  if (cue.kind === 'before') return calledSo(cue, bounds, reader)
  if (cue.kind === 'noun') {
    if (isPossessive(previous ?? undefined)) return groupAt(cue.first - 2, reader)
    if (previous?.lower === 'his' || previous?.lower === 'her')
      return single(heldByPronoun(previous, previous.lower === 'his' ? 'm' : 'f', reader))
    if (words[cue.after]?.lower === 'of' || words[cue.after]?.lower === 'for')
      return namedAfter(cue.after + 1, 8, bounds.after, reader)
    return []
  }
  if (cue.kind === 'state') {
    const told = toldToBeThere(cue, bounds, reader)
    return told.length > 0 || reader.outright ? told : subjectBefore(cue.first, bounds.first, reader, true)
  }
  return sufferer(cue, bounds, reader)
}

const STAYING = /^(?:serv|spend|await|finish|remain|languish|stay|sit|di|endur)$/
const TO_PLACE = /^(?:in|at|inside|on|of|from|the|a|an|same|neighbou?ring|notorious|infamous|nearby|local)$/

/**
 * The subject of "is in Colony No. 8", "is serving ten years", "spent a year in jail", "died in custody": what the
 * sentence says outright holds for anybody, for a relative or an official as for others.
 */
function toldToBeThere(cue: Cue, { first }: Bounds, reader: Reader): MentionOf[] {
  const { words } = reader.document
  let at = cue.first
  if (!STAYING.test(words[at]!.stem)) {
    while (at > first && TO_PLACE.test(words[at - 1]!.lower)) at--
    while (at > first && isAdverb(words[at - 1]!)) at--
    const spent = words.slice(Math.max(first, at - 4), at).findLast(({ stem }) => stem === 'spend' || stem === 'serv')
    const verb = spent ?? words[at - 1]
    if (at === first || !verb || !(isBe(verb) || STAYING.test(verb.stem))) return []
    at = verb.index
  }
  let back = at - 1
  while (back >= first && (isBe(words[back]!) || isHave(words[back]!) || isAdverb(words[back]!))) back--
  const found = subjectBefore(back + 1, first, reader, false)
  return found.filter(({ person }) => !person.byline)
}

function calledSo(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { document, marks } = reader
  // "wanted to arrest X", "jails X": who does it, not what somebody is.
  if (cue.after - cue.first === 1 && DOES.test(document.words[cue.first]!.lower)) return []
  const called = inApposition(cue, bounds, reader)
  if (called.length > 0) return called
  // "was not arrested, his wife Leyla said": what stands behind a comma is not called so.
  if (document.words[cue.after]?.kind === 'punct') return []
  const found = namedAfter(behindTrade(cue.after, bounds.after, reader), 7, bounds.after, reader)
  const first = found[0]
  // "The lawyer of the convict Elchin Novruzlu reports": the lawyer's name.
  let before = cue.first - 1
  if (document.words[before]?.lower === 'the') before--
  if (
    document.words[before]?.lower === 'of' &&
    first &&
    marks.said.has(first.mention.afterWord) &&
    (marks.kinBefore.has(before) || marks.roleBefore.has(before))
  )
    return []
  return found
}

const DOES =
  /^(?:arrest|detain|jail|imprison|incarcerat|releas|fre|pardon|abduct|disappear|extradit|remand|condemn|sentenc)(?:e|es|s|ing)?$/
const DETERMINER = /^(?:a|an|the|his|her|my|our|their|another|one|fellow|former)$/

/** "X, a former political prisoner, said"; "A co-accused, the fisherman X, was acquitted"; "one of the arrested, X, wrote". */
function inApposition(cue: Cue, { first, after }: Bounds, reader: Reader): MentionOf[] {
  const { document, index, marks } = reader
  const { words } = document
  let at = cue.first
  while (
    at > first &&
    at > cue.first - 4 &&
    (DETERMINER.test(words[at - 1]!.lower) || words[at - 1]!.kind === 'number')
  )
    at--
  if (at === cue.first && !words.slice(cue.first, cue.after).some(({ lower }) => lower === 'of')) return []
  const named = words[at - 1]?.text === ',' || words[at - 1]?.text === '(' ? index.byWord.get(at - 2) : undefined
  const next = words[cue.after]
  if (named && (!next || cue.after >= after || next.kind === 'punct' || REDUCED.has(next.lower)))
    return named.person.byline ? [] : [named]
  if (words[cue.after]?.text !== ',') return []
  // "the wife of the convict, Olga": the name is hers.
  for (let i = cue.first; i > cue.first - 4; i--) if (marks.kinBefore.has(i)) return []
  for (let i = cue.after + 1; i < Math.min(after, cue.after + 7); i++) {
    if (index.byWord.has(i)) return groupAt(i, reader)
    if (marks.kinFrom.has(i) || words[i]!.kind === 'punct' || marks.acts.has(i) || marks.said.has(i)) return []
  }
  return []
}

const SMALL_WORD =
  /^(?:in|on|at|of|by|for|from|to|with|was|were|is|are|be|been|has|have|had|who|that|which|and|or|as|after|before|since|his|her|their|it|he|she|they|not|will|would)$/

// "imprisoned choir conductor Tsimafei Vaitovich": a trade that is on no list stands right before the name.
function behindTrade(at: number, limit: number, { document: { words }, index, marks }: Reader): number {
  for (let i = at; i < Math.min(limit, at + 4); i++) {
    if (index.byWord.has(i)) return i
    const word = words[i]!
    if (word.kind !== 'word' || marks.acts.has(i) || marks.said.has(i) || SMALL_WORD.test(word.lower)) return at
  }
  return at
}

function sufferer(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { document, index } = reader
  const { words } = document
  const word = words[cue.first]!
  const previous = cue.first > bounds.first ? words[cue.first - 1]! : null
  let back = cue.first - 1
  let passive = false
  let active = false
  while (back >= bounds.first && (isBe(words[back]!) || isHave(words[back]!) || isAdverb(words[back]!))) {
    if (isBe(words[back]!)) passive = true
    else if (isHave(words[back]!)) active = true
    back--
  }
  // "are holding X in an unknown place"
  if (passive && !word.lower.endsWith('ing'))
    return [
      ...subjectBefore(back + 1, bounds.first, reader, false),
      ...likewise(cue, bounds, reader),
      ...pickedOut(cue, bounds, reader),
    ]
  const object = words[cue.after]
  if (object?.lower === 'them') return heldByPlural(object, reader)
  if (object?.lower === 'him') return single(heldByPronoun(object, 'm', reader))
  const after = object?.kind === 'punct' ? [] : namedAfter(cue.after, 8, bounds.after, reader)
  const past = /(?:ed|held|kept|sent|put|taken|took|thrown)$/.test(word.lower)
  const frees = word.stem === 'releas' || word.stem === 'fre' || word.stem === 'pardon'
  if (!past && !frees && !word.lower.endsWith('ing') && !/s$/.test(word.lower)) return []
  const named = index.byWord.has(cue.first - 1)
  if (after.length > 0 && previous?.text !== ',' && !named) return after
  if (past && !active && previous && (!named || REDUCED.has(words[cue.after]?.lower ?? '.'))) {
    // "Zhang Zhan and Fang Bin—all detained", "X, arrested in May", "journalist X detained in Minsk"
    const far = REDUCED.has(words[cue.after]?.lower ?? '.') && !/^(?:the|a|an|of|by)$/.test(previous.lower)
    const reduced = subjectBefore(cue.first, Math.max(bounds.first, cue.first - (far ? 9 : 4)), reader, false)
    if (reduced.length > 0) return reduced
  }
  return after
}
const REDUCED = new Set([
  'in',
  'on',
  'by',
  'for',
  'at',
  'since',
  'after',
  'over',
  'under',
  'without',
  'along',
  'during',
  'last',
  'this',
  'to',
  '.',
  ',',
  '—',
  'because',
  'and',
])

// "… were arrested on October 13, as was Joyeuse Uwatuje"
function likewise(cue: Cue, { after }: Bounds, reader: Reader): MentionOf[] {
  const { words } = reader.document
  for (let i = cue.after; i < Math.min(after, cue.after + 14) - 1; i++)
    if ((words[i]!.lower === 'as' || words[i]!.lower === 'so') && isBe(words[i + 1]!))
      return namedAfter(i + 2, 3, after, reader)
  return []
}

const SMALL = new Set(['which', 'that', 'and', 'the', 'who', 'whom', 'himself', 'herself', 'together', 'as'])

/** Whom the words before `at` make the one that something happens to. `near` looks further back, for where somebody is. */
function subjectBefore(at: number, first: number, reader: Reader, near: boolean): MentionOf[] {
  const { document, index, marks, tables } = reader
  const { words } = document
  for (let i = at - 1; i >= first; i--) {
    const word = words[i]!
    const found = index.byWord.get(i)
    if (found) {
      if (isPossessive(words[i + 1])) {
        // "Liu's seven years at Jinzhou Prison", but not "Ali Younesi's sister was arrested"
        if (
          near &&
          STAYS.test(
            words
              .slice(i + 2, i + 5)
              .map((w) => w.lower)
              .join(' '),
          )
        )
          return [found]
        if (!near) return []
        continue
      }
      const group = groupOf(document, index, found, (j) => standsBetween(j, reader))
      return near ? group.filter(({ person }) => !isUnlikely(person)) : group
    }
    const sex = tables.en.pronouns.get(word.lower)
    if (sex === 'm' || sex === 'f') {
      if (word.lower === 'his' || word.lower === 'her') continue
      return single(heldByPronoun(word, sex as Gender, reader))
    }
    if (word.lower === 'they' || word.lower === 'them') return heldByPlural(word, reader)
    if (marks.kinBefore.has(i + 1)) return []
    const role = marks.roleBefore.get(i + 1)
    if (role && role.first >= first) {
      // "the journalist": the only one named so far; "journalists", "a student": others.
      if (words[role.first - 1]?.lower === 'the' && !/(?:s|men|people|children)$/.test(word.lower))
        return single(byRole(role.kind, word.start, reader))
      if (index.byWord.has(role.after)) continue
      if (!near) return isBetweenCommas(words, role.first, first) ? subjectAcross(role.first, first, reader) : []
      i = role.first
      continue
    }
    if (word.text === ';' || word.text === ':') return []
    if (near || word.kind === 'punct' || isBe(word) || isHave(word) || isAdverb(word) || SMALL.has(word.lower)) continue
    // "Wong Wai-yin, who was among eight people sentenced to…"
    if (words.slice(Math.max(first, i - 3), i).some((before) => before.lower === 'among')) {
      i = Math.max(first, i - 3)
      continue
    }
    return isBetweenCommas(words, i, first) ? subjectAcross(i, first, reader) : []
  }
  return []
}
const STAYS = /\b(?:years?|months?|weeks?|days?|time|stay|cell|term|stint|sentence)\b/

// "Xu Zhiyong, a legal scholar, has been detained": over what stands between two commas.
function isBetweenCommas(words: readonly Word[], at: number, first: number): boolean {
  for (let i = at; i >= Math.max(first, at - 25); i--) if (words[i]!.text === ',') return true
  return false
}

function subjectAcross(at: number, first: number, reader: Reader): MentionOf[] {
  const { words } = reader.document
  for (let i = at; i >= Math.max(first, at - 30); i--) {
    if (words[i]!.text === ';') return []
    const found = reader.index.byWord.get(i)
    if (found && (words[found.mention.afterWord]?.text === ',' || words[found.mention.afterWord]?.text === '('))
      return [found]
  }
  return []
}

function byRole(kind: string, position: number, { document, index }: Reader): MentionOf | null {
  const fitting = document.people.filter(
    (person) => person.roles.some((role) => role.kind === kind) && person.mentions[0]!.start < position,
  )
  return fitting.length === 1 ? (index.all.find(({ person }) => person === fitting[0]) ?? null) : null
}
