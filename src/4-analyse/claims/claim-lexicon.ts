import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClaimStatus } from '../../domain/claim.ts'
import { byLanguage } from '../../language/by-language.ts'
import type { ReadLanguage } from '../../language/detect.ts'
import { stemOf } from '../../language/stem.ts'
import { type Keep, keepNothing } from '../kept-tables.ts'
import { ConceptNames, CueCompiler } from './cue-compiler.ts'
import { CueMatcher, type CueRows } from './cue-matcher.ts'
import { NegationReader, type NegationWords } from './cue-negation.ts'
import { type CuePattern, parseCuePattern } from './cue-pattern.ts'
import { CueWordCompiler } from './cue-word-compiler.ts'
import { type CueWordRows, CueWords } from './cue-words.ts'
import { FoundIndex } from './found-index.ts'
import { type LexiconFile, LexiconMistake, readLexiconFile } from './lexicon-file.ts'

/** What a cue says when it is found: this type of claim, as sure as that. */
export interface CueRule {
  type: string
  /** How often such words tell a claim where somebody is held: 0…1. */
  strength: number
  /** The status that the words themselves tell, where they do. */
  status: ClaimStatus | null
  /** Says that something was done, not what ("pressure"): no claim of its own where the text spells it out. */
  general: boolean
}

/** What speaks against a claim in the same sentence: it counts that much less. */
export interface CueDoubt {
  /** A type, or "any". */
  type: string
  factor: number
}

/** The cues of one language, compiled. */
export interface ClaimCues {
  words: CueWords
  /** The numbers that stand for each concept, by its name. */
  concepts: ReadonlyMap<string, readonly number[]>
  matcher: CueMatcher<CueRule>
  doubts: CueMatcher<CueDoubt>
  /** Cues of contacts that took place: their type is the kind of contact. */
  contacts: CueMatcher<Pick<CueRule, 'type' | 'strength'>>
  /** The concepts of the sentence at hand. */
  index: FoundIndex
  negation: NegationReader
  walls: ReadonlySet<string>
  /** How much of a claim's confidence remains where no word of the sentence ties it to anybody held. */
  untied: number
}

