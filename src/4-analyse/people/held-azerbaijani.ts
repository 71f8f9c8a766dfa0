import { lowerIn } from '../../language/stem.ts'
import {
  type Bounds,
  type Cue,
  heldByPlural,
  heldByPronoun,
  isUnlikely,
  namedAfter,
  type Reader,
  single,
  speaks,
  standsBetween,
} from './held-reader.ts'
import { groupOf, type MentionOf } from './mentions-index.ts'

const REACH = 25
// Somebody is in a prison, sent to it or let out of it; "the prison refused" has nobody in it.
const IN_PLACE = /(?:d[aə]|d[aə]k[ıi]|d[aə]d[ıi]r|d[aə]n|[ıiuü]n[aə]|y[aə])$/u
const PRISON = /^(?:həbsxana|təcridxana|karser|koloniya)/
const PARTICIPLE = /(?:m[ıiuü]ş|[ae]n|ən|d[aə]k[ıi]|d[ıiuü]ğ\p{L}*|k[ae]n|kən)$/u

/** Whom an Azerbaijani cue is about: the verb ends the sentence, so its subject is the name before it; a participle stands before its noun. */
export function azerbaijaniPatients(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { document, index, marks } = reader
  const { words } = document
  const last = words[cue.after - 1]!
  if ((cue.place || PRISON.test(last.lower)) && !IN_PLACE.test(last.lower)) return []
  // "həbsdə", "həbsdən"; "həbs qətimkan tədbiri" says where nobody is.
  if (cue.kind === 'state' && cue.after - cue.first === 1 && /^həbs(?!xana|d)/.test(last.lower)) return []
  // "həbs olunanlardan biri, tələbə Araz Məhəmmədpur"
  const one = /l[aə]rd[aə]n$/.test(last.lower) ? cue.after : cue.after + 1
  if (/l[aə]rd[aə]n$/.test(words[one - 1]?.lower ?? '') && words[one]?.lower === 'biri')
    return namedAfter(words[one + 1]?.text === ',' ? one + 2 : one + 1, 7, bounds.after, reader)
  if (cue.kind === 'before') {
    // "Məhbusun qızı Nigar": the daughter's name; of the prisoner nothing but that he is one.
    if (/n?[ıiuü]n$/.test(last.lower) && (marks.kinFrom.has(cue.after) || marks.roleFrom.has(cue.after))) return []
    if (ACTIVE.test(last.lower) && cue.after - cue.first === 1) return []
    // "sahə müvəkkili Şahin Qocayev": the longer word is an office.
    if ((marks.roleBefore.get(cue.after)?.first ?? cue.first) < cue.first) return []
    return namedAfter(cue.after, 9, bounds.after, reader)
  }
  // "məhbusun", "məhkumları": only the bare word with -dır tells what somebody is.
  if (cue.kind === 'state' && IS_PRISONER.test(last.lower) && !/d[ıiuü]r?$/.test(last.lower)) return []
  const named = index.bySentence.get(last.sentence) ?? []
  const before = named.filter(({ mention }) => mention.afterWord <= cue.first && cue.first - mention.afterWord < REACH)
  if (cue.kind === 'noun' || /m[aə]s[ıi]/.test(last.lower)) return ofNoun(cue, bounds, before, reader)
  if (!cue.place && ACTIVE.test(last.lower)) return objectOf(cue, bounds, before, reader)
  if (PARTICIPLE.test(last.lower) || cue.place) {
    const after = namedAfter(cue.after, 9, bounds.after, reader)
    if (after.length > 0) return after.filter(({ person }) => reader.outright || !isUnlikely(person))
    // "müəssisəsində saxlanılan oğlunu": said of somebody who isn't named.
    if (isAttribute(cue, reader) && !isOwnTime(cue, reader)) return []
  }
  const there = whoIsThere(cue, before)
  if (there.length > 0) return there
  const told = subjectOf(cue, before, reader)
  if (told.length > 0) return told
  if (reader.outright) return []
  const likely = before.filter(
    (found) =>
      !speaks(found, reader) &&
      (!isUnlikely(found.person) || (!cue.place && !/y[aə]$/.test(last.lower) && isDefenderAlone(found, named))),
  )
  const nearest = likely.at(-1)
  if (nearest) return withListed(nearest, reader)
  // Nobody is named: "1 yanvarda həbs edilib" goes on about the one named last.
  if (words.slice(bounds.first, cue.first).some(({ lower }) => COUNTED.test(lower))) return []
  return named.length === 0 && !cue.place ? single(heldByPronoun(words[bounds.first]!, null, reader)) : []
}

