import { Tokenizer } from 'htmlparser2'

/*
 * "&laquo;", "&#1078;" and all the others, as htmlparser2 reads them: closed or not, known or not. Its tokenizer is only asked where there is an "&".
 */

let read = ''
let text = ''
const take = (from: number, to: number) => {
  text += read.slice(from, to)
}
const takeCode = (code: number) => {
  text += String.fromCodePoint(code)
}
const ignore = () => {}
const tokenizer = new Tokenizer(
  { decodeEntities: true },
  {
    ontext: take,
    ontextentity: takeCode,
    onattribdata: take,
    onattribentity: takeCode,
    onopentagname: ignore,
    onattribname: ignore,
    onattribend: ignore,
    onopentagend: ignore,
    onselfclosingtag: ignore,
    onclosetag: ignore,
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onend: ignore,
  },
)

function decode(html: string): string {
  read = html
  text = ''
  tokenizer.reset()
  tokenizer.write(html)
  tokenizer.end()
  return text
}

/** Text between tags: no "<" in it begins a tag. */
export const decodeText = (html: string): string => (html.includes('&') ? decode(html) : html)

/** The value of an attribute, where "&copy=1" in an address is no sign of copyright. */
export function decodeAttribute(value: string): string {
  if (!value.includes('&')) return value
  return value
    .split('"')
    .map((part) => (part.includes('&') ? decode(`<a b="${part}">`) : part))
    .join('"')
}
