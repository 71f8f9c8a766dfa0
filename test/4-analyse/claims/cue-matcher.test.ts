import { describe, expect, it } from 'vitest'
import { ConceptNames, CueCompiler } from '../../../src/4-analyse/claims/cue-compiler.ts'
import { CueMatcher } from '../../../src/4-analyse/claims/cue-matcher.ts'
import { NegationReader } from '../../../src/4-analyse/claims/cue-negation.ts'
import { parseCuePattern } from '../../../src/4-analyse/claims/cue-pattern.ts'
import { CueWordCompiler } from '../../../src/4-analyse/claims/cue-word-compiler.ts'
import { CueWords } from '../../../src/4-analyse/claims/cue-words.ts'
import { distancesOf } from '../../../src/4-analyse/claims/distances.ts'
import { FoundIndex } from '../../../src/4-analyse/claims/found-index.ts'
import { stemOf } from '../../../src/language/stem.ts'
import { splitWords } from '../../../src/language/words.ts'

const written = new CueWordCompiler((word) => stemOf('en', word))
const concepts = new ConceptNames(written)
concepts.define('deny', ['deny', 'refuse'])
concepts.define('allow', ['allow', 'permit'])
concepts.define('call', ['-call for', '-roll call', 'call', 'phone card'])
concepts.makePolar('deny')
const compiler = new CueCompiler<string>(concepts)
compiler.add(parseCuePattern('@deny .. visit'), 'denied visit')
compiler.add(parseCuePattern('!@allow ~ visit'), 'no visit')
compiler.add(parseCuePattern('@call & broken'), 'broken call')
const matcher = new CueMatcher(compiler.rows())
const words = new CueWords(written.rows())
const negation = new NegationReader({
  before: [['not'], ['no'], ['never']],
  after: [['nowhere']],
  except: [['not', 'only']],
  stops: [['and', 'was']],
  parts: [],
  notParts: [],
  reach: 4,
})

function cuesIn(sentence: string): string[] {
  const tokens = splitWords(sentence, 0, sentence.length, 'en').filter((word) => word.kind !== 'punct')
  const at = distancesOf(sentence, tokens, new Set(['but', 'and']))
  const index = new FoundIndex()
  index.load(words.find(tokens, negation.read(tokens, at)))
  return matcher.match(index, at).map(({ rule }) => rule)
}

describe('cues in a sentence', () => {
  it('are found in every form of their words', () => {
    expect(cuesIn('They denied her two visits.')).toEqual(['denied visit'])
    expect(cuesIn('Refusing visits is common.')).toEqual(['denied visit'])
  })

  it('keep the order that they ask for', () => {
    expect(cuesIn('The visit took place, officials deny nothing.')).toEqual([])
  })

  it('know what is negated, and what only looks so', () => {
    expect(cuesIn('She was not allowed a visit.')).toEqual(['no visit'])
    expect(cuesIn('She was allowed a visit.')).toEqual([])
    expect(cuesIn('She did not eat and was allowed a visit.')).toEqual([])
    expect(cuesIn('Not only allowed was the visit.')).toEqual([])
    expect(cuesIn('The prison never denied visits.')).toEqual([])
  })

  it('do not reach over a new thought', () => {
    expect(cuesIn('He did not sleep or eat much that week, but the guards allowed a long visit.')).toEqual([])
  })

  it('leave out words that only begin like the concept', () => {
    expect(cuesIn('His calls are always broken.')).toEqual(['broken call'])
    expect(cuesIn('Groups call for justice in the broken country.')).toEqual([])
    expect(cuesIn('After the roll call the window was broken.')).toEqual([])
    expect(cuesIn('After the roll call his calls were broken off.')).toEqual(['broken call'])
  })

  it('cost no more than a set number of tries', () => {
    const hostile = `${'not allowed visit denied '.repeat(4000)}.`
    expect(cuesIn(hostile)).toContain('no visit')
  })
})
