import { readFileSync } from 'node:fs'
import { addContext, CONTEXT, STRIDE } from './block-context.ts'
import { blockFeatures, type PageHints } from './block-features.ts'
import { type Block, isProse, type PageBlocks, type Place } from './blocks.ts'
import type { PageWords } from './page-words.ts'
import { type CompiledTrees, compileTrees, probability } from './text-model.ts'

/** Two looks at each block: by itself, and knowing how its surroundings fared in the first. */
export interface TextModel {
  first: CompiledTrees
  second: CompiledTrees
}

let shipped: TextModel | undefined

/** The model beside this file, made by scripts/train-text-model.ts; read when first asked for. */
export function textModel(): TextModel {
  if (!shipped) {
    const { first, second } = JSON.parse(readFileSync(new URL('text-model.json', import.meta.url), 'utf8'))
    shipped = { first: compileTrees(first), second: compileTrees(second) }
  }
  return shipped
}

/** For each block of the page, how likely it belongs to the article. */
export function likelyBlocks(page: PageBlocks, hints: PageHints, words: PageWords, model = textModel()): number[] {
  const table = blockFeatures(page, hints, words, CONTEXT.length)
  const likely = page.blocks.map((block, i) => (block.menu ? 0 : probability(model.first, table, i * STRIDE)))
  addContext(page, table, likely)
  // What the first look finds hopeless (most of any page: menus, teasers) is not looked at again.
  return likely.map((p, i) => (p < HOPELESS ? p : probability(model.second, table, i * STRIDE)))
}

const HOPELESS = 0.003

export interface Selection {
  blocks: Block[]
  /** The expected F1 of what is kept: how sure we are. */
  confidence: number
}

// Below this a block is not kept whatever the rest of the page looks like.
const LEAST = 0.12
const COPY_WORDS = 8

/**
 * The blocks to keep, by how likely each is. The line is drawn where the expected balance of what is kept wrongly and
 * what is lost is best on this page (the greatest expected F1), not at one half: where little is sure, more is kept.
 */
export function select(blocks: Block[], likely: number[]): Selection {
  const order = [...blocks.keys()].filter((i) => likely[i]! >= LEAST).sort((a, b) => likely[b]! - likely[a]!)
  const total = blocks.reduce((sum, block, i) => sum + block.words * likely[i]!, 0)
  let right = 0
  let kept = 0
  let confidence = 0
  let line = 1
  for (const i of order) {
    right += blocks[i]!.words * likely[i]!
    kept += blocks[i]!.words
    const expected = (2 * right) / (kept + total)
    if (expected > confidence) {
      confidence = expected
      line = likely[i]!
    }
  }
  return { blocks: withoutCopies(blocks.filter((_, i) => likely[i]! >= line)), confidence }
}

/**
 * Nothing is kept twice: pages carry a second copy of an article for printing or for small screens. A question that
 * comes again by itself is none: it was put to several people.
 */
export function withoutCopies(blocks: Block[]): Block[] {
  const seen = new Set<string>()
  const isCopy = blocks.map((block) => {
    if (block.words < COPY_WORDS) return false
    const known = seen.has(block.text)
    seen.add(block.text)
    return known
  })
  return blocks.filter((block, i) => !isCopy[i] || (QUESTION.test(block.text) && !isCopy[i - 1] && !isCopy[i + 1]))
}
const QUESTION = /[?？]$/

// Neighbours looked at on either side, and how many words of an element must be kept before it counts as the article's.
const GAP = 3
const ENOUGH = 60

/**
 * A paragraph of running text amid or right behind kept paragraphs of the same element is kept too, though the model
 * found it unlikely. On gold pages that costs as much precision as it wins recall; but a paragraph that is lost is a
 * claim that nobody sees, and one too many is only read.
 */
export function withoutGaps(blocks: Block[], kept: Block[], likely: number[], words: PageWords): Block[] {
  const chosen = new Set(kept)
  const keptIn = new Map<unknown, number>()
  const holder = (block: Block) => block.place.parent?.element
  for (const block of kept) keptIn.set(holder(block), (keptIn.get(holder(block)) ?? 0) + block.words)
  const added = blocks.filter((block, i) => {
    if (chosen.has(block) || block.menu || block.place.hidden || likely[i]! < LEAST - 0.02 || !isProse(block))
      return false
    if ((keptIn.get(holder(block)) ?? 0) < ENOUGH || words.openingOf(block.text) !== 0) return false
    return blocks
      .slice(Math.max(0, i - GAP), i + GAP + 1)
      .some(
        (near) =>
          chosen.has(near) && holder(near) === holder(block) && near.place.element.name === block.place.element.name,
      )
  })
  for (const block of added) chosen.add(block)
  for (const block of amid(blocks, chosen, likely, words)) chosen.add(block)
  return chosen.size === kept.length ? kept : withoutCopies(blocks.filter((block) => chosen.has(block)))
}

// Between two kept paragraphs so much is text, unless the model finds it hopeless.
const LONGEST_RUN = 60
const LEAST_AMID = 0.05

/**
 * What stands between two kept paragraphs of one element, and in no element of its own but a list, belongs to them: dates
 * of a tour, names, steps, short answers. By themselves they look like anything. On gold pages of unseen domains that
 * loses 2 words in a thousand less, at no cost.
 */
function amid(blocks: Block[], kept: Set<Block>, likely: number[], words: PageWords): Block[] {
  const found: Block[] = []
  let run: Block[] = []
  let holder: Place | null | undefined = null
  blocks.forEach((block, i) => {
    if (kept.has(block)) {
      if (holder && holderOf(block) === holder && run.length <= LONGEST_RUN) found.push(...run)
      holder = holderOf(block)
      run = []
    } else if (
      holder &&
      holderOf(block) === holder &&
      likely[i]! >= LEAST_AMID &&
      !block.menu &&
      !block.place.hidden &&
      block.linkWords <= block.words * 0.4 &&
      words.openingOf(block.text) === 0
    )
      run.push(block)
    else holder = null
  })
  return found
}

/** The element that a paragraph lies in; for an entry of a list, that of the list. */
function holderOf({ place }: Block): Place | null {
  const parent = place.parent
  return place.element.name === 'li' ? (parent?.parent ?? null) : parent
}
