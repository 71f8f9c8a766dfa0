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

// Suffixes from the end of the word inward; several layers may peel (verdiklərini: -ni, -i, -lər, -dik). `after` says
// what must stand before the suffix.
interface Suffix {
  pattern: string
  after?: 'vowel' | 'consonant'
}
const on = (patterns: string, after?: Suffix['after']): Suffix[] =>
  patterns.split(' ').map((pattern) => (after ? { pattern, after } : { pattern }))

const CLITICS = on('dIr dIrlAr')
const CASES = [
  ...on('nIn nI nA ndA ndAn yA yI', 'vowel'),
  ...on('In I A', 'consonant'),
  ...on('dA dAn dAkI lA ylA'),
  ...on('ndAkI', 'vowel'),
]
const POSSESSIVES = [...on('sI mIz nIz m', 'vowel'), ...on('ImIz InIz Im I', 'consonant')]
const PLURAL = on('lAr')
// Endings that only a verb has; negation (mA, mI) comes off with them.
const VERBAL = [
  ...on(
    'mAmIşdIr mAmIşdI mAmIşdIlAr mIşdIr mIşdI mIşdIlAr mIşlAr mAmIş mIş mAyIb mAyIblAr mAyIbdIr mAyAcAq mAyAcAğ mAdI mAdIlAr mIr mIrdI mIrlAr mIrdIlAr mIrAm mIrIq mAz mAzlAr mAsIn mAsInlAr mAlI mAlIdIr mAdAn mAq',
  ),
  ...on('IbdIr Ib IblAr Ir IrdI IrlAr IrdIlAr IrAm IrIq IrIk AcAq AcAqlAr AcAqdIr ArAq IncA mAlIdIr', 'consonant'),
  ...on('yIbdIr yIb yIblAr yIr yIrdI yIrlAr yIrdIlAr yIrAm yIrIq yIrIk yAcAq yAcAqlAr yArAq yIncA', 'vowel'),
  ...on('dI dIlAr dIk dIm dIq'),
]
// What makes a noun of a verb: buraxılma(sı), verdiy(i), aldığ(ı), gedəcəy(i).
const NOUN_OF_VERB = [
  ...on('mA mAmA mAq mAk dIq dIğ dIy dIk mAdIğ mAdIy mAyAcAğ mAyAcAy'),
  ...on('AcAğ AcAy', 'consonant'),
  ...on('yAcAğ yAcAy yAn mAyAn', 'vowel'),
]
const PARTICIPLE_OF_PASSIVE = on('IlAn InAn IlmIş')
// Passive and causative: "buraxılmır" and "buraxmır" have one dictionary form for a cue.
const VOICE = [...on('Il', 'consonant'), ...on('n', 'vowel'), ...on('dIrIl dIr', 'consonant')]

// The few vowels make every layer a small table: written suffixes by the vowel before them.
type Layer = Map<string, Map<string, Suffix['after'][]>>
function layer(suffixes: Suffix[]): Layer {
  const table: Layer = new Map()
  for (const vowel of VOWELS) {
    const written = new Map<string, Suffix['after'][]>()
    for (const { pattern, after } of suffixes) {
      const suffix = harmonise(pattern, vowel)
      written.set(suffix, [...(written.get(suffix) ?? []), after])
    }
    table.set(vowel, written)
  }
  return table
}
const clitics = layer(CLITICS)
const nominal: Layer[] = [layer(CASES), layer(POSSESSIVES), layer(PLURAL)]
const verbal = layer(VERBAL)
const nounOfVerb = layer(NOUN_OF_VERB)
const passiveParticiple = layer(PARTICIPLE_OF_PASSIVE)
const voice = layer(VOICE)
const LONGEST_SUFFIX = 10

// Roots that end like a suffix: peeling stops at them.
const WHOLE = new Set(
  'həkim vəkil qadın yaxın məhkum xanım dərman məhrum rejim təlim əlil xəbər nəfər dəftər karser kamera insan zaman düşmən vətən qadağan mühit təslim hücum qurum tədqim müəllim alim zalım mərhum mövsüm hökm fərman düşüm ölüm bölüm görüm həcm toxum lazım qayım daim vərəm bayram axşam tamam adam dəyərli əsir təsir nazir hazır vəzir müxbir tədbir təqsir təsvir ədliyyə sabir nəzir qədər əsgər dəfər şəhər hər əgər qəhər cavab əzab kitab hesab məktub məhbus əqrəb qəsəb səbəb tələb qrup səhv sahib talib naib döy qoy duy say toy soy kurs polis həbs nəfs dərs səs hiss proses məclis idman meydan divan qərar ünvan anlayış görüş danışıq tibb zəng siyahı qərib səhiyyə şərait növbə kömək ürək çörək əmək yemək kiçik böyük açıq yazıq artıq dustaq uşaq ayaq yataq dodaq qulaq torpaq bıçaq otaq həkəm protokol hamı yeni indi səsli hamısı kimi haqqında barədə'.split(
    ' ',
  ),
)
// The root changes its last sound before a vowel.
const CHANGED: Record<string, string> = {
  ed: 'et',
  ged: 'get',
  güd: 'güt',
  oğl: 'oğul',
  ağz: 'ağız',
  burn: 'burun',
  boyn: 'boyun',
  əql: 'əqil',
  fikr: 'fikir',
  əmr: 'əmir',
  heyf: 'heyif',
  ömr: 'ömür',
  üz: 'üz',
}

