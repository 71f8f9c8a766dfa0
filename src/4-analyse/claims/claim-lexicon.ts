import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { isReadLanguage, type ReadLanguage } from '../../language/detect.ts'
import { stemOf } from '../../language/stem.ts'
import { ConceptNames, CueMatcher } from './cue-matcher.ts'
import { NegationReader } from './cue-negation.ts'
import { parseCuePattern } from './cue-pattern.ts'
import { CueWords } from './cue-words.ts'

/** What a cue says when it is found: this type of claim, as sure as that. */
export interface CueRule {
  type: string
  /** How often such words tell a claim where somebody is held: 0…1. */
  strength: number
}

/** The cues of one language, compiled. */
export interface ClaimCues {
  words: CueWords
  concepts: ConceptNames
  matcher: CueMatcher<CueRule>
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
    for (const line of lines.split('\n')) {
      const written = line.trim()
      if (written === '' || written.startsWith('#')) continue
      const [number, ...rest] = written.split(/\s+/)
      const strength = Number(number)
      if (!(strength > 0 && strength < 1)) throw new LexiconMistake(`"${written}" (${type}) begins with no number between 0 and 1`)
      matcher.add(parseCuePattern(rest.join(' ')), { type, strength })
    }
  }
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
  return { words, concepts, matcher, negation, walls: new Set(listOf(file.walls)) }
}

/** The language whose cues read a passage, or null where there are none. */
export const cueLanguage = (lang: string | null): ReadLanguage | null => (isReadLanguage(lang) ? lang : null)
