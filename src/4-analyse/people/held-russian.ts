import type { Word } from '../../language/words.ts'
import {
  type Bounds,
  type Cue,
  heldByPlural,
  heldByPronoun,
  isKinOfHeld,
  isUnlikely,
  namedAfter,
  pickedOut,
  type Reader,
  single,
  speaks,
  standsBetween,
} from './held-reader.ts'
import { groupOf, type MentionOf } from './mentions-index.ts'
import type { Gender, PersonMention } from './person.ts'

// Farther than so many words a name and a verb of one sentence rarely belong together.
const REACH = 16
const REACH_OF_STATE = 25

/** Whom a Russian cue is about: the nominative for what he is or what is done to him, another case for whom it is done to. */
export function russianPatients(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  if (cue.kind === 'before') return calledSo(cue, bounds, reader)
  if (cue.kind === 'noun') return ofNoun(cue, bounds, reader)
  const { document, index } = reader
  const { words } = document
  const word = words[cue.first]!
  if (cue.kind === 'verb' && PARTICIPLE.test(word.lower)) return calledSo(cue, bounds, reader)
  const picked = pickedOut(cue, bounds, reader)
  if (picked.length > 0) return picked
  // задержан, арестована, осуждён: told of the one in the nominative, like содержится and "в СИЗО".
  const self = cue.kind === 'state' || isPassive(word.lower) || word.lower.endsWith('ся') || SELF.test(word.lower)
  // "оштрафовали и отпустили": never held.
  if (
    /^отпу/.test(word.lower) &&
    sentenceHas(FINED, bounds, words) &&
    !sentenceHas(/^(?:задерж|арест|аресту)/, bounds, words)
  )
    return []
  const there = whoIsThere(cue, bounds, reader)
  if (there) return there
  const outright = isOutright(cue, bounds, reader)
  // "носит передачи в изолятор": whoever goes there or sends something.
  if (cue.kind === 'state' && !cue.place && !outright && TOWARDS.test(words[cue.after - 1]!.lower)) return []
  if (reader.outright && !outright) return []
  const pronoun = pronounNear(cue, bounds, reader, self)
  if (pronoun) return pronoun
  const others = othersNear(cue, bounds, reader)
  if (others !== null) return others === 'many' ? [] : single(heldByPronoun(words[bounds.first]!, null, reader))
  const sentence = words[bounds.first]!.sentence
  const named = index.bySentence.get(sentence) ?? []
  const likely = named.filter(
    (found) =>
      !(cue.kind === 'state'
        ? outright
          ? found.person.byline
          : isUnlikely(found.person)
        : found.person.byline || (holdsOthers(found) && !found.mention.oblique)) && !speaks(found, reader),
  )
  const fitting = likely.filter(
    ({ mention }) =>
      !clauseEnds(words, cue, mention) &&
      (self ? !mention.oblique || (cue.place && moved(words, bounds)) : isObject(mention)),
  )
  const distance = ({ mention }: MentionOf): number =>
    mention.firstWord < cue.first ? cue.first - mention.afterWord : mention.firstWord - cue.after + 1
  const reach = cue.kind === 'state' ? REACH_OF_STATE : REACH
  const best = fitting.filter((found) => distance(found) < reach).sort((a, b) => distance(a) - distance(b))[0]
  if (best)
    return groupOf(document, index, best, (i) => standsBetween(i, reader)).filter(
      (found) => found.person === best.person || !(cue.place ? isUnlikely(found.person) : holdsOthers(found)),
    )
  // "Был задержан": nobody is named in the sentence, so it is the one that the text goes on about.
  return named.length === 0 && self && !cue.place
    ? single(heldByPronoun(words[bounds.first]!, sexOfVerb(word.lower), reader))
    : []
}

// "отбывает восемь лет", "в ИК-11 погиб", "пробудут в СИЗО": told of the subject outright, whoever he is.
const STAYS =
  /^(?:сид(?:ит|ят|ел|еть|ящ)|отсид|просид|отсиж|отбы|содерж(?:ит|ат|ал)|проб(?:уд|ыл|ыть)|провед(?:ет|ёт)|пров[её]л|пров[ео]дит|наход(?:ит|ят|ил|ящ)|оста(?:ет|ёт|ют|ал|нет)|оказал|попал|томи|умер|умир|погиб|скончал|числ|знач|помещ|заключ|этапир|голода|голодов|держ)/
