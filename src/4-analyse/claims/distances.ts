import type { CueToken } from './cue-words.ts'

// What stands between two words keeps them apart: a comma a little, a word like "but" more, a dash or
// semicolon most. In Russian a comma
// stands before every clause, so it cannot be a wall.
const COMMA = 1
const TURN = 4
const WALL = 12

/**
 * How far each word of a sentence is from its first: words count one each, marks between them more. Two words are as
 * near as the difference.
 */
export function distancesOf(text: string, tokens: readonly CueToken[], walls: ReadonlySet<string>): number[] {
  const at: number[] = []
  let here = 0
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (i > 0) {
      here += 1 + costBetween(text, tokens[i - 1]!.end, token.start)
      if (walls.has(token.lower)) here += TURN
    }
    at.push(here)
  }
  return at
}

// A full stop within a sentence belongs to an abbreviation (No. 27).
function costBetween(text: string, from: number, to: number): number {
  let cost = 0
  for (let i = from; i < to; i++) {
    const mark = text.charCodeAt(i)
    if (mark === 0x20) continue
    if (mark === 0x2c) cost += COMMA
    else if (mark === 0x3b || mark === 0x2013 || mark === 0x2014 || mark === 0x0a) cost += WALL / 2
    else if (mark === 0x21 || mark === 0x3f) cost += WALL
    if (cost > WALL) return WALL
  }
  return cost
}
