/** "She said [...] in the cell." → the words of the text from "She said" to the next "in the cell.", exactly. */
export function expandQuote(text: string, quote: string, where: string): string {
  const [opening = '', closing = ''] = quote.split(' [...] ')
  const start = text.indexOf(opening)
  if (start < 0) throw new Error(`${where}: not in the text: ${opening}`)
  if (text.indexOf(opening, start + 1) >= 0) throw new Error(`${where}: twice in the text: ${opening}`)
  if (!closing) return opening
  const end = text.indexOf(closing, start + opening.length)
  if (end < 0) throw new Error(`${where}: not in the text after "${opening}": ${closing}`)
  return text.slice(start, end + closing.length)
}
