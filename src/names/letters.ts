// Cyrillic letters that look like Latin ones and the other way round: a mixed word is put into the script of its majority.
const LATIN_LOOKS = 'aceijopsxykmhtbnəurvgz013'
const CYRILLIC_LOOKS = 'асеіјорѕхукмнтвпәигѵӷзоіз'
const toCyrillic = new Map<string, string>()
const toLatin = new Map<string, string>()
for (const [i, latin] of [...LATIN_LOOKS].entries()) toCyrillic.set(latin, CYRILLIC_LOOKS[i]!)
for (const [latin, cyrillic] of [...'aceijopsxykmhtbəv'].map((l) => [l, toCyrillic.get(l)!] as const)) {
  toLatin.set(cyrillic, latin)
}
// u n r g z look like и п г ӷ з only in some typefaces, yet in a Cyrillic word they can be nothing else.
toLatin.set('г', 'r').set('п', 'n').set('и', 'u').set('0', 'o').set('1', 'l')

export type Script = 'latin' | 'cyrillic' | 'other'

const isCyrillic = (code: number) => code >= 0x400 && code <= 0x52f
const isLatin = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0xdf && code <= 0x24f) ||
  code === 0x259 ||
  (code >= 0x1e00 && code <= 0x1eff)

/** The script of a lower-case word; of a mixed one, the script of most of its letters. */
export function scriptOf(word: string): Script {
  let latin = 0
  let cyrillic = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (isCyrillic(code)) cyrillic++
    else if (isLatin(code)) latin++
  }
  if (latin === 0 && cyrillic === 0) return 'other'
  return cyrillic >= latin ? 'cyrillic' : 'latin'
}

/** Whether a word is made of letters that another script has too ("СОСО"), so that its script may be a disguise. */
export function couldBeEither(word: string): boolean {
  const script = scriptOf(word)
  if (script === 'other') return false
  const other = script === 'cyrillic' ? toLatin : toCyrillic
  return [...word].every((letter) => other.has(letter))
}

/** Lower case with the Azerbaijani İ, composed, without apostrophes and soft hyphens. */
export function foldCase(word: string): string {
  const quick = word.toLowerCase()
  if (/^[a-zа-яё]*$/.test(quick)) return quick
  const lower = word.normalize('NFKC').replaceAll('İ', 'i').toLowerCase().normalize('NFC')
  return /[^\p{L}\p{N}]/u.test(lower) ? lower.replace(/\u0307|[^\p{L}\p{N}\p{M}-]/gu, '') : lower
}

/** Puts a lower-case word wholly into one script. */
export function unmixScript(word: string, script: Script = scriptOf(word)): string {
  if (script === 'other') return word
  const looks = script === 'cyrillic' ? toCyrillic : toLatin
  const foreign = script === 'cyrillic' ? isLatin : isCyrillic
  let out = ''
  for (const letter of word) {
    const code = letter.charCodeAt(0)
    out += foreign(code) || (code >= 0x30 && code <= 0x39) ? (looks.get(letter) ?? letter) : letter
  }
  return out
}
