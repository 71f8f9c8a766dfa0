/** Numbers of a list are counted so far; one more is told as "more than that", for nobody reads further. */
export const COUNTED_TO = 1_000
