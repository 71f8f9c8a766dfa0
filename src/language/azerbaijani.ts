/** Azerbaijani: small letters, old Cyrillic letters, and the dictionary form of a word by peeling suffixes off its end. */

const CYRILLIC: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'q',
  ғ: 'ğ',
  д: 'd',
  е: 'e',
  ә: 'ə',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'y',
  ј: 'y',
  к: 'k',
  ҝ: 'g',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  ө: 'ö',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'ü',
  ф: 'f',
  х: 'x',
  һ: 'h',
  ч: 'ç',
  ҹ: 'c',
  ш: 'ş',
  ы: 'ı',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ц: 's',
  щ: 'ş',
  ё: 'yo',
  ъ: '',
  ь: '',
}

/** Small letters by Azerbaijani rules (I → ı, İ → i), with old Cyrillic letters written in Latin ones. */
export function lowerAzerbaijani(word: string): string {
  let lower = ''
  for (const letter of word) {
    if (letter === 'I') lower += 'ı'
    else if (letter === 'İ') lower += 'i'
    else {
      const small = letter.toLowerCase()
      lower += CYRILLIC[small] ?? small
    }
  }
  return lower.normalize('NFC')
}

const BACK = 'aıou'
const FRONT = 'əeiöü'
const VOWELS = BACK + FRONT
const isVowel = (letter: string | undefined): boolean => letter !== undefined && VOWELS.includes(letter)

function lastVowel(word: string): string | undefined {
  for (let i = word.length - 1; i >= 0; i--) if (isVowel(word[i])) return word[i]
  return undefined
}

// A = a/ə, I = ı/i/u/ü by harmony with the vowel before; everything else stands for itself.
const after2 = (vowel: string): string => (BACK.includes(vowel) ? 'a' : 'ə')
const after4 = (vowel: string): string =>
  vowel === 'a' || vowel === 'ı'
    ? 'ı'
    : vowel === 'o' || vowel === 'u'
      ? 'u'
      : vowel === 'ö' || vowel === 'ü'
        ? 'ü'
        : 'i'

/** Writes a suffix pattern ("lArI") as it stands after a given vowel ("ları" after a). */
function harmonise(pattern: string, vowel: string): string {
  let written = ''
  let before = vowel
  for (const letter of pattern) {
    const next = letter === 'A' ? after2(before) : letter === 'I' ? after4(before) : letter
    written += next
    if (isVowel(next)) before = next
  }
  return written
}

// Suffixes from the end of the word inward. Each layer is tried in turn, the longest of its suffixes first; several
// layers may peel (verdiklərini: -ni, -i, -lər, -dik). `after` says what must stand before the suffix.
interface Suffix {
  pattern: string
  after?: 'vowel' | 'consonant'
}
const on = (patterns: string, after?: Suffix['after']): Suffix[] =>
  patterns.split(' ').map((pattern) => (after ? { pattern, after } : { pattern }))

const CLITICS = on('dIr dIrlAr mIş ykən kən yIq yAm yIm')
const CASES = [...on('nIn nI nA ndA ndAn yA yI', 'vowel'), ...on('In I A', 'consonant'), ...on('dA dAn lA ylA cA ncA')]
const POSSESSIVES = [...on('sI mIz nIz m n', 'vowel'), ...on('ImIz InIz Im In I', 'consonant')]
const PLURAL = on('lAr')
// Tense, mood and the verbal nouns; negation (mA, mI) comes off with them.
const VERBAL = [
  ...on(
    'mAmIşdIr mAmIşdI mAmIşdIlAr mIşdIr mIşdI mIşdIlAr mIşlAr mAmIş mAyIb mAyIblAr mAyAcAq mAyAcAğ mAdI mAdIlAr mIr mIrdI mIrlAr mIrdIlAr mAz mAzlAr mAsIn mAsInlAr mAlI mAlIdIr mAdAn mAmAq mAməsi',
  ),
  ...on('mAq mAğ mAk mAyə mAsI mA dIq dIğ dIqdA mAdIq mAdIğ'),
  ...on(
    'IbdIr Ib IblAr Ir IrdI IrlAr IrdIlAr AcAq AcAğ AcAqlAr Ar Ardı ArAq An AndA AnlAr ArkAn IncA Arsa sA sIn',
    'consonant',
  ),
  ...on('yIbdIr yIb yIblAr yIr yIrdI yIrlAr yIrdIlAr yAcAq yAcAğ yAcAqlAr r yArAq yAn yAndA yAnlAr yIncA', 'vowel'),
  ...on('dI dIlAr dIk dIm'),
]
// Passive and causative: "buraxılmır" and "buraxmır" have one dictionary form for a cue.
const VOICE = [...on('Il', 'consonant'), ...on('n', 'vowel'), ...on('dIrIl dIr', 'consonant')]

