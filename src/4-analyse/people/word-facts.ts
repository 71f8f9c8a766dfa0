import type { ReadLanguage } from '../../language/detect.ts'
import { isInList } from '../../language/word-list.ts'
import type { Word } from '../../language/words.ts'
import { type Nominative, nominatives } from '../../names/cases.ts'
import { type GivenNames, nameKey, type Sex, sexOfName } from './given-names.ts'
import { isListed, type PeopleTables, type PeopleWords } from './tables.ts'

/** What a word with a capital may be, by itself. */
export interface WordFacts {
  key: string
  /** A given name in some case; `sex` tells whose. */
  given: boolean
  sex: Sex
  /** The given name's nominative, as a key. */
  givenKey: string | null
  /** Another given name, of the other sex, that it may be a form of: Евгению is Евгений's and Евгения's. */
  otherGivenKey: string | null
  /** A given name that is a common word too. */
  doubtful: boolean
  familyFirst: boolean
  /** Ends like a surname: -ov, -yan, -zadə. */
  surname: boolean
  patronymic: boolean
  /** Ties a father's name to a name: oğlu, qızı. */
  tie: boolean
  common: boolean
  mostCommon: boolean
  /** Full given names that it may be short for. */
  shortFor: string[]
  organisation: boolean
  notPerson: boolean
  demonym: boolean
  wellKnown: boolean
  nominatives: Nominative[]
  /** Keys of all that it may be a form of, itself first. */
  forms: string[]
}

const SOFT = /[яюе]$|[её]м$/
const LATIN_SURNAME =
  /(?:[oe]v|[oe]va|yeva?|ev|sk(?:y|i|iy|aya|yi)|enk[oa]|ch?uk|yan|ian|iants?|shvili|dze|ava|uri|[sz]ad[eəa]h?|oglu|oğlu|ogly|qızı|qizi|gizi|soy|pour|nejad|nezhad|[bş]əyli|xanlı|beyli|ullah|ullayev|son|sen|berg|stein|mann|wicz|escu|opoulos|idis|akis|ez)$/
const AZ_SURNAME =
  /(?:(?:ov|ova|yev|yeva|ev|eva|in|ina|zadə|oğlu|qızı|lı|li|lu|lü|bəyli|xanlı|soy|ski|skaya)(?:n[ıiuü]n|[ıiuü]n|[aə]|y[aə]|[ıiuü]|n[ıiuü]|d[aə]|d[aə]n|l[aə]|yl[aə])?)$/
const RU_SURNAME =
  /(?:(?:[оеё]в|ин|ын)(?:а|у|ым|е|ой|ы|ых|ым|ыми)?|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)|(?:ск|цк)ой|енко|[аяе]нц(?:а|у|ем|е)?|ян(?:а|у|ом|е|ы)?|швили|дзе|[аяу][вр]а|ия|иа|(?:ук|юк|чук|ак|як|ик|ек)(?:а|у|ом|е)?|заде|оглы|кызы|ич(?:а|у|ем|е)?|ых|их|ури|ели|ани|уа|ба|ко|дзе|[бвджкмнрт]ли|л[уы]|бейли|соев)$/
const PATRONYMIC = /(?:[оеё]вич|ич|[оеё]вн|[ии]чн|иничн)(?:а|у|ем|ом|е|ы|ой|ою)?$/
const LATIN_PATRONYMIC = /(?:ovich|evich|ovna|evna|ichna)$/i
const TIE = /^(?:oğlu|oglu|ogly|oghlu|qızı|qizi|kyzy|gizi|оглы|оглу|кызы|гызы)(?:n[ıuiü]?n?|n[aə]|nd[aə]n?|yla|ylə)?$/i
const PARTICLE = new Set(
  'al el ul bin ibn bint abu ben de da do dos del della di du van von der den ter la le zu abd ad as ad-din аль эль ибн бин бен фон ван де да ди дер ла ле дос абу'.split(
    ' ',
  ),
)

