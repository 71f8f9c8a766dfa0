/** Markup that is safe to send: only the `html` tag makes it. */
export interface Html {
  readonly markup: string
}

type Piece = string | number | bigint | Html | null | undefined | false | readonly Piece[]

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Words as they may stand in an element or a quoted attribute. */
export const escapeHtml = (words: string): string => words.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign]!)

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (typeof piece === 'object') return 'markup' in piece ? piece.markup : piece.map(render).join('')
  return escapeHtml(String(piece))
}

/** Builds markup; every value that is not markup itself is escaped. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let markup = strings[0]!
  for (let index = 0; index < pieces.length; index++) markup += render(pieces[index]) + strings[index + 1]!
  return { markup }
}

export const nothing: Html = { markup: '' }
