/** Russian: what the forms of a word have in common. Endings come off by rule (after the Snowball stemmer), then the
 * suffix and the change of consonant by which the two aspects of a verb differ. */

const VOWELS = 'аеиоуыэюя'
const byLength = (endings: string): string[] => endings.split(' ').sort((a, b) => b.length - a.length)

const GERUND_AFTER_A = byLength('в вши вшись')
const GERUND = byLength('ив ивши ившись ыв ывши ывшись')
const ADJECTIVE = byLength('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею')
const PARTICIPLE_AFTER_A = byLength('ем нн вш ющ щ')
const PARTICIPLE = byLength('ивш ывш ующ')
const VERB_AFTER_A = byLength('ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно')
const VERB = byLength(
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
)
const NOUN = byLength(
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
)
const REFLEXIVE = ['ся', 'сь']
const NOUN_OF_QUALITY = ['ост', 'ость']

function cut(word: string, from: number, endings: readonly string[], afterA = false): string | null {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue
    const at = word.length - ending.length
    if (at < from) continue
    if (afterA && !(at > from && (word[at - 1] === 'а' || word[at - 1] === 'я'))) continue
    return word.slice(0, at)
  }
  return null
}

function firstRegion(word: string): number {
  for (let i = 0; i < word.length; i++) if (VOWELS.includes(word[i]!)) return i + 1
  return word.length
}

function adjectival(word: string, rv: number): string | null {
  const base = cut(word, rv, ADJECTIVE)
  if (base === null) return null
  return cut(base, rv, PARTICIPLE_AFTER_A, true) ?? cut(base, rv, PARTICIPLE) ?? base
}

// Consonants that change between the aspects and persons of one verb.
function plainConsonant(root: string): string {
  if (root.length < 4) return root
  if (root.endsWith('щ')) return `${root.slice(0, -1)}т`
  if (root.endsWith('жд')) return `${root.slice(0, -2)}д`
  if (/[пбвмф]л$/.test(root)) return root.slice(0, -1)
  return root
}

/** What a Russian word (in small letters) has in common with its other forms. */
export function stemRussian(lower: string): string {
  const word = lower.replaceAll('ё', 'е')
  const rv = firstRegion(word)
  if (rv >= word.length) return word
  let root = cut(word, rv, GERUND_AFTER_A, true) ?? cut(word, rv, GERUND)
  if (root === null) {
    const base = cut(word, rv, REFLEXIVE) ?? word
    root =
      adjectival(base, rv) ?? cut(base, rv, VERB_AFTER_A, true) ?? cut(base, rv, VERB) ?? cut(base, rv, NOUN) ?? base
  }
  if (root.length > rv && root.endsWith('и')) root = root.slice(0, -1)
  if (root.length - 3 > rv) root = cut(root, rv + 1, NOUN_OF_QUALITY) ?? root
  if (root.endsWith('нн')) root = root.slice(0, -1)
  if (root.endsWith('ь')) root = root.slice(0, -1)
  // Second of a pair: отказывать beside отказать, запрещать beside запретить.
  if (root.length > 5) root = root.replace(/[ыи]ва?$/, '')
  if (root.length > 4 && root.endsWith('а')) root = root.slice(0, -1)
  return plainConsonant(root)
}
