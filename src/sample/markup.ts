const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text made safe to stand in HTML or XML. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!)

/** Marks markup that is written by us and stays as it is. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | null | Markup | Markup[]

/** A template whose values are escaped unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const written = parts.map((part) => {
    if (part === null) return ''
    if (part instanceof Markup) return part.text
    if (Array.isArray(part)) return part.map((each) => each.text).join('\n')
    return escapeMarkup(String(part))
  })
  return new Markup(strings.reduce((whole, string, i) => whole + written[i - 1] + string))
}