const BESIDE = 5

function isOutright(cue: Cue, { first, after }: Bounds, { document: { words } }: Reader): boolean {
  if (cue.kind !== 'state') return true
  for (let i = cue.first; i < cue.after; i++) if (STAYS.test(words[i]!.lower)) return true
  for (let i = cue.first - 1; i >= Math.max(first, cue.first - BESIDE); i--) {
    if (words[i]!.text === ',' || words[i]!.text === ';') break
    if (STAYS.test(words[i]!.lower)) return true
  }
  for (let i = cue.after; i < Math.min(after, cue.after + BESIDE); i++) {
    if (words[i]!.text === ',' || words[i]!.text === ';') break
    if (STAYS.test(words[i]!.lower)) return true
  }
  return false
}

// задержанный, осужденного, освободившаяся: stands by the name, before it or after a comma.
const PARTICIPLE =
  /(?:нн|т|[аяую]щ)(?:ий|ий|ый|ого|ому|ым|ом|ая|ой|ую|ые|ых|ыми)$|вш(?:ий|ая|его|ему|им|ем|ей|ую|ие|их|ими)(?:ся)?$/
const SELF = /^(?:отбыва|сид|отсид|наход|содерж|освобод.+(?:лся|лась|вш)|получ|вышел|выш|вышл|выйд)/
// "перевезли из учреждения № 15": then it is the one in another case who was or comes to be there.
const moved = (words: readonly Word[], { first, after }: Bounds): boolean =>
  words
    .slice(first, after)
    .some((word) => /(?:[аеиыяу]л[иа]?|зли|вели|вёл|вез)$/.test(word.lower) && word.stem !== 'быть')
const isPassive = (verb: string): boolean =>
  /(?:[аеяё]н|жат|пит|бит|перт)(?:а|о|ы|ный|ная|ные|ного|ной|ных)?$/.test(verb)
const sexOfVerb = (verb: string): Gender | null =>
  /(?:на|та|ла|лась)$/.test(verb) ? 'f' : /(?:[аеяё]н|т|л|лся)$/.test(verb) ? 'm' : null

// Judges and investigators do it to others.
const HOLDERS = new Set(['judge', 'prosecutor', 'investigator', 'police', 'spokesperson'])
const holdsOthers = ({ person }: MentionOf): boolean => person.roles.some((role) => HOLDERS.has(role.kind))

// Савченко and Дзидзигури have one form for all cases; Иванов is only who does it.
const FINED = /^(?:оштраф|штраф|допро|опрош|опроси)/
const sentenceHas = (what: RegExp, { first, after }: Bounds, words: readonly Word[]): boolean =>
  words.slice(first, after).some(({ lower }) => what.test(lower))

const TOWARDS = /^(?:изолятор|колонию|тюрьму|камеру|карцер|отделение)$/

/** "навестил Ольгу Седову в СИЗО", "письмо Ольги Седовой из колонии": another case, and the place right behind. */
function whoIsThere(cue: Cue, { first }: Bounds, reader: Reader): MentionOf[] | null {
  const { words } = reader.document
  if (cue.kind !== 'state' || TOWARDS.test(words[cue.after - 1]!.lower)) return null
  let at = cue.first
  if (cue.place && /^(?:в|во|из)$/.test(words[at - 1]?.lower ?? '')) at--
  const owner = reader.index.byWord.get(cue.after)
  if (/^камер/.test(words[cue.after - 1]!.lower) && owner?.mention.oblique) return [owner]
  if (!/^(?:в|во|из)$/.test(words[at]!.lower) || at === first) return null
  const found = reader.index.byWord.get(at - 1)
  if (!found?.mention.oblique || isUnlikely(found.person) || isKinOfHeld(found.person, reader.document.people))
    return null
  return groupOf(reader.document, reader.index, found, (i) => standsBetween(i, reader)).filter(
    ({ person }) => !isUnlikely(person),
  )
}

const isObject = ({ oblique, text }: PersonMention): boolean => oblique || /[оеиуыюэ]$/.test(text)

// "Освободившаяся в январе Полина Рудь": up to the next comma.
function nextNamed(cue: Cue, { after }: Bounds, { document, index }: Reader): MentionOf[] {
  for (let i = cue.after; i < Math.min(after, cue.after + 7) && document.words[i]!.kind !== 'punct'; i++) {
    const found = index.byWord.get(i)
    if (found) return [found]
  }
  return []
}