export interface ClaimLexicon {
  /** Compiled when the first text of the language comes: most runs read one language. */
  cuesOf(lang: ReadLanguage): ClaimCues
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
const phrasesOf = (text: string): string[][] => listOf(text).map((phrase) => phrase.split(/\s+/))

const STATUSES = ['denied', 'feared', 'resolved'] as const satisfies ClaimStatus[]

/** Reads config/claims.yaml and config/lexicons/claims-<language>.yaml when the language is first asked for. */
export function loadClaimLexicon(folder: string, keep: Keep = keepNothing): ClaimLexicon {
  const types = join(folder, 'claims.yaml')
  const ready = byLanguage((lang) => {
    const words = join(folder, 'lexicons', `claims-${lang}.yaml`)
    return cuesFrom(keep(`claims-${lang}`, [types, words], () => compileCues(lang, read(words), read(types))))
  })
  return { cuesOf: (lang) => ready[lang] }
}

/** The compiled cues as they can be kept: plain rows for what reads them. */
interface CueTables extends Omit<ClaimCues, 'words' | 'matcher' | 'doubts' | 'contacts' | 'index' | 'negation'> {
  words: CueWordRows
  matcher: CueRows<CueRule>
  doubts: CueRows<CueDoubt>
  contacts: CueRows<Pick<CueRule, 'type' | 'strength'>>
  negation: NegationWords
}

const cuesFrom = (tables: CueTables): ClaimCues => ({
  ...tables,
  words: new CueWords(tables.words),
  matcher: new CueMatcher(tables.matcher),
  doubts: new CueMatcher(tables.doubts),
  contacts: new CueMatcher(tables.contacts),
  index: new FoundIndex(),
  negation: new NegationReader(tables.negation),
})

function read(path: string): LexiconFile {
  if (!existsSync(path)) throw new LexiconMistake(`there is no file ${path}`)
  return readLexiconFile(readFileSync(path, 'utf8'), path)
}

const textIn = (file: LexiconFile, name: string): string => {
  const value = file.get(name)
  return typeof value === 'string' ? value : ''
}

const partIn = (file: LexiconFile, name: string): Map<string, string> => {
  const value = file.get(name)
  const texts = new Map<string, string>()
  if (value instanceof Map) for (const [key, text] of value) if (typeof text === 'string') texts.set(key, text)
  return texts
}

function compileCues(lang: ReadLanguage, file: LexiconFile, types: LexiconFile): CueTables {
  const words = new CueWordCompiler((word) => stemOf(lang, word))
  const concepts = new ConceptNames(words)
  for (const [name, list] of partIn(file, 'concepts')) concepts.define(name, listOf(list))
  for (const name of listOf(textIn(file, 'polar'))) concepts.makePolar(name)
  const matcher = new CueCompiler<CueRule>(concepts)
  const add = (type: string, lines: string) => {
    if (!types.has(type)) throw new LexiconMistake(`cues for "${type}", which claims.yaml does not know`)
    for (const { number: strength, pattern, tags } of linesOf(lines, type)) {
      const status = STATUSES.find((name) => tags.includes(name)) ?? null
      matcher.add(pattern, { type, strength, status, general: tags.includes('general') })
    }
  }
  const doubts = new CueCompiler<CueDoubt>(concepts)
  for (const [type, lines] of partIn(file, 'doubts'))
    for (const { number: factor, pattern } of linesOf(lines, type)) doubts.add(pattern, { type, factor })
  for (const [type, lines] of partIn(file, 'cues')) add(type, lines)
  for (const { type, lines } of framesOf(file)) add(type, lines)
  const contacts = new CueCompiler<Pick<CueRule, 'type' | 'strength'>>(concepts)
  for (const [type, lines] of partIn(file, 'contacts'))
    for (const { number: strength, pattern } of linesOf(lines, type)) contacts.add(pattern, { type, strength })
  // A team's own types carry their cues in claims.yaml.
  for (const [type, fields] of types) if (fields instanceof Map) add(type, partIn(fields, 'cues').get(lang) ?? '')
  const negation = partIn(file, 'negation')
  return {
    // The words last: cues bring words of their own.
    concepts: concepts.byName(),
    matcher: matcher.rows(),
    doubts: doubts.rows(),
    contacts: contacts.rows(),
    words: words.rows(),
    negation: {
      before: phrasesOf(negation.get('before') ?? ''),
      after: phrasesOf(negation.get('after') ?? ''),
      except: phrasesOf(negation.get('except') ?? ''),
      stops: phrasesOf(negation.get('stops') ?? ''),
      parts: listOf(negation.get('parts') ?? ''),
      notParts: listOf(negation.get('not_parts') ?? ''),
      light: new Set(listOf(negation.get('light') ?? '').map((verb) => stemOf(lang, verb))),
      reach: Number(negation.get('reach') ?? 4),
    },
    walls: new Set(listOf(textIn(file, 'walls'))),
    untied: Number(textIn(file, 'untied') || 1),
  }
}

// What happens to one thing that a held person needs happens to another: a frame is a cue with @it for the thing.
function* framesOf(file: LexiconFile): Generator<{ type: string; lines: string }> {
  const frames = file.get('frames')
  if (!(frames instanceof Map)) return
  for (const [name, frame] of frames) {
    if (!(frame instanceof Map)) throw new LexiconMistake(`the frame "${name}" has no "of:" and "cues:"`)
    for (const pair of listOf(textIn(frame, 'of'))) {
      const [type, thing, ...more] = pair.split(/\s+/)
      if (!type || !thing?.startsWith('@') || more.length > 0)
        throw new LexiconMistake(
          `the frame "${name}" is of "${pair}", not of a type and a concept ("denied_visit @visit")`,
        )
      yield { type, lines: textIn(frame, 'cues').replaceAll('@it', thing) }
    }
  }
}

// ".9 @deny ~ @visit :resolved": how sure, the cue, and what else it says.
function* linesOf(lines: string, type: string): Generator<{ number: number; pattern: CuePattern; tags: string[] }> {
  for (const line of lines.split('\n')) {
    const written = line.trim()
    if (written === '' || written.startsWith('#')) continue
    const [first, ...rest] = written.split(/\s+/)
    const number = Number(first)
    if (!(number >= 0 && number < 1)) throw new LexiconMistake(`"${written}" (${type}) begins with no number below 1`)
    const tags = rest.filter((word) => word.startsWith(':')).map((word) => word.slice(1))
    yield { number, pattern: parseCuePattern(rest.filter((word) => !word.startsWith(':')).join(' ')), tags }
  }
}