const IS_PRISONER = /^(?:siyasi|məhbus|dustaq(?!l)|məhkum)/
// "3 mini azadlığa çıxıb", "onlarla adam saxlanılıb": many who aren't named.
const COUNTED = /^(?:nəfər|min|mini|yüz|adam|fəallar|onlarla|yüzlərlə|bir\s?neçə|neçə|bəzi|məhbuslar|jurnalistlər)/

const withListed = (found: MentionOf, reader: Reader): MentionOf[] =>
  groupOf(reader.document, reader.index, found, (i) => standsBetween(i, reader)).filter(
    ({ person }) => person === found.person || !isUnlikely(person),
  )

type Case = 'bare' | 'of' | 'whom' | 'other'

/** The case of a name, by what stands behind its bare form: "Əliyev", "Əliyevin", "Əliyevi". */
function caseOf({ person, mention }: MentionOf): Case {
  const written = lowerIn('az', mention.text.split(/\s+/).at(-1) ?? '')
  const bare = lowerIn('az', person.name)
    .split(/[\s.]+/)
    .filter((part) => part.length > 2)
  if (bare.includes(written)) return 'bare'
  const own = bare.filter((part) => written.startsWith(part.slice(0, -1))).sort((a, b) => b.length - a.length)[0]
  if (own === undefined) return 'bare'
  const ending = written.slice(written.startsWith(own) ? own.length : own.length - 1).replace(/^[’']/, '')
  if (/^n?[ıiuü]n$/.test(ending)) return 'of'
  if (/^[ny]?[ıiuü]$/.test(ending)) return 'whom'
  return 'other'
}

// "Elçin Sadıqovla təcridxanada görüşüb", "Elçin Sadıqovu kamerada döyüblər": the place right behind the name.
function whoIsThere(cue: Cue, before: MentionOf[]): MentionOf[] {
  const found = before.at(-1)
  if (cue.kind !== 'state' || !found || found.mention.afterWord !== cue.first || isUnlikely(found.person)) return []
  const written = lowerIn('az', found.mention.text)
  return caseOf(found) === 'whom' || (caseOf(found) === 'other' && /l[aə]$/.test(written)) ? [found] : []
}

// "həbs ediblər", "tutub", "saxladılar": somebody does it to another; "edilib", "tutulub", "saxlanılıb" is told of the sufferer.
const ACTIVE =
  /^(?:e[dt](?!il)|saxla(?!n)|tut(?!ul)|apar(?!ıl)|burax(?!ıl)|sal(?!ın)|göndər(?!il)|köçür(?!ül)|gətir(?!il)|qaçır(?!ıl)|at(?!ıl)|al(?!ın)|ver(?!il))/

function objectOf(cue: Cue, bounds: Bounds, before: MentionOf[], reader: Reader): MentionOf[] {
  const { words } = reader.document
  const verb = words[cue.after - 1]!.lower
  for (let i = cue.first - 1; i >= Math.max(bounds.first, cue.first - REACH); i--) {
    const found = reader.index.byWord.get(i)
    if (found && caseOf(found) === 'whom') return withListed(found, reader)
    const { lower } = words[i]!
    if (lower === 'onu') return single(heldByPronoun(words[i]!, null, reader))
    if (lower === 'onları') return heldByPlural(words[i]!, reader)
    // "Emil Şahverdi, sizi nə üçün apardılar?"
    if (lower === 'sizi' && before[0] && words[before[0].mention.afterWord]?.text === ',') return [before[0]]
  }
  // "il cəza alıb", "həbs cəzasını çəkir" is told of the subject.
  return /^al/.test(verb) ? subjectOf(cue, before, reader) : []
}

// "Toğrul Abbasovun həbsi", "onun tutulması"
function ofNoun(cue: Cue, bounds: Bounds, before: MentionOf[], reader: Reader): MentionOf[] {
  const { words } = reader.document
  // "həbsi", "saxlanmasına": somebody's; "həbs qətimkan tədbiri" is not.
  const isOwned = /s?[ıiuü](?:n\p{L}*)?$/u.test(words[cue.after - 1]!.lower)
  for (let i = cue.first - 1; i >= Math.max(bounds.first, cue.first - OWNER_WITHIN); i--) {
    if (words[i]!.kind === 'punct') break
    const found = isOwned ? reader.index.byWord.get(i) : undefined
    if (found && caseOf(found) === 'of') return withListed(found, reader)
    if (words[i]!.lower === 'onun') return single(heldByPronoun(words[i]!, null, reader))
  }
  // "məhbusların azad edilməsini tələb edib": whose release it is stands right before it.
  if (reader.outright || !isOwned || /m[aə]s[ıi]/.test(words[cue.after - 1]!.lower)) return []
  const nearest = before.filter((found) => !speaks(found, reader) && !isUnlikely(found.person)).at(-1)
  return nearest ? withListed(nearest, reader) : []
}
const OWNER_WITHIN = 5

/** The bare name before the verb is its subject: "Nərgizin əri Murad Ağalarlı təcridxanadadır". */
function subjectOf(cue: Cue, before: MentionOf[], reader: Reader): MentionOf[] {
  const { document } = reader
  for (const found of before.toReversed()) {
    const form = caseOf(found)
    if (form !== 'bare' && !(form === 'of' && SUBORDINATE.test(document.words[cue.after - 1]!.lower))) continue
    if (speaks(found, reader) || found.person.byline) continue
    // "iki dəfə həbsxanada olub": an ombudsman has been there too.
    const next = document.words[cue.after]?.lower ?? ''
    if (isUnlikely(found.person) && (cue.place || cue.kind === 'state')) {
      const last = document.words[cue.after - 1]!.lower
      if (!/d[ıi]r(?:l[aə]r)?$/.test(last) && !STAYS.test(last) && !STAYS.test(next)) return []
    }
    const between = document.words.slice(found.mention.afterWord, cue.first)
    // Across the end of a clause it is another's.
    if (
      between.some(
        ({ lower, text }) => text === ';' || lower === 'ki' || (CLAUSE_END.test(lower) && !SO_LONG.test(lower)),
      )
    )
      return []
    return withListed(found, reader)
  }
  return []
}
const STAYS = /^(?:saxla|qal|yat|çək|keçir|öl|vəfat|yerləş|köçür)/
const SUBORDINATE = /(?:d[ıiuü][ğq]\p{L}*|m[aə]s[ıi]\p{L}*|m[aə]z?d[aə]n)$/u
// "7 ildir həbsdədir"
const SO_LONG = /^(?:il|ay|gün|həftə|saat)d[ıiuü]r$/
const CLAUSE_END = /(?:[ıiuü]b|[ıiuü]bl[aə]r|[ıiuü]r|d[ıiuü]|d[ıiuü]l[aə]r|m[ıiuü]ş|dır|dir|dur|dür)$/

// "Həbsxanasındakı dörd gününü xatırlayır": his own days there.
const isOwnTime = (cue: Cue, { document: { words } }: Reader): boolean =>
  words.slice(cue.after, cue.after + 4).some(({ lower }) => /^(?:gün|ay|il|həyat|müddət)[ıiuü]?n[ıiuü]/.test(lower))

// "-an", "-mış" before a noun; not "olunandan sonra", not at the end of a clause.
function isAttribute(cue: Cue, { document: { words } }: Reader): boolean {
  const next = words[cue.after]
  return /(?:m[ıiuü]ş|[ae]n|ən|dak[ıi]|dək[ıi])$/.test(words[cue.after - 1]!.lower) && next?.kind === 'word'
}

// "Hüquq müdafiəçisi N 4 saylı müəssisədə saxlanılır": rights defenders are prisoners too where nobody else is named.
const isDefenderAlone = ({ person }: MentionOf, named: readonly MentionOf[]): boolean =>
  named.every((other) => other.person === person) &&
  !person.byline &&
  person.relations.length === 0 &&
  person.roles.every(({ kind }) => kind === 'defender')
