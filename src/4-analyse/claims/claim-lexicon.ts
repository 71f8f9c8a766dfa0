import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ClaimStatus } from '../../domain/claim.ts'
import { isReadLanguage, type ReadLanguage } from '../../language/detect.ts'
import { stemOf } from '../../language/stem.ts'
import { ConceptNames, CueMatcher } from './cue-matcher.ts'
import { NegationReader } from './cue-negation.ts'
import { type CuePattern, parseCuePattern } from './cue-pattern.ts'
import { CueWords } from './cue-words.ts'

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
  concepts: ConceptNames
  matcher: CueMatcher<CueRule>
  doubts: CueMatcher<CueDoubt>
  negation: NegationReader
  walls: ReadonlySet<string>
}

export interface ClaimLexicon {
  types: string[]
  /** Compiled when the first text of the language comes: most runs read one language. */
  cuesOf(lang: ReadLanguage): ClaimCues
}

// Only the shape that matters is checked, so that a monitor's slip is named and a reader's patience is not tried.
const CuesFile = z.object({
  language: z.string(),
  negation: z.object({
    before: z.string().default(''),
    after: z.string().default(''),
    except: z.string().default(''),
    parts: z.string().default(''),
    not_parts: z.string().default(''),
    reach: z.number().default(4),
  }),
  walls: z.string().default(''),
  polar: z.string().default(''),
  concepts: z.record(z.string(), z.string()),
  cues: z.record(z.string(), z.string()),
  doubts: z.record(z.string(), z.string()).default({}),
})

const TypesFile = z.record(
  z.string(),
  z.object({ cues: z.record(z.string(), z.string()).optional() }).loose(),
)

/** A mistake in a lexicon, told to the one who wrote it. */
export class LexiconMistake extends Error {}

const listOf = (text: string): string[] => text.split(',').map((word) => word.trim()).filter(Boolean)
const phrasesOf = (text: string): string[][] => listOf(text).map((phrase) => phrase.split(/\s+/))

/** Reads config/claims.yaml and, when asked for, config/lexicons/claims-<language>.yaml. */
export function loadClaimLexicon(folder: string): ClaimLexicon {
  const types = TypesFile.parse(parse(readFileSync(join(folder, 'claims.yaml'), 'utf8')))
  const compiled = new Map<ReadLanguage, ClaimCues>()
  return {
    types: Object.keys(types),
    cuesOf(lang) {
      let cues = compiled.get(lang)
      if (!cues) {
        cues = compileCues(lang, readCues(folder, lang), types)
        compiled.set(lang, cues)
      }
      return cues
    },
  }
}

function readCues(folder: string, lang: ReadLanguage): z.infer<typeof CuesFile> {
  const path = join(folder, 'lexicons', `claims-${lang}.yaml`)
  if (!existsSync(path)) throw new LexiconMistake(`there is no lexicon ${path}`)
  const read = CuesFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new LexiconMistake(`${path}: ${z.prettifyError(read.error)}`)
  return read.data
}

function compileCues(
  lang: ReadLanguage,
  file: z.infer<typeof CuesFile>,
  types: z.infer<typeof TypesFile>,
): ClaimCues {
  const words = new CueWords((word) => stemOf(lang, word))
  const concepts = new ConceptNames(words)
  for (const [name, list] of Object.entries(file.concepts)) concepts.define(name, listOf(list))
  for (const name of listOf(file.polar)) concepts.makePolar(name)
  const matcher = new CueMatcher<CueRule>(concepts)
  const add = (type: string, lines: string) => {
    if (!Object.hasOwn(types, type)) throw new LexiconMistake(`cues for "${type}", which claims.yaml does not know`)
    for (const { number: strength, pattern, tags } of linesOf(lines, type)) {
      const status = tags.find((tag): tag is ClaimStatus => ClaimStatus.safeParse(tag).success) ?? null
      matcher.add(pattern, { type, strength, status, general: tags.includes('general') })
    }
  }
  const doubts = new CueMatcher<CueDoubt>(concepts)
  for (const [type, lines] of Object.entries(file.doubts))
    for (const { number: factor, pattern } of linesOf(lines, type)) doubts.add(pattern, { type, factor })
  for (const [type, lines] of Object.entries(file.cues)) add(type, lines)
  for (const [type, { cues }] of Object.entries(types)) if (cues?.[lang]) add(type, cues[lang])
  const { before, after, except, parts, not_parts, reach } = file.negation
  const negation = new NegationReader({
    before: phrasesOf(before),
    after: phrasesOf(after),
    except: phrasesOf(except),
    parts: listOf(parts),
    notParts: listOf(not_parts),
    reach,
  })
  return { words, concepts, matcher, doubts, negation, walls: new Set(listOf(file.walls)) }
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

/** The language whose cues read a passage, or null where there are none. */
export const cueLanguage = (lang: string | null): ReadLanguage | null => (isReadLanguage(lang) ? lang : null)