/** Small words that may stand inside a name. */
export const isParticle = (word: Word): boolean => PARTICLE.has(word.lower)
/** oğlu, qızı, оглы: written small or with a capital. */
export const isTie = (word: Word): boolean => TIE.test(word.lower)

const isGivenName = (given: GivenNames, name: string): boolean => sexOfName(given, name) !== undefined

/** The facts of a word, worked out once for each spelling. */
export function factsOf(word: Word, lang: ReadLanguage, tables: PeopleTables): WordFacts {
  const words = tables[lang]
  const known = words.facts.get(word.text)
  if (known) return known
  const facts = workOut(word, lang, words, tables)
  if (words.facts.size > 50_000) words.facts.clear()
  words.facts.set(word.text, facts)
  return facts
}

function workOut(word: Word, lang: ReadLanguage, words: PeopleWords, tables: PeopleTables): WordFacts {
  const { given } = tables
  const key = nameKey(word.text)
  const forms = lang === 'en' ? [] : nominatives(word.text, lang)
  const keys = [key, ...forms.map((form) => nameKey(form.word))]
  // Игоря, Игорю: the case rules leave the soft sign off.
  if (lang === 'ru' && SOFT.test(key)) keys.push(...forms.map((form) => `${nameKey(form.word)}ь`))
  const asGiven = keys.find((form) => isGivenName(given, form) || words.shortForms.has(form)) ?? hyphenated(key, given)
  const sex = asGiven === null ? 'u' : (sexOfName(given, asGiven) ?? 'u')
  const lastPart = key.slice(key.lastIndexOf('-') + 1)
  const shortFor = [key, ...forms.map((form) => nameKey(form.word))].flatMap((form) => words.shortForms.get(form) ?? [])
  return {
    key,
    forms: formsFor(key, forms, asGiven, shortFor),
    given: asGiven !== null,
    sex,
    givenKey: asGiven,
    otherGivenKey:
      lang === 'ru' && asGiven !== null && asGiven !== key
        ? (keys.find((form) => (sexOfName(given, form) ?? sex) !== sex) ?? null)
        : null,
    doubtful: asGiven !== null && (isInList(given.common, asGiven) || (lang !== 'ru' && isListed(words.common, word))),
    familyFirst: lang === 'en' && isInList(given.familyFirst, key),
    surname:
      lastPart.length > 3 &&
      (lang === 'ru' ? RU_SURNAME : lang === 'az' ? AZ_SURNAME : LATIN_SURNAME).test(
        lang === 'az' ? word.lower : lastPart,
      ),
    patronymic: (lang === 'ru' ? PATRONYMIC : LATIN_PATRONYMIC).test(key) && key.length > 5,
    tie: isTie(word),
    common: isListed(words.common, word),
    mostCommon: isListed(words.mostCommon, word),
    shortFor,
    organisation: words.organisations.has(word.stem) || forms.some((form) => words.organisations.has(form.word)),
    notPerson: words.notPeople.has(word.lower) || (lang !== 'en' && words.notPeople.has(word.stem) && asGiven === null),
    demonym: words.demonyms.has(word.lower),
    wellKnown: words.wellKnown.has(key) || forms.some((form) => words.wellKnown.has(nameKey(form.word))),
    nominatives: forms,
  }
}

function formsFor(key: string, nominatives: Nominative[], givenKey: string | null, shortFor: string[]): string[] {
  const forms = new Set([key])
  for (const form of nominatives) if (!form.folded) forms.add(nameKey(form.word))
  if (givenKey !== null && !key.includes('-')) forms.add(givenKey)
  for (const full of shortFor) forms.add(full)
  // al-Hathloul is Hathloul too.
  const bare = /^(?:al|el|аль|эль)-(.{3,})$/.exec(key)?.[1]
  if (bare !== undefined) forms.add(bare)
  return [...forms]
}

// Саид-Магомед, Jean-Pierre: the first part is a given name.
function hyphenated(key: string, given: GivenNames): string | null {
  const hyphen = key.indexOf('-')
  if (hyphen < 2) return null
  const first = key.slice(0, hyphen)
  return isGivenName(given, first) && key.length - hyphen > 3 ? first : null
}
