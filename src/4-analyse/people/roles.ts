import { professionsIn } from '../../language/professions.ts'
import type { Document } from '../document.ts'
import type { KinMark, Marks, RoleMark } from './marks.ts'
import type { MentionOf, MentionsIndex } from './mentions-index.ts'
import { lastBefore } from './mentions-index.ts'
import type { Gender, Person } from './person.ts'
import type { PeopleTables } from './tables.ts'

const KIN_GENDER: Record<string, Gender> = { m: 'm', f: 'f' }

/** Adds to the people what they are called by (roles), what they are to each other (relations), and their sex where that tells it. */
export function addRoles(document: Document, index: MentionsIndex, marks: Marks, tables: PeopleTables): void {
  for (const found of index.all) {
    addRoleOf(document, index, found, marks, tables)
    addRelationOf(document, index, found, marks)
  }
}

function addRoleOf(
  document: Document,
  index: MentionsIndex,
  { person, mention }: MentionOf,
  marks: Marks,
  tables: PeopleTables,
): void {
  const { words, sentences } = document
  const sentence = sentences[mention.sentence]!
  const first = sentence.words[0]!.index
  const limit = sentence.words.at(-1)!.index + 1
  const add = (mark: RoleMark | undefined): boolean => {
    if (!mark || mark.first < first) return false
    const text = document.text.slice(words[mark.first]!.start, words[mark.after - 1]!.end)
    if (ownsIt(words[mark.after - 1]!, mark.after, mention)) return false
    // "адвокат Станислава Позднякова Марк Фейгин": the office is the second's.
    if (
      sentence.lang !== 'en' &&
      mark.after <= mention.firstWord &&
      index.byWord.has(mention.afterWord) &&
      index.byWord.get(mention.afterWord)!.person !== person
    )
      return false
    if (!person.roles.some((role) => role.kind === mark.kind))
      person.roles.push({ kind: mark.kind, text, start: words[mark.first]!.start, end: words[mark.after - 1]!.end })
    if (mark.kind !== 'relative' && !kinBeforeRole(mark, marks, words)) addProfessions(person, document, mark, tables)
    return true
  }
  if (add(marks.roleBefore.get(mention.firstWord))) {
    // "political prisoner and journalist X"
    const before = marks.roleBefore.get(mention.firstWord)!
    if (['and', 'и', 'və', ','].includes(words[before.first - 1]?.lower ?? ''))
      add(marks.roleBefore.get(before.first - 1))
  } else {
    const sign = words[mention.firstWord - 1]?.text
    if (sign === ',' || sign === '–' || sign === '—') {
      const before = marks.roleBefore.get(mention.firstWord - 1)
      const kin = before ? kinOf(before, marks, words) : null
      // "Мать осуждённого, Анна Петрова", "the wife of the convict, Olga": the role is that of the other.
      add(kin ? { kind: 'relative', first: kin.first, after: kin.after } : before)
      // "the Public Defender of Georgia, Nino Petriashvili", "an official from the Ministry of Justice, Ali Karimov"
      let at = mention.firstWord - 2
      while (at > first && at > mention.firstWord - 9 && (words[at]!.capital || OF.has(words[at]!.lower))) {
        if (OF.has(words[at]!.lower) && !index.byWord.has(at + 1) && add(marks.roleBefore.get(at))) break
        at--
      }
    }
    // "Адвокат семьи Ибрагим Эльсанов", "пресс-секретарь ФСИН X"
    if (sentence.lang !== 'en')
      for (
        let i = mention.firstWord - 1;
        i >= Math.max(first, mention.firstWord - 4) && words[i]!.kind !== 'punct';
        i--
      ) {
        // "Vəkil Sadıqlı dünən Fərzəliyevanı …": the office is the first one's.
        const between = index.byWord.get(i)
        if (between && between.person !== person && words[i]!.lower.length > 2 && !between.mention.oblique) break
        // "начальник отряда у Лисянского": what stands before a preposition is said of somebody else.
        if (sentence.lang === 'ru' && PREPOSITIONS.has(words[i]!.lower)) break
        // "Адвокат навестил Ольгу Седову": a verb stands between.
        if (marks.said.has(i) || marks.acts.has(i) || PAST.test(words[i]!.lower)) break
        if (add(marks.roleBefore.get(i))) break
      }
  }
  if (
    words[mention.afterWord]?.text === ',' ||
    words[mention.afterWord]?.text === '(' ||
    words[mention.afterWord]?.text === '–' ||
    words[mention.afterWord]?.text === '—'
  )
    for (let i = mention.afterWord + 1; i < Math.min(limit, mention.afterWord + 8); i++) {
      const word = words[i]!
      if (word.kind === 'punct' && word.text !== "'s" && word.text !== '’s' && word.text !== '-') break
      if (marks.acts.has(i) || marks.said.has(i)) break
      // "X, a journalist", not "X, and the journalist Y"
      if (STOPS.has(word.lower) || /^котор/.test(word.lower)) break
      if (sentence.lang === 'ru' && PRESENT.test(word.lower)) break
      // "X, the mother of the prisoner": no prisoner herself.
      const kin = marks.kinFrom.get(i)
      if (kin && kin.kind !== 'friend') {
        add({ kind: 'relative', first: kin.first, after: kin.after })
        break
      }
      if (add(marks.roleFrom.get(i))) break
    }
}

