import { countWords } from './blocks.ts'
import { readTree } from './html-tree.ts'
import { plain } from './json-ld.ts'
import { readHead } from './page-head.ts'
import type { PageReading } from './read-page.ts'
import { sameWords } from './same-words.ts'
import { secondReading } from './second-reading.ts'

export interface CutVerdict {
  cut: boolean
  /** Why it may be cut, in words; null where nothing speaks for it. */
  because: string | null
}

// Half as much again is more than captions, by-lines and read-also lines make up.
const MUCH_LONGER = 1.5
const WORDS_MORE = 80
// Of our own words, the share that the longer text must have too: otherwise it is another text (comments, a listing).
const SAME_TEXT = 0.6

const ENDS_CUT = /(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])$/

/**
 * Whether the text that was read may lack a part of the article: compared with what Readability reads, with the text in
 * the page's own data, and with its description. Slow; for the self-check in the queue, after the article is kept.
 */
export function textMayBeCut(reading: PageReading, html: string): CutVerdict {
  const { text } = reading.article
  const no: CutVerdict = { cut: false, because: null }
  const { root, monstrous } = readTree(html)
  const head = readHead(root, null)
  if (head.data?.free === false && text.length < 1500)
    return { cut: true, because: 'The page says that the whole article is for subscribers only.' }
  const body = head.data?.body ? plain(head.data.body) : ''
  if (isLongerForm(text, body))
    return { cut: true, because: 'The page\u2019s own data hold a longer text of the article.' }
  const second = monstrous ? null : secondReading(html)
  if (second !== null && isLongerForm(text, second))
    return { cut: true, because: 'A second way of reading the page finds more of the article.' }
  if (ENDS_CUT.test(text)) return { cut: true, because: 'The text ends with an ellipsis.' }
  const description = sameWords(reading.signals.description ?? '')
  if (
    countWords(description) >= 12 &&
    text !== '' &&
    shareOf(description, sameWords(`${reading.article.title} ${text}`)) < 0.3
  )
    return { cut: true, because: 'The text is about other things than the page\u2019s own description.' }
  return no
}

function isLongerForm(ours: string, other: string): boolean {
  const more = countWords(other)
  const own = countWords(ours)
  return more > own * MUCH_LONGER && more - own > WORDS_MORE && shareOf(sameWords(ours), sameWords(other)) >= SAME_TEXT
}

/** The share of a text's pairs of words that another has too. */
function shareOf(ours: string, other: string): number {
  const words = ours.split(' ')
  if (words.length < 2) return 1
  const theirs = other.split(' ')
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < theirs.length; i++) pairs.add(`${theirs[i]} ${theirs[i + 1]}`)
  let shared = 0
  for (let i = 0; i + 1 < words.length; i++) if (pairs.has(`${words[i]} ${words[i + 1]}`)) shared++
  return shared / (words.length - 1)
}
