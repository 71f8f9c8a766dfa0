import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { byLanguage } from '../../language/by-language.ts'
import type { ReadLanguage } from '../../language/detect.ts'
import { addPhrase, type PhraseTree, phraseTree } from '../../language/phrases.ts'
import {
  fileOfProfessions,
  loadProfessions,
  type Professions,
  type ProfessionWords,
  professionWords,
} from '../../language/professions.ts'
import { lowerIn, stemOf } from '../../language/stem.ts'
import { isInList, type WordList, wordList } from '../../language/word-list.ts'
import { readTable, type Table } from '../../names/tables.ts'
import { type Keep, keepNothing } from '../kept-tables.ts'
import { type GivenNames, loadGivenNames, nameKey, type Sex } from './given-names.ts'
import type { WordFacts } from './word-facts.ts'

export interface Kin {
  kind: string
  sex: Sex
  /** The sex of the one whose kin it is: a wife's is a man. */
  other: Sex
}

/** Words that tell that somebody is or was deprived of liberty. */
export interface HeldWords {
  /** Done to a person: arrest, sentence. */
  verb: PhraseTree<true>
  /** Where a person is: in custody, behind bars. */
  state: PhraseTree<true>
  /** "the arrest of X", "X's arrest" */
  noun: PhraseTree<true>
  /** Stands before the name: jailed, political prisoner. */
  before: PhraseTree<true>
  /** "serve … sentence": the first word's stem leads to the second's. */
  gaps: Map<string, { second: string; kind: 'verb' | 'state' }[]>
  /** Before such words the same says that it has not happened, or may. */
  not: Set<string>
}

/** The words of one language by which people are told: config/lexicons/people-en.txt and its sisters. */
export interface PeopleWords {
  roles: PhraseTree<string>
  /** Which of them are professions: config/professions.txt. */
  professions: ProfessionWords
  titles: Map<string, Sex>
  kin: PhraseTree<Kin>
  organisations: Set<string>
  notPeople: Set<string>
  demonyms: Set<string>
  afterPlace: Set<string>
  said: PhraseTree<true>
  acts: PhraseTree<true>
  wellKnown: Set<string>
  held: HeldWords
  /** Pronouns by the sex they tell. */
  pronouns: Map<string, Sex>
  /** Words that are written small: only English needs them, where headings and offices have capitals. */
  common: WordList
  /** Those of them that stand in every text. */
  mostCommon: WordList
  /** Short forms of given names by key: настя → анастасия. */
  shortForms: Map<string, string[]>
  /** What was found out about a word once, by its text. */
  facts: Map<string, WordFacts>
}

export interface PeopleTables {
  readonly en: PeopleWords
  readonly ru: PeopleWords
  readonly az: PeopleWords
  readonly given: GivenNames
}

/** Reads the tables of people from config/, those of a language when a text first needs them. */
export function loadPeopleTables(config: string, keep: Keep = keepNothing): PeopleTables {
  const lexicons = join(config, 'lexicons')
  const commonWords = join(lexicons, 'common-words-en.txt')
  let known: Professions | undefined
  const professions = (): Professions => (known ??= loadProfessions(config))
  const languages = byLanguage((lang) => {
    const file = join(lexicons, `people-${lang}.txt`)
    return keep(`people-${lang}`, [file, fileOfProfessions(config), ...(lang === 'en' ? [commonWords] : [])], () =>
      wordsOf(lang, tableIn(file), lang === 'en' ? tableIn(commonWords) : new Map(), professions()),
    )
  })
  const names = [join(config, 'names/given.txt'), join(lexicons, 'people-given.txt')]
  let given: GivenNames | undefined
  return {
    get en() {
      return languages.en
    },
    get ru() {
      return languages.ru
    },
    get az() {
      return languages.az
    },
    get given() {
      given ??= keep('given-names', names, () => loadGivenNames(names))
      return given
    },
  }
}

const tableIn = (file: string): Table => readTable(readFileSync(file, 'utf8'))

/** Whether a word stands in a list that has one form of each word. */
export const isListed = (list: WordList, { lower, stem }: { lower: string; stem: string }): boolean =>
  list.text !== '' && (isInList(list, lower) || isInList(list, stem) || isInList(list, `${stem}e`))