// The longest word for a role need not be the one for a profession: "prison doctor", "head doctor".
function addProfessions(person: Person, { words, sentences }: Document, mark: RoleMark, tables: PeopleTables): void {
  const { lang } = sentences[words[mark.first]!.sentence]!
  if (lang === null) return
  for (const profession of professionsIn(words, mark, tables[lang].professions))
    if (!person.professions.includes(profession)) person.professions.push(profession)
}

function kinOf(mark: RoleMark, marks: Marks, words: Document['words']): KinMark | null {
  return mark.kind === 'prisoner' ? kinBeforeRole(mark, marks, words) : null
}

// "Мать журналиста, Анна Петрова": the role is that of somebody else.
function kinBeforeRole({ first }: RoleMark, marks: Marks, words: Document['words']): KinMark | null {
  for (let i = first; i > first - 4 && i > 0; i--) {
    const kin = marks.kinBefore.get(i)
    if (kin) return kin.kind === 'friend' ? null : kin
    if (words[i - 1]!.kind === 'punct') return null
  }
  return null
}

// "Третий, геодезист X, ждёт врача": a verb.
const PRESENT = /(?:[ёе]т|ют|ит)$/
const PAST = /(?:[аеиыуя]л|[аеиыуя]л[аи]|л[аи]?сь|лся|[ıiuü]b|[ıiuü]bl[aə]r|d[ıiuü]|d[ıiuü]l[aə]r)$/
const OF = new Set(['of', 'for', 'from', 'the', 'and'])
const PREPOSITIONS = new Set(
  'у к ко о об от с со из для за на в во по при про через над под перед между без до'.split(' '),
)

// Brothers who are named together are kin to each other, not to somebody else.
const MANY =
  /^(?:братья|братьев|братьям|сестры|сёстры|сестер|супруги|супругов|родители|дети|сыновья|дочери)$|^(?:brother|sister|son|daughter|parent|spouse|twin|cousin|relative)s$|l[aə]r[ıi]?$/
const STOPS = new Set([
  'and',
  'и',
  'və',
  'а',
  'также',
  'но',
  'где',
  'что',
  'isə',
  'who',
  'whom',
  'whose',
  'while',
  'but',
  'when',
  'кого',
  'чей',
])

// "Мать Рустама", "адвокат Дениса Юдина": the nominative is of somebody else, the name says whose he is.
const KIN_NOMINATIVE = new Set(
  'мать мама жена супруга вдова сестра дочь дочка бабушка тетя тётя невеста племянница тёща теща отец папа муж супруг брат сын дед дедушка дядя жених племянник'.split(
    ' ',
  ),
)
function ownsIt(
  called: { lower: string; sentence: number },
  after: number,
  { oblique, firstWord }: { oblique: boolean; firstWord: number },
): boolean {
  return (
    oblique &&
    after === firstWord &&
    (KIN_NOMINATIVE.has(called.lower) || /[бвгджзклмнпрстфхцчшщйь]$/.test(called.lower))
  )
}

const OF_HIM = new Set(['his', 'её', 'его', 'ее', 'her', 'их', 'their', 'onun'])

