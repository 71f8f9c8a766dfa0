import type { Document } from '../document.ts'
import { resolve } from '../people/resolve.ts'
import { namedIn } from './named.ts'
import type { CuedSentence } from './sentence-cues.ts'
import { asSpeaker, isPlural, type Speaker } from './speaker.ts'

// How far back "she said" may mean a speaker who is no named person ("his sister").
const BACK = 6
// How far back the text may have been about somebody who is only a pronoun since.
const TOPIC = 8
// "She said" is mostly the one who spoke last, even where somebody else was named since.
const STILL_SPEAKS = 3

export const SUBJECT_PRONOUN = /^(?:he|she|it|they|он|она|они|o|onlar)$/

const SEX_OF: Record<string, 'm' | 'f'> = {
  he: 'm',
  his: 'm',
  him: 'm',
  she: 'f',
  her: 'f',
  он: 'm',
  его: 'm',
  она: 'f',
  ее: 'f',
  её: 'f',
}
const MAN =
  /(?:^|\s)(?:man|husband|father|son|brother|nephew|uncle|grandfather|муж|отец|сын|брат|дядя|мужчина)(?:\s|$)/i
const WOMAN =
  /(?:^|\s)(?:woman|wife|mother|daughter|sister|niece|aunt|grandmother|жена|мать|дочь|сестра|тетя|тётя|женщина|супруга)(?:\s|$)/i

// "She" is no committee and no nephew.
const isSomebody = (name: string, sex: 'm' | 'f'): boolean =>
  MAN.test(name) ? sex === 'm' : WOMAN.test(name) ? sex === 'f' : !/\p{Lu}/u.test(name)

const SEVERAL = /^(?:they|their|они|их|onlar\p{L}*)$/u

/** The speaker nearest before a sentence whom a test lets pass; null where none is near. */
export function lastSpeaker(
  before: readonly (Speaker | null)[],
  index: number,
  fits: (speaker: Speaker) => boolean,
): Speaker | null {
  for (let i = index - 1; i >= 0 && index - i <= BACK; i--) {
    const last = before[i]
    if (last && fits(last)) return last
  }
  return null
}

/**
 * Whom "she said" means: the one named in this very sentence whose sex it is, else the one who spoke last, else whom the
 * pronoun means anywhere.
 */
export function pronounSpeaker(
  document: Document,
  cued: CuedSentence,
  pronoun: { lower: string; start: number; end: number },
  why: string,
  before: readonly (Speaker | null)[],
): Speaker | null {
  const { index, paragraph } = cued.sentence
  const sex = SEX_OF[pronoun.lower] ?? null
  const several = SEVERAL.test(pronoun.lower)
  const fits = ({ person, name, authority }: Speaker) =>
    person
      ? sex === null || person.gender === null || person.gender === sex
      : (sex === null || (!authority && isSomebody(name, sex))) && (several || !isPlural(name, cued.sentence.lang))
  const { person, candidates } = resolve(document, pronoun.lower, pronoun.start)
  const sure = person !== null && sex !== null && person.gender === sex
  const isNamed = (i: number) =>
    person !== null && namedIn(document, i).some((named) => named.person === person && named.start < pronoun.start)
  let inParagraph = false
  for (let i = index; i >= 0 && document.sentences[i]!.paragraph === paragraph; i--) inParagraph ||= isNamed(i)
  for (let i = index - 1; i >= 0 && index - i <= BACK; i--) {
    const last = before[i]
    if (!last || !fits(last)) continue
    const sameParagraph = document.sentences[i]!.paragraph === paragraph
    // Who is named in the paragraph comes before whoever spoke in an earlier one, and a sex that is known before one that is not.
    if (inParagraph && !sameParagraph) break
    if (sure && last.person !== person && last.person?.gender !== sex) break
    const spoke = { ...last, start: pronoun.start, end: pronoun.end, why }
    if (last.person === null) {
      if (person === null || (sameParagraph && person.held)) return spoke
      continue
    }
    if (index - i <= STILL_SPEAKS || candidates.includes(last.person)) return spoke
  }
  if (person) return asSpeaker(cued, person, pronoun, why)
  // Nobody within a pronoun's reach: the one of that sex whom the text was about last.
  for (let i = index - 1; i >= 0 && index - i <= TOPIC; i--) {
    const fitting = namedIn(document, i).filter(
      ({ person: one }) => !one.byline && (sex === null || one.gender === null || one.gender === sex),
    )
    const people = [...new Set(fitting.map((named) => named.person))]
    if (people.length === 1 && !several) return asSpeaker(cued, people[0]!, pronoun, why)
    if (people.length > 1) break
  }
  return null
}
