/** A span of a text that is to be marked. Ids tell which claim or name it belongs to. */
export interface Mark {
  start: number
  end: number
  kind: 'evidence' | 'also' | 'person' | 'facility'
  id: string
}

/** A run of text with the same marks throughout. */
export interface Segment {
  text: string
  start: number
  marks: Mark[]
  /** Marks that begin here. */
  begins: Mark[]
}

/** Cuts a text where marks begin and end. The segments in their order are the text, letter for letter. */
export function segmentsOf(text: string, marks: Mark[], { start, end }: { start: number; end: number }): Segment[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(mark.start, start), end: Math.min(mark.end, end), original: mark }))
    .filter((mark) => mark.start < mark.end)
    // What surrounds comes first.
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const cuts = [...new Set([start, end, ...inside.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1]!
    const here = inside.filter((mark) => mark.start <= from && mark.end >= to)
    return {
      text: text.slice(from, to),
      start: from,
      marks: here.map(({ original }) => original),
      begins: here
        .filter((mark) => mark.start === from && mark.original.start === from)
        .map(({ original }) => original),
    }
  })
}

/** The lines of a text with their places: paragraphs as they are stored, empty lines left out. */
export function linesOf(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (line.trim() !== '') lines.push({ start, end })
    start = end + 1
  }
  return lines
}