function addRelationOf(document: Document, index: MentionsIndex, found: MentionOf, marks: Marks): void {
  const { words, sentences } = document
  const { person, mention } = found
  const first = sentences[mention.sentence]!.words[0]!.index
  const comma = words[mention.firstWord - 1]?.text
  const at =
    comma === ',' || comma === '–' || comma === '—' || comma === '(' ? mention.firstWord - 1 : mention.firstWord
  const kin = marks.kinBefore.get(at)
  if (kin && ownsIt(words[kin.after - 1]!, kin.after, mention)) return
  if (kin && kin.first >= first && kin.kind !== 'friend' && !MANY.test(words[kin.after - 1]!.lower)) {
    person.gender ??= KIN_GENDER[kin.sex] ?? null
    if (!person.roles.some((role) => role.kind === 'relative'))
      person.roles.push({
        kind: 'relative',
        text: document.text.slice(words[kin.first]!.start, words[kin.after - 1]!.end),
        start: words[kin.first]!.start,
        end: words[kin.after - 1]!.end,
      })
    const other = ownerBefore(document, index, found, kin.first, first)
    relate(document, person, other, kin.kind, kin.first, kin.after)
    return
  }
  // "wife of Samir Ashurov, Nurana", "Мать Ивана Петрова Ольга": the other's name stands between.
  const before = index.byWord.get(at - 1)
  if (before && before.person !== person) {
    const of = words[before.mention.firstWord - 1]
    const edge =
      of?.lower === 'of' || of?.lower === 'to' || of?.lower === 'for'
        ? before.mention.firstWord - 1
        : before.mention.firstWord
    const back = kinNear(marks, edge, first)
    if (back) {
      person.gender ??= KIN_GENDER[back.sex] ?? null
      relate(document, person, before.person, back.kind, back.first, back.after)
      return
    }
    const role = roleNearBefore(marks, edge, first)
    if (role?.kind === 'lawyer') relate(document, person, before.person, 'lawyer', role.first, role.after)
  }
  // "X, wife of Samir Ashurov", "X, Samir's wife", "X, lawyer for Samir"
  if (words[mention.afterWord]?.text === ',') {
    for (let i = mention.afterWord + 1; i < mention.afterWord + 7 && i < words.length; i++) {
      const relative = marks.kinFrom.get(i)
      const role = marks.roleFrom.get(i)
      if (words[i]!.kind === 'punct' && words[i]!.text !== "'s" && words[i]!.text !== '’s') break
      if (STOPS.has(words[i]!.lower) || /^котор/.test(words[i]!.lower)) break
      if (!relative && role?.kind !== 'lawyer') continue
      const after = (relative ?? role!).after
      // "Zaur, his sister Aminat said": the word is said of the name after it.
      if (OF_HIM.has(words[i - 1]!.lower) && index.byWord.has(after)) return
      const prepositioned = ['of', 'to', 'for'].includes(words[after]?.lower ?? '') ? after + 1 : after
      const other = nextMention(index, prepositioned, 4) ?? ownerBefore(document, index, found, i, mention.afterWord)
      if (relative) person.gender ??= KIN_GENDER[relative.sex] ?? null
      relate(document, person, other, relative?.kind ?? 'lawyer', i, after)
      return
    }
  }
  const far = kinOfRole(document, index, found, marks, first)
  if (far) {
    person.gender ??= KIN_GENDER[far.sex] ?? null
    const owner = ownerOfRole(document, index, found, far, first)
    // "A mother with her son, the student Luka": the story is his, she is the relative.
    const turned = owner !== null && /^(?:her|whose|её|ее)$/.test(words[far.first - 1]?.lower ?? '') && far.sex === 'm'
    if (turned) relate(document, owner, person, 'relative', far.first, far.after)
    else relate(document, person, owner, far.kind, far.first, far.after)
    return
  }
  const role = marks.roleBefore.get(at)
  if (role?.kind === 'lawyer' && role.first >= first)
    relate(document, person, ownerBefore(document, index, found, role.first, first), 'lawyer', role.first, role.after)
}

// How far before a name the word for its bearer's kin may stand.
const KIN_WITHIN = 9

/** "Отец оператора, отставной лётчик Фикрет": kin of somebody called by his role, with what he is himself between. */
function kinOfRole(
  { words }: Document,
  index: MentionsIndex,
  { mention }: MentionOf,
  marks: Marks,
  first: number,
): KinMark | null {
  let commas = 0
  for (let i = mention.firstWord - 1; i >= Math.max(first, mention.firstWord - KIN_WITHIN); i--) {
    const word = words[i]!
    const kin = marks.kinFrom.get(i)
    if (kin) return kin.kind === 'friend' || MANY.test(word.lower) || kin.after === mention.firstWord ? null : kin
    if (word.text === ',' && ++commas <= 2) continue
    if (word.kind === 'punct' && word.text !== '-' && word.text !== "'s" && word.text !== '’s') return null
    if (word.capital || index.byWord.has(i) || marks.said.has(i) || marks.acts.has(i)) return null
    if (STOPS.has(word.lower) || PREPOSITIONS.has(word.lower) || VERBISH.test(word.lower)) return null
  }
  return null
}

