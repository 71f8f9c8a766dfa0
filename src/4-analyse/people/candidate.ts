import type { RunToken } from './runs.ts'

/** A stretch of text that may name a person, with what speaks for and against it. */
export interface Candidate {
  tokens: RunToken[]
  first: number
  after: number
  start: number
  end: number
  sentence: number
  /** Points for (and against) its being a name of a person, by reason. */
  points: Map<string, number>
  byline: boolean
  /** The same for all forms of one name: by it the points of all its places in the text are added up. */
  key: string
}

export const sumOf = (points: Map<string, number>): number => {
  let sum = 0
  for (const value of points.values()) sum += value
  return sum
}
