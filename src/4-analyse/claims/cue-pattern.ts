/**
 * The small language in which cues are written (docs/languages.md tells it for those who write them):
 *
 *   letter*           a word that begins so               =led       this very form
 *   visit             a word in any inflected form         @deny      any word of a concept
 *   !@allow           the same, negated                    a|b        one or the other
 *   +beat             not negated (concepts that are listed as polar are so by themselves)
 *   long_visit        words side by side
 *   a b               b soon after a                       a .. b     b later in the same clause
 *   a ~ b             both in one clause, either order     a & b      both in the sentence
 *   -@norm            not in this sentence                 -~@counsel not close to the cue
 */
export interface CueElement {
  any: CueAlternative[]
  /** How this element stands to the one before it. */
  joint: Joint
}
export interface CueAlternative {
  /** "@concept", "word", "word*" or "=word". */
  key: string
  /** Whether it must be negated (true), must not be (false), or may be (null). */
  negated: boolean | null
}
export type Joint = 'soon' | 'later' | 'near' | 'sentence'

export interface CuePattern {
  text: string
  elements: CueElement[]
  vetoes: CueElement[]
}

const JOINTS: Record<string, Joint> = { '..': 'later', '~': 'near', '&': 'sentence' }

/** Reads one cue as written in a lexicon. Throws on a cue that nobody can have meant. */
export function parseCuePattern(text: string): CuePattern {
  const elements: CueElement[] = []
  const vetoes: CueElement[] = []
  let joint: Joint = 'soon'
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    if (Object.hasOwn(JOINTS, word)) {
      joint = JOINTS[word]!
      continue
    }
    const veto = word.startsWith('-') && word.length > 1
    const close = veto && word[1] === '~'
    const bare = close ? word.slice(2) : veto ? word.slice(1) : word
    // The first one's sign holds for all; without it each alternative may have its own: "запрет*|!разреш*".
    const whole = signOf(bare)
    const any = bare
      .split('|')
      .map((written): CueAlternative => {
        const own = signOf(written)
        return { key: own === null ? written : written.slice(1), negated: own ?? whole }
      })
      .filter(({ key }) => key !== '')
    if (any.length === 0) throw new Error(`no word in "${word}" of the cue "${text}"`)
    if (veto) vetoes.push({ any, joint: close ? 'near' : 'sentence' })
    else {
      elements.push({ any, joint })
      joint = 'soon'
    }
  }
  if (elements.length === 0) throw new Error(`the cue "${text}" has nothing to find`)
  return { text: text.trim(), elements, vetoes }
}

const signOf = (word: string): boolean | null => (word[0] === '!' ? true : word[0] === '+' ? false : null)