// "осуждённый на восемь лет Павел Дубовик", "похищенный в Грозном Павел Дубовик"
const FAR = /^(?:на|в|во|по|за|из|к|под|при|после|до)$/

// "Бабушка одного из осуждённых, Нина Павловна": the name is hers.
function isKinOfCalled(cue: Cue, { marks, document: { words } }: Reader): boolean {
  for (let i = cue.first; i > cue.first - 4 && i > 0; i--) {
    if (marks.kinBefore.has(i) && marks.kinBefore.get(i)!.kind !== 'friend') return true
    if (words[i - 1]!.kind === 'punct') return false
  }
  return false
}

function calledSo(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { marks, document, index } = reader
  const far = cue.kind === 'verb' || FAR.test(document.words[cue.after]?.lower ?? '')
  const near = cue.kind === 'verb' ? [] : namedAfter(cue.after, 4, bounds.after, reader)
  const isParticiple = PARTICIPLE.test(document.words[cue.first]!.lower)
  const found = near.length > 0 || !far || !isParticiple ? near : nextNamed(cue, bounds, reader)
  const first = found[0]
  if (!first) {
    const before = document.words[cue.first - 1]?.text === ',' ? index.byWord.get(cue.first - 2) : undefined
    return before ? [before] : []
  }
  // "Отец задержанного, Таймураз", "преподавательница подсудимой Дали": the name is that of the other.
  if (
    (isKinOfCalled(cue, reader) || marks.roleBefore.has(cue.first)) &&
    marks.roleBefore.get(cue.first)?.kind !== 'prisoner' &&
    (!first.mention.oblique || document.words[cue.after]?.text === ',')
  )
    return []
  return found
}

// "арест Ивана Петрова", "во время задержания", "после его ареста"
function ofNoun(cue: Cue, bounds: Bounds, reader: Reader): MentionOf[] {
  const { document, index, tables } = reader
  const { words } = document
  const previous = words[cue.first - 1]
  const sex = previous ? tables.ru.pronouns.get(previous.lower) : undefined
  if (previous && sex !== undefined)
    return sex === 'u' ? heldByPlural(previous, reader) : single(heldByPronoun(previous, sex as Gender, reader))
  const direct = namedAfter(cue.after, 5, bounds.after, reader).filter(({ mention }) => isObject(mention))
  if (direct.length > 0) return direct
  const after: MentionOf[] = []
  for (let i = cue.after; i < Math.min(bounds.after, cue.after + 25); i++) {
    if (reader.marks.acts.has(i) || reader.marks.said.has(i) || words[i]!.text === ';' || words[i]!.text === '»') break
    const found = index.byWord.get(i)
    if (found?.mention.oblique && !after.some((other) => other.person === found.person)) after.push(found)
  }
  if (after.length > 0) return after
  if (!['время', 'при', 'после', 'момент', 'момента', 'до'].includes(previous?.lower ?? '')) return []
  const here = (index.bySentence.get(words[bounds.first]!.sentence) ?? []).filter(
    (found) =>
      !isUnlikely(found.person) &&
      !speaks(found, reader) &&
      found.mention.firstWord < cue.first &&
      cue.first - found.mention.afterWord < REACH,
  )
  const nearest = here.findLast(({ mention }) => isObject(mention)) ?? here.at(-1)
  return nearest ? groupOf(document, index, nearest, (i) => standsBetween(i, reader)) : []
}

// "его задержали", "их увезли", "ей дали семь лет"
function pronounNear(cue: Cue, bounds: Bounds, reader: Reader, self: boolean): MentionOf[] | null {
  const { document, index, tables } = reader
  const { words } = document
  const look = (i: number): MentionOf[] | null => {
    const word = words[i]!
    if (word.lower.startsWith('котор')) return antecedent(i, bounds, reader)
    const sex = tables.ru.pronouns.get(word.lower)
    if (sex === undefined || index.byWord.has(i + 1)) return null
    const subject = /^(?:он|она|они)$/.test(word.lower)
    // "его адвокат" owns; after a verb done to somebody it is whom.
    if (self ? !subject && cue.kind !== 'state' : subject) return null
    if (
      !subject &&
      reader.marks.roleFrom.has(i + 1) !== false &&
      (reader.marks.roleFrom.has(i + 1) || reader.marks.kinFrom.has(i + 1))
    )
      return null
    return sex === 'u' ? heldByPlural(word, reader) : single(heldByPronoun(word, sex as Gender, reader))
  }
  for (let i = cue.first - 1; i >= Math.max(bounds.first, cue.first - 4) && words[i]!.kind !== 'punct'; i--) {
    if (index.byWord.has(i)) return null
    const found = look(i)
    if (found) return found
  }
  for (let i = cue.after; i < Math.min(bounds.after, cue.after + 2); i++) {
    const found = words[i]!.kind === 'punct' ? null : look(i)
    if (found) return found
  }
  return null
}

