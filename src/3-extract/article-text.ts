import { readFileSync } from 'node:fs'
import { withContext } from './block-context.ts'
import { blockFeatures, type PageHints } from './block-features.ts'
import type { Block, PageBlocks } from './blocks.ts'
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

export interface ChosenText {
  chosen: Block[]
  /** For every block of the page, how likely it belongs to the article. */
  likely: number[]
}

/** The blocks of the page that make up the article. */
export function chooseBlocks(page: PageBlocks, hints: PageHints, words: PageWords, model = textModel()): ChosenText {
  const rows = blockFeatures(page, hints, words)
  const first = rows.map((row) => probability(model.first, row))
  const likely = withContext(page, rows, first).map((row) => probability(model.second, row))
  return { chosen: page.blocks.filter((_, i) => likely[i]! >= THRESHOLD), likely }
}

export const THRESHOLD = 0.5
