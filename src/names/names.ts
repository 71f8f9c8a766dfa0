// Start reading here: what the name engine offers to the rest of Vigil. All of it is pure; tables are read once from config/names.
//
//   compareNames(a, b)          are these two written names one person's? { score, same, explain() }
//   buildNameIndex(watches)     tracked persons, ready to be found; spotNames(index, text, lang?) finds them in a text
//   soundKey(name)              a key under which spellings of one name meet in all scripts, for search by sound
//   soundOf(word)               the sounds of one word; soundDistance(a, b) between two of them (0 = the same, 1 = one other sound)
//   nominatives(word, lang?)    what a name word may be a case of, with cases and sexes as bits (Russian, Ukrainian, Belarusian, Azerbaijani)
//   lookUp(soundOf(word))       what the dictionary knows of a word: given name, surname, sex
//   parseName(text)             words, initials and father's name of a written name
//   readingsOfWord(word, lang?) what one word of a text may be a form of, with the sounds
import { type Comparison, compareWritten, type WordMatch } from './compare.ts'

export { MAN, nominatives, WOMAN } from './cases.ts'
export { lookUp } from './dictionary.ts'
export { soundDistance } from './distance.ts'
export { buildNameIndex, type NameIndex, type WatchedName } from './name-index.ts'
export { parseName, readingsOfWord } from './parse-name.ts'
export { soundOf } from './sound.ts'
export { soundKey } from './sound-key.ts'
export { type NameHit, spotNames } from './spot-names.ts'

/** The verdict on two names. */
export interface NameComparison {
  /** 0 … 1 */
  score: number
  /** Whether the score reaches the shipped threshold. */
  same: boolean
  explain(): NameExplanation
}

export interface NameExplanation {
  words: WordMatch[]
  against: string[]
}

/** Tells whether two written names can be one person's, in any of the three scripts, cases and orders, and why. */
export function compareNames(a: string, b: string): NameComparison {
  const { score, same, words, against }: Comparison = compareWritten(a, b)
  return { score: Math.round(score * 10_000) / 10_000, same, explain: () => ({ words, against }) }
}