function wordsOf(lang: ReadLanguage, table: Table, common: Table, professions: Professions): PeopleWords {
  const list = (heading: string): string[] =>
    (table.get(heading) ?? []).flatMap((line) => line.split(/\s+/)).filter((word) => word !== '')
  const stems = (heading: string): Set<string> =>
    new Set(list(heading).map((word) => stemOf(lang, lowerIn(lang, word))))
  const phrases = (heading: string): PhraseTree<true> => {
    const tree = phraseTree<true>(lang)
    // Azerbaijani verbs are often two words ("qeyd etmək"); a line without such pairs is a list of single words.
    for (const word of verbsOf(lang, table.get(heading) ?? [])) addPhrase(tree, word, true)
    return tree
  }
  const words: PeopleWords = {
    roles: phraseTree(lang),
    professions: professionWords(professions, lang),
    titles: new Map(),
    kin: phraseTree(lang),
    organisations: new Set([...stems('organisations'), ...list('organisations')]),
    notPeople: new Set([...list('not people').map((word) => lowerIn(lang, word)), ...stems('not people')]),
    demonyms: new Set(list('demonyms')),
    afterPlace: stems('after a place'),
    said: phrases('said'),
    acts: phrases('acts'),
    wellKnown: new Set(list('well known').map(nameKey)),
    held: heldWordsOf(lang, table),
    pronouns: new Map(
      (table.get('pronouns') ?? []).flatMap((line) =>
        line
          .slice(2)
          .trim()
          .split(/\s+/)
          .map((word): [string, Sex] => [word, line[0] as Sex]),
      ),
    ),
    common: wordList([...common.values()].flat().flatMap((line) => line.split(' '))),
    mostCommon: wordList((common.get('most common') ?? []).flatMap((line) => line.split(' '))),
    shortForms: shortFormsOf(table.get('short forms') ?? []),
    facts: new Map(),
  }
  for (const line of table.get('roles') ?? []) {
    const colon = line.indexOf(':')
    for (const phrase of line.slice(colon + 1).split('|'))
      addPhrase(words.roles, lowerIn(lang, phrase.trim()), line.slice(0, colon))
  }
  // A profession that the list above does not have is one all the same.
  for (const of of professions.words.values())
    for (const phrase of of[lang]) addPhrase(words.roles, lowerIn(lang, phrase), 'worker')
  for (const line of table.get('titles') ?? [])
    for (const title of line.slice(2).trim().split(/\s+/)) words.titles.set(title, line[0] as Sex)
  for (const line of table.get('kin') ?? []) {
    const [head = '', rest = ''] = line.split(':')
    const [kind = '', sex = 'u', other = 'u'] = head.split(' ')
    for (const phrase of rest.split('|'))
      addPhrase(words.kin, lowerIn(lang, phrase.trim()), { kind, sex: sex as Sex, other: other as Sex })
  }
  return words
}

function heldWordsOf(lang: ReadLanguage, table: Table): HeldWords {
  const tree = (kind: string): PhraseTree<true> => {
    const phrases = phraseTree<true>(lang)
    for (const line of table.get('held') ?? [])
      if (line.startsWith(`${kind}:`))
        for (const phrase of line.slice(kind.length + 1).split('|')) {
          const [first = '', second] = phrase.split('…').map((part) => lowerIn(lang, part.trim()))
          if (second === undefined) addPhrase(phrases, first, true)
          else {
            const stem = stemOf(lang, first)
            gaps.set(stem, [
              ...(gaps.get(stem) ?? []),
              { second: stemOf(lang, second), kind: kind as 'verb' | 'state' },
            ])
          }
        }
    return phrases
  }
  const gaps: HeldWords['gaps'] = new Map()
  return {
    gaps,
    verb: tree('verb'),
    state: tree('state'),
    noun: tree('noun'),
    before: tree('before'),
    not: new Set(
      (table.get('not held before') ?? [])
        .flatMap((line) => line.split(/\s+/))
        .map((word) => stemOf(lang, lowerIn(lang, word))),
    ),
  }
}

// "Анастасия: Настя Ася" → настя, ася → анастасия
function shortFormsOf(lines: string[]): Map<string, string[]> {
  const forms = new Map<string, string[]>()
  for (const line of lines) {
    const [full = '', short = ''] = line.split(':')
    for (const form of short.trim().split(/\s+/))
      forms.set(nameKey(form), [...(forms.get(nameKey(form)) ?? []), ...full.trim().split(/\s+/).map(nameKey)])
  }
  return forms
}

const HELPING_VERBS = new Set(['etmək', 'edilmək', 'olunmaq', 'vermək'])

function verbsOf(lang: ReadLanguage, lines: string[]): string[] {
  const words = lines.flatMap((line) => line.split(/\s+/))
  if (lang !== 'az') return words
  return words.flatMap((word, i) =>
    HELPING_VERBS.has(words[i + 1] ?? '') && !HELPING_VERBS.has(word)
      ? [`${word} ${words[i + 1]}`]
      : HELPING_VERBS.has(word)
        ? []
        : [word],
  )
}
