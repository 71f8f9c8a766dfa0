import {
  type Bounds,
  type Cue,
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
const PARTICIPLE = /(?:m[ıiuü]ş|[ae]n|ən|d[ıiuü]ğ\p{L}*|k[ae]n|kən)$/u

/** Whom an Azerbaijani cue is about: the verb ends the sentence, so its subject is the name before it; a participle stands before its noun. */
export function azerbaijaniPatients(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { document, index, marks } = reader
  const { words } = document
  const last = words[cue.after - 1]!
  if ((cue.place || PRISON.test(last.lower)) && !IN_PLACE.test(last.lower)) return []
  if (cue.kind === 'before') {
    // "Məhbusun qızı Nigar": the daughter's name; of the prisoner nothing but that he is one.
    if (/n?[ıiuü]n$/.test(last.lower) && (marks.kinFrom.has(cue.after) || marks.roleFrom.has(cue.after))) return []
    return namedAfter(cue.after, 9, bounds.after, reader)
  }
  const named = index.bySentence.get(last.sentence) ?? []
  if (PARTICIPLE.test(last.lower) || cue.place) {
    const after = namedAfter(cue.after, 9, bounds.after, reader)
    if (after.length > 0) return after.filter(({ person }) => !isUnlikely(person))
  }
  const before = named.filter(
    (found) =>
      found.mention.afterWord <= cue.first &&
      cue.first - found.mention.afterWord < REACH &&
      (!isUnlikely(found.person) || isSubject(found, reader) || (!cue.place && isDefenderAlone(found, named))),
  )
  const likely = before.filter(
    (found) => !speaks(found, reader) && (!isUnlikely(found.person) || (!cue.place && isDefenderAlone(found, named))),
  )
  const nearest = likely.at(-1)
  if (nearest)
    return groupOf(document, index, nearest, (i) => standsBetween(i, reader)).filter(
      ({ person }) => person === nearest.person || !isUnlikely(person),
    )
  // Nobody is named: "1 yanvarda həbs edilib" goes on about the one named last.
  return named.length === 0 && cue.kind !== 'noun' && !cue.place
    ? single(heldByPronoun(words[bounds.first]!, null, reader))
    : []
}

// "Hüquq müdafiəçisi N 4 saylı müəssisədə saxlanılır": rights defenders are prisoners too where nobody else is named.
const isDefenderAlone = ({ person }: MentionOf, named: readonly MentionOf[]): boolean =>
  named.every((other) => other.person === person) &&
  !person.byline &&
  person.relations.length === 0 &&
  person.roles.every(({ kind }) => kind === 'defender')

const isSubject = ({ mention }: MentionOf, { document }: Reader): boolean =>
  document.words[mention.firstWord - 1]?.kind === 'punct'