// "Тимура из Минска, которого задержали": the one named before the comma.
function antecedent(at: number, { first }: Bounds, { index }: Reader): MentionOf[] {
  for (let i = at - 1; i >= Math.max(first, at - 6); i--) {
    const found = index.byWord.get(i)
    if (found) return [found]
  }
  return []
}

const COUNTS =
  /^(?:двое|трое|четверо|пятеро|шестеро|несколько|десятки|сотни|тысячи|многие|некоторые|все|людей|люди|человек|мужчин|женщин)$/

// Somebody without a name stands beside the cue: "несколько активистов были задержаны" many, "подзащитного задержали" one.
function othersNear(cue: Cue, bounds: Bounds, { document: { words }, index, marks }: Reader): 'many' | 'one' | null {
  const beside = (from: number, to: number): 'many' | 'one' | null => {
    for (let i = from; from < to ? i < to : i > to; i += from < to ? 1 : -1) {
      const word = words[i]
      if (!word || i < bounds.first || i >= bounds.after || word.kind === 'punct' || index.byWord.has(i)) return null
      if ((COUNTS.test(word.lower) || word.kind === 'number') && !TIME.test(words[i + 1]?.lower ?? '')) return 'many'
      if (marks.kinBefore.has(i + 1) && !index.byWord.has(i + 1)) return 'many'
      // Заключение has the stem of заключённый.
      if (/^заключени/.test(word.lower)) continue
      const mark = marks.roleBefore.get(i + 1) ?? marks.roleFrom.get(i)
      // "корреспондентку издания «Вечерние ведомости» Ольгу Рузавину": the name comes.
      if (mark && from < to && nameFollows(mark.after, bounds.after, words, index)) return null
      if (!mark || index.byWord.has(mark.after) || index.byWord.has(mark.after + 1)) continue
      // "его подзащитного", "нашего коллегу": one of whom the text speaks; "демонстранта" may be anybody.
      return isMany(word) || !OWN.has(words[mark.first - 1]?.lower ?? '') ? 'many' : 'one'
    }
    return null
  }
  return beside(cue.first - 1, cue.first - 4) ?? beside(cue.after, cue.after + 4)
}
// "после трёх лет": so many years, not people.
const TIME = /^(?:лет|год|месяц|мес|недел|дн[ея]|день|сут|час)/
function nameFollows(from: number, limit: number, words: readonly Word[], index: Reader['index']): boolean {
  for (let i = from; i < Math.min(limit, from + 8) && words[i]!.text !== ',' && words[i]!.text !== '.'; i++)
    if (index.byWord.has(i)) return true
  return false
}
const OWN = new Set([
  'его',
  'ее',
  'её',
  'их',
  'моего',
  'мою',
  'моей',
  'нашего',
  'нашу',
  'своего',
  'свою',
  'этого',
  'эту',
])
const isMany = ({ lower }: Word): boolean => /(?:ов|ев|ей|ы|и|ам|ям|ами|ями|ах|ях|ых|их)$/.test(lower)

// A speaker's clause ends at "что"; a name across it or a quotation mark is another matter.
function clauseEnds(words: readonly Word[], cue: Cue, { firstWord, afterWord }: PersonMention): boolean {
  const [low, high] = afterWord <= cue.first ? [afterWord, cue.first] : [cue.after, firstWord]
  let open = 0
  for (let i = low; i < high; i++) {
    const { lower } = words[i]!
    if (lower === ';' || lower === 'что' || lower === 'но') return true
    if (lower === '«') open++
    else if (lower === '»') open--
  }
  return open !== 0 && !cue.place
}
