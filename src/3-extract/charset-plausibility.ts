/*
 * How much a decoded text looks like something that people write: 1 at best, 0 and below for rubble. It looks only at
 * what lies beyond ASCII, since that is where encodings differ.
 */

// The letters that make up most of any Russian, Ukrainian, Bulgarian or Serbian text; in a wrong encoding the
// rare ones (щ ъ э ю ф) come up as often as these.
const CYRILLIC_COMMON = new Set('оеаинтсрвлкмдпуяыьгзбчйхжіїєј')
// Letters of European and Turkic languages written in Latin letters. What stands here is ordinary in some language.
const LATIN_COMMON = new Set(
  'äöüßéèêëàâáãåæçñóòôõøíìîïúùûýÿœąćęłńśźżčďěňřšťůžőűăâîșțşţğıİəāēģīķļņūčėįųđÄÖÜÉÈÀÁÅÆÇÑÓÔØÍÎÚÛÝŁŚŻŹĆČŠŽŘĚŇŤĎŐŰŞĞĄĘĒĀĪŪĶĻŅĢÊËÂÃŠ',
)
const PUNCTUATION = new Set('«»„“”‘’–—…•·№§°€£™®© ©¡¿´ ‹›‚†')
const CJK_COMMON = new Set(
  '的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产種种面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并提直题題党程展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别她手角期根论論运運农農指几九区區强強放决決西被干做必战戰先回则則任取据據处處理世市东東京北记記者报報网網新闻聞',
)

function kindOf(
  c: number,
): 'cyrillic' | 'greek' | 'latin' | 'arabic' | 'hebrew' | 'thai' | 'han' | 'kana' | 'hangul' | 'other' {
  if (c >= 0x400 && c <= 0x52f) return 'cyrillic'
  if ((c >= 0x370 && c <= 0x3ff) || (c >= 0x1f00 && c <= 0x1fff)) return 'greek'
  if ((c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a)) return 'latin'
  if (c >= 0xc0 && c <= 0x24f && c !== 0xd7 && c !== 0xf7) return 'latin'
  if (c >= 0x1e00 && c <= 0x1eff) return 'latin'
  if (c >= 0x600 && c <= 0x6ff) return 'arabic'
  if (c >= 0x590 && c <= 0x5ff) return 'hebrew'
  if (c >= 0xe00 && c <= 0xe7f) return 'thai'
  if (c >= 0x4e00 && c <= 0x9fff) return 'han'
  if (c >= 0x3040 && c <= 0x30ff) return 'kana'
  if (c >= 0xac00 && c <= 0xd7a3) return 'hangul'
  return 'other'
}

const isLower = (s: string) => s !== s.toUpperCase() && s === s.toLowerCase()
const isUpper = (s: string) => s !== s.toLowerCase() && s === s.toUpperCase()

/** Score of a text that was decoded from `encoding`: the mean over its characters beyond ASCII. */
export function plausibility(text: string, encoding: string): number {
  let n = 0
  let sum = 0
  let previous = ''
  let previousKind = 'other'
  const multiByte = /^(gb|big5|shift|euc)/.test(encoding)
  for (const char of text) {
    const c = char.codePointAt(0)!
    const kind = kindOf(c)
    if (c >= 0x80) {
      n++
      sum += worth(char, c, kind, previous, previousKind, multiByte)
    }
    previous = char
    previousKind = kind
    if (n > 20_000) break
  }
  return n === 0 ? 0 : sum / n
}

function worth(
  char: string,
  c: number,
  kind: string,
  previous: string,
  previousKind: string,
  multiByte: boolean,
): number {
  if (c === 0xfffd) return -6
  if ((c >= 0x80 && c <= 0x9f) || (c >= 0xe000 && c <= 0xf8ff)) return -4
  if (c >= 0x2500 && c <= 0x25ff) return -1.5
  if (kind === 'han') return CJK_COMMON.has(char) ? 1.4 : 0.35
  if (kind === 'kana') return c >= 0x3040 && c <= 0x309f ? 1.3 : 0.9
  if (kind === 'hangul') return 1.1
  if (multiByte && ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff60))) return 0.8
  // Half-width katakana is what any pair of bytes turns into in Shift_JIS.
  if (c >= 0xff61 && c <= 0xff9f) return -1
  if (kind === 'other') return PUNCTUATION.has(char) ? 0.5 : multiByte ? -0.2 : -0.8
  let value = 0.6
  if (kind === 'cyrillic') value = CYRILLIC_COMMON.has(char.toLowerCase()) ? 1.1 : 0.3
  else if (kind === 'latin') value = LATIN_COMMON.has(char) ? 0.9 : 0.1
  else if (kind === 'greek' || kind === 'arabic' || kind === 'hebrew' || kind === 'thai') value = 0.95
  if (multiByte && kind !== 'latin') value -= 0.7
  if (isUpper(char)) {
    // KOI8-R read as windows-1251, and the other way round, is words in capitals that begin small.
    if (isLower(previous)) value -= 1.6
    else if (isUpper(previous)) value -= 0.4
  }
  // One word is written in one script.
  if (previousKind !== 'other' && previousKind !== kind) value -= 1.5
  return value
}