// The root as the dictionary has it: ğ and y before a vowel were q and k (uşağı, çörəyi).
function wholeRoot(root: string): string | null {
  if (WHOLE.has(root) || root.endsWith('xana')) return root
  const last = root.at(-1)
  if (last === 'ğ' && WHOLE.has(`${root.slice(0, -1)}q`)) return `${root.slice(0, -1)}q`
  if (last === 'y' && WHOLE.has(`${root.slice(0, -1)}k`)) return `${root.slice(0, -1)}k`
  return null
}

function peel(word: string, table: Layer, shortest: number): string | null {
  if (wholeRoot(word) === word) return null
  let longest: string | null = null
  for (let size = Math.min(word.length - shortest, LONGEST_SUFFIX); size >= 1; size--) {
    const root = word.slice(0, word.length - size)
    // The vowel that governs harmony is the last one of what remains.
    const vowel = lastVowel(root)
    if (vowel === undefined) continue
    const conditions = table.get(vowel)!.get(word.slice(word.length - size))
    if (conditions === undefined) continue
    const before = isVowel(root.at(-1))
    if (!conditions.some((after) => after === undefined || (after === 'vowel') === before)) continue
    const whole = wholeRoot(root)
    if (whole !== null) return whole
    longest ??= root
  }
  return longest
}

function withoutVoice(root: string): string {
  let bare = root
  for (let i = 0; i < 2; i++)
    bare = /l[ıiuü]n$/.test(bare) && bare.length > 3 ? bare.slice(0, -2) : (peel(bare, voice, 2) ?? bare)
  return bare
}

/** What an Azerbaijani word (in small letters) has in common with its other forms. */
export function stemAzerbaijani(lower: string): string {
  const hyphen = lower.search(/[-'’](?:n?[ıiuü]n|d[aə]n?|[ay]?[aəıiuü]|n[ıiuü]|l[aə]r.*|s[ıiuü].*|c[ıiuü]|d[ıiuü]r)$/)
  if (hyphen > 1) return lower.slice(0, hyphen)
  if (lower.length < 3) return lower
  let root = peel(lower, clitics, 4) ?? lower
  const verb = /l[aə]r$/.test(root) && !/(?:b|ş|d[ıiuü]|r)l[aə]r$/.test(root) ? null : peel(root, verbal, 2)
  if (verb !== null) return finish(withoutVoice(verb))
  // müəssisəsi is "its institution" before it is an object in -i.
  const owned = /[aəıiuüoöe]s[ıiuü]$/.test(root) && !WHOLE.has(root.slice(0, -1)) ? root.slice(0, -2) : null
  if (owned !== null && owned.length > 2) root = owned
  else for (const table of nominal) root = peel(root, table, 3) ?? root
  const passive = root.length > 6 ? peel(root, passiveParticiple, 2) : null
  if (passive !== null) return finish(withoutVoice(passive))
  const base = root.length > 4 ? peel(root, nounOfVerb, 2) : null
  return finish(base === null ? root : withoutVoice(base))
}

function finish(root: string): string {
  const changed = CHANGED[root]
  if (changed !== undefined) return changed
  const whole = wholeRoot(root)
  if (whole !== null) return whole
  if (root.endsWith('ğ')) return `${root.slice(0, -1)}q`
  if (root.length > 3 && /[əeiöü]y$/.test(root)) return `${root.slice(0, -1)}k`
  // A last vowel may be the word's own (ailə) or an ending (vəkilə): it goes from both.
  if (root.length > 3 && isVowel(root.at(-1))) return root.slice(0, -1)
  return root
}

const NEGATIVE = /(?:m[aə](?:m[aə]s|y[ıiuü]b|m[ıiuü]ş|d[ıiuü]|yac|yəc|z|s[ıi]n|dan|dən|l[ıi])|m[ıiuü]r)/
/** True for a verb form that says no: verilmir, buraxmayıb, görməmiş, etməz. */
export function isNegativeAzerbaijani(lower: string): boolean {
  if (lower.length < 5) return false
  const at = lower.slice(2).search(NEGATIVE)
  return at >= 0 && isVerbTail(lower.slice(2 + at))
}
const TAIL =
  /^(?:m[aə]m[aə]s\p{L}*|m[aə]y[ıiuü]b(?:lar|lər|s[aə]n|am|əm|ıq|ik|dır|dir)?|m[aə]m[ıiuü]ş\p{L}*|m[aə]d[ıiuü](?:lar|lər|m|k|q|n|ğ\p{L}*)?|m[aə]y[aə]c[aə][qkğy]\p{L}*|m[aə]z\p{L}{0,6}|m[aə]s[ıi]n(?:lar|lər)?|m[aə]d[aə]n|m[ıiuü]r(?:am|əm|san|sən|ıq|ik|uq|ük|lar|lər|dı|di|du|dü|dılar|dilər)?)$/u
const isVerbTail = (tail: string): boolean => TAIL.test(tail)
