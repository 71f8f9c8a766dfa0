import type { Block } from './blocks.ts'
import { OPENINGS, type PageWords } from './page-words.ts'

const bit = (name: (typeof OPENINGS)[number]) => 1 << OPENINGS.indexOf(name)
const NOT_TEXT = bit('read_also') | bit('share') | bit('advert')
const LOWER = /^\p{Ll}/u
const ENDS = /[.!?…:;。！？][\s"'”»’)\]]*$/

/** Whether a block is no text of the article whatever surrounds it: a notice that the law demands, or a caption. */
export function isNotice(block: Block, words: PageWords): boolean {
  if (words.isLawNotice(block.text)) return true
  for (let place: Block['place'] | null = block.place; place; place = place.parent)
    if (place.element.name === 'figcaption') return true
  return false
}

/** "Read also", "Share" and "Advertisement": a short line that begins so. For where a rule and not the model chose the text. */
export const isFurniture = (block: Block, words: PageWords): boolean =>
  block.words <= 12 && (words.openingOf(block.text) & NOT_TEXT) !== 0 && (block.linkWords > 0 || block.words <= 3)

// A title of another article, and what is said before it.
const LONGEST_READ_ALSO = 30

/** "Read also: …" with a link is never text, however much it looks like a paragraph: its words look like claims. */
export const isReadAlso = (block: Block, words: PageWords): boolean =>
  block.words <= LONGEST_READ_ALSO &&
  (words.openingOf(block.text) & bit('read_also')) !== 0 &&
  block.linkWords * 2 >= block.words

/** The paragraphs as published. Lines that old pages broke by hand in mid-sentence are joined again. */
export function paragraphsOf(chosen: Block[], trim: string[] = []): string[] {
  const paragraphs: string[] = []
  let last: Block | null = null
  for (const block of chosen) {
    const before = paragraphs.at(-1)
    const goesOn =
      before !== undefined &&
      last !== null &&
      block.breaks === 1 &&
      last.from + last.words === block.from &&
      LOWER.test(block.text) &&
      !ENDS.test(before)
    if (goesOn) paragraphs[paragraphs.length - 1] = `${before} ${block.text}`
    else paragraphs.push(block.text)
    last = block
  }
  const starts = trim.map((start) => start.trim().toLowerCase()).filter(Boolean)
  return starts.length === 0
    ? paragraphs
    : paragraphs.filter((line) => !starts.some((start) => line.toLowerCase().startsWith(start)))
}