// The few vowels make every layer a small table: written suffixes by the vowel before them, longest first.
const layer = (suffixes: Suffix[]): Map<string, { written: string; after: Suffix['after'] }[]> => {
  const table = new Map<string, { written: string; after: Suffix['after'] }[]>()
  for (const vowel of VOWELS) {
    const written = suffixes.map(({ pattern, after }) => ({ written: harmonise(pattern, vowel), after }))
    table.set(
      vowel,
      written.sort((a, b) => b.written.length - a.written.length),
    )
  }
  return table
}
type Layer = ReturnType<typeof layer>
const nominal: Layer[] = [layer(CLITICS), layer(CASES), layer(POSSESSIVES), layer(PLURAL)]
const verbal = layer(VERBAL)
const voice = layer(VOICE)

// Below this a "suffix" is more often the root itself.
const SHORTEST_ROOT = 3

function peel(word: string, table: Layer): string | null {
  // The vowel that governs harmony is the last one of what remains, so each suffix is checked against its own remainder.
  for (let size = Math.min(word.length - SHORTEST_ROOT, 10); size >= 1; size--) {
    const root = word.slice(0, word.length - size)
    const vowel = lastVowel(root)
    if (vowel === undefined) continue
    const suffix = word.slice(word.length - size)
    for (const candidate of table.get(vowel)!) {
      if (candidate.written.length !== size || candidate.written !== suffix) continue
      const before = isVowel(root.at(-1))
      if (candidate.after === 'vowel' && !before) continue
      if (candidate.after === 'consonant' && before) continue
      return root
    }
  }
  return null
}

// ğ and y at the end of a root go back to q and k: uşağı → uşaq, məktəbə stays.
const hardened = (root: string): string => (root.endsWith('ğ') ? `${root.slice(0, -1)}q` : root)

/** What an Azerbaijani word (in small letters) has in common with its other forms. */
export function stemAzerbaijani(lower: string): string {
  const hyphen = lower.search(/[-'’](?:n?[ıiuü]n|d[aə]n?|[ay]?[aəıiuü]|n[ıiuü]|l[aə]r.*|s[ıiuü].*|c[ıiuü]|d[ıiuü]r)$/)
  if (hyphen > 1) return lower.slice(0, hyphen)
  if (lower.length <= SHORTEST_ROOT) return lower
  let root = lower
  const asVerb = peel(root, verbal)
  if (asVerb !== null) root = asVerb
  else {
    for (const table of nominal) root = peel(root, table) ?? root
    const participle = root.length > 5 ? peel(root, verbal) : null
    if (participle !== null) root = participle
  }
  if (root.length > 4) root = peel(root, voice) ?? root
  return hardened(root)
}

const NEGATIVE = /(?:m[aə](?:y[ıiuü]b|m[ıiuü]ş|d[ıiuü]|yac|yəc|z|s[ıi]n|dan|dən|l[ıi])|m[ıiuü]r)/
/** True for a verb form that says no: verilmir, buraxmayıb, görməmiş, etməz. */
export function isNegativeAzerbaijani(lower: string): boolean {
  if (lower.length < 5) return false
  const at = lower.slice(2).search(NEGATIVE)
  return at >= 0 && isVerbTail(lower.slice(2 + at))
}
const TAIL =
  /^(?:m[aə]y[ıiuü]b(?:lar|lər|s[aə]n|am|əm|ıq|ik|dır|dir)?|m[aə]m[ıiuü]ş\p{L}*|m[aə]d[ıiuü](?:lar|lər|m|k|q|n|ğ\p{L}*)?|m[aə]y[aə]c[aə][qkğy]\p{L}*|m[aə]z\p{L}{0,6}|m[aə]s[ıi]n(?:lar|lər)?|m[aə]d[aə]n|m[ıiuü]r(?:am|əm|san|sən|ıq|ik|uq|ük|lar|lər|dı|di|du|dü|dılar|dilər)?)$/u
const isVerbTail = (tail: string): boolean => TAIL.test(tail)