const VERBISH = /^(?:is|are|was|were|has|have|had|to|with|from|by|at|in|on)$|(?:л|ла|ли|лся|лась)$/

function ownerOfRole(
  document: Document,
  index: MentionsIndex,
  found: MentionOf,
  kin: KinMark,
  first: number,
): Person | null {
  const before = document.words[kin.first - 1]
  if (before && before.index >= first && (before.lower === 'whose' || OF_HIM.has(before.lower)))
    return ownerBefore(document, index, found, kin.first, first)
  return nearestOther(index, found, kin.other === 'm' || kin.other === 'f' ? kin.other : null, document)
}

function kinNear(marks: Marks, edge: number, first: number) {
  for (let i = edge; i >= Math.max(first, edge - 3); i--) {
    const kin = marks.kinBefore.get(i)
    if (kin && kin.first >= first && kin.kind !== 'friend') return kin
  }
  return null
}

function roleNearBefore(marks: Marks, edge: number, first: number): RoleMark | null {
  for (let i = edge; i >= Math.max(first, edge - 2); i--) {
    const role = marks.roleBefore.get(i)
    if (role && role.first >= first) return role
  }
  return null
}

function nextMention(index: MentionsIndex, from: number, within: number): Person | null {
  for (let i = from; i < from + within; i++) {
    const found = index.byWord.get(i)
    if (found) return found.person
  }
  return null
}

// Whose kin or lawyer: "Samir's wife", "его жена", "Sərxanın həyat yoldaşı"; null where the text does not tell.
function ownerBefore(
  document: Document,
  index: MentionsIndex,
  found: MentionOf,
  kinFirst: number,
  sentenceFirst: number,
): Person | null {
  const { words, sentences } = document
  let i = kinFirst - 1
  while (i >= sentenceFirst && i > kinFirst - 4) {
    const word = words[i]!
    const named = index.byWord.get(i)
    if (named && named.person !== found.person) return named.person
    if (OF_HIM.has(word.lower))
      return nearestOther(
        index,
        found,
        word.lower === 'his' || word.lower === 'его' ? 'm' : word.lower === 'onun' ? null : 'f',
        document,
      )
    if (word.kind === 'punct' && word.text !== "'s" && word.text !== '’s') break
    i--
  }
  // Azerbaijani says "his wife" by the ending alone: "Həyat yoldaşı Zümrüd".
  if (sentences[found.mention.sentence]!.lang === 'az') return nearestOther(index, found, null, document)
  return null
}

// The person named last before, of the sex told, within three sentences; the one who is somebody's kin himself is passed over.
function nearestOther(index: MentionsIndex, found: MentionOf, sex: Gender | null, document: Document): Person | null {
  const from = lastBefore(index, found.mention.start)
  for (let i = from; i >= 0; i--) {
    const other = index.all[i]!
    if (found.mention.sentence - other.mention.sentence > 3) break
    if (other.person === found.person || other.person.byline) continue
    if (sex !== null && other.person.gender !== null && other.person.gender !== sex) continue
    if (other.person.relations.length > 0 || other.person.roles.some((role) => OFFICIAL.has(role.kind))) continue
    return other.person
  }
  const firstHeld = document.people.find(
    (person) =>
      person !== found.person &&
      person.relations.length === 0 &&
      (sex === null || person.gender === null || person.gender === sex) &&
      !person.byline &&
      !person.roles.some((role) => OFFICIAL.has(role.kind)),
  )
  return from >= 0 && firstHeld && firstHeld.mentions[0]!.start < found.mention.start ? firstHeld : null
}

const OFFICIAL = new Set([
  'judge',
  'prosecutor',
  'investigator',
  'prison',
  'official',
  'spokesperson',
  'lawyer',
  'police',
])

function relate(
  document: Document,
  person: Person,
  other: Person | null,
  kind: string,
  first: number,
  after: number,
): void {
  if (!other || other === person || person.relations.some((relation) => relation.to === other.id)) return
  person.relations.push({
    kind,
    to: other.id,
    start: document.words[first]!.start,
    end: document.words[after - 1]!.end,
  })
}
