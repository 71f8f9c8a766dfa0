/** How many code points stand before a place in a text: ours count UTF-16 code units, Web Annotation counts these. */
export function codePointsBefore(text: string, offset: number): number {
  let pairs = 0
  for (let at = 0; at < offset - 1; at++) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      pairs++
      at++
    }
  }
  return offset - pairs
}

/** The words just before and after a quote, by which it is found again where the text moved. No character is cut in two. */
export function around(text: string, start: number, end: number, length = 32): { prefix: string; suffix: string } {
  const from = Math.max(0, start - length)
  const to = Math.min(text.length, end + length)
  return {
    prefix: text.slice(isLow(text.charCodeAt(from)) ? from + 1 : from, start),
    suffix: text.slice(end, isHigh(text.charCodeAt(to - 1)) && to > end ? to - 1 : to),
  }
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
