import type { ReadLanguage } from '../../language/detect.ts'
import { MAN, type Nominative, WOMAN } from '../../names/cases.ts'
import { nameKey, type Sex } from './given-names.ts'
import type { RunToken } from './runs.ts'

/** The words that a document has, as keys: a nominative that stands elsewhere in the text is the likelier one. */
export type WordsOfText = ReadonlySet<string>

/** A mention's words in the nominative, in the text's own script and capitals. */
export function nominativeName(
  tokens: readonly RunToken[],
  sex: Sex,
  lang: ReadLanguage,
  seen: WordsOfText,
  written: string,
): string {
  if (lang === 'en') return written
  if (lang === 'az') return azerbaijaniName(tokens, sex, seen, written)
  return russianName(tokens, sex, seen, written)
}

const replaceWord = (written: string, token: RunToken, word: string, offset: number): string => {
  const at = token.word.start - offset
  return written.slice(0, at) + likeCapitals(word, token.word.text) + written.slice(at + token.word.text.length)
}

// саид-магомед → Саид-Магомед
function likeCapitals(word: string, written: string): string {
  if (written.length > 3 && written === written.toUpperCase()) return word.toUpperCase()
  return word.replace(
    /(^|[-'’])(\p{Ll})/gu,
    (_, before: string, letter: string) =>
      before + (letter === 'i' && /[əıİğşçöü]/i.test(written) ? 'İ' : letter.toUpperCase()),
  )
}

function russianName(tokens: readonly RunToken[], sex: Sex, seen: WordsOfText, written: string): string {
  const offset = tokens[0]!.word.start
  const given = tokens.find((token) => token.facts.given && !token.initial)
  const surname = tokens.find(
    (token) => token !== given && !token.initial && !token.particle && !token.facts.patronymic,
  )
  // "Микаэла Аджапахяна": a woman's surname on -ян has no case, so it is a man's name in the genitive.
  const called = given ?? tokens[0]!
  const family = given ? surname : tokens.findLast((token) => !token.initial && !token.particle)
  if (
    family &&
    family !== called &&
    !called.initial &&
    /[ау]$/.test(called.facts.key) &&
    UNDECLINED_FOR_WOMEN.test(family.facts.key)
  ) {
    const man = replaceWord(written, family, family.word.lower.slice(0, -1), offset)
    return replaceWord(man, called, formWithout(called), offset)
  }
  // A given name that stands as the dictionary has it: the name is in the nominative already.
  if (given && given.facts.givenKey === given.facts.key && !couldBeOther(given, sex)) return written
  const cases = given ? casesOf(given, given.facts.givenKey!) : 0xfff
  const bits = sex === 'm' ? MAN : sex === 'f' ? WOMAN : 0xfff
  let name = written
  // From the end, so that offsets before it stay right.
  for (const token of [...tokens].reverse()) {
    if (token.initial || token.particle || token.nickname) continue
    let word: string | null
    if (token === given)
      word = formWith(
        token,
        sex === 'f' && given.facts.sex === 'm'
          ? (given.facts.otherGivenKey ?? given.facts.givenKey!)
          : given.facts.givenKey!,
      )
    else if (token.facts.patronymic) word = patronymic(token.word.lower)
    else word = surnameOf(token, sex, cases & bits || bits, seen, token === surname && !given)
    if (word !== null && word !== token.word.lower) name = replaceWord(name, token, word, offset)
  }
  return name
}

const UNDECLINED_FOR_WOMEN = /(?:ян|ук|юк|ич|ман|берг|штейн|дзян)[ау]$/
const formWithout = ({ word, facts }: RunToken): string => {
  const key = facts.givenKey ?? facts.key
  return key === facts.key
    ? word.lower.slice(0, -1)
    : (facts.nominatives.find((form) => nameKey(form.word) === key)?.word ?? key)
}

// Дениса could be a woman's name only if no surname says otherwise; the dictionary has the man's.
const couldBeOther = (_given: RunToken, _sex: Sex): boolean => false

function casesOf(token: RunToken, key: string): number {
  let cases = 0
  for (const form of token.facts.nominatives) if (nameKey(form.word) === key) cases |= form.cases
  return cases || 0xfff
}

function formWith(token: RunToken, key: string): string | null {
  return token.facts.nominatives.find((form) => nameKey(form.word) === key)?.word ?? (token.facts.given ? key : null)
}

const patronymic = (lower: string): string =>
  lower.replace(/(ич)(?:а|у|ем|ом|е)$/, '$1').replace(/(вн|чн)(?:ы|е|у|ой|ою)$/, '$1а')

function surnameOf(token: RunToken, sex: Sex, cases: number, seen: WordsOfText, unknownGiven: boolean): string | null {
  const { lower } = token.word
  // Azerbaijani surnames have no Russian cases: Ягублу, Хази.
  if (/(?:лу|лы|ли|лю|оглу|оглы|заде)$/.test(lower)) return null
  if (sex === 'f') {
    if (/(?:[оеё]в|ин|ын)(?:ой|у|ою)$/.test(lower)) return lower.replace(/(?:ой|ою|у)$/, 'а')
    if (/(?:ск|цк)(?:ой|ую|ою)$/.test(lower)) return lower.replace(/(?:ой|ую|ою)$/, 'ая')
    if (/[^аеиоуыэюя](?:ой|ую)$/.test(lower) && lower.length > 5) return lower.replace(/(?:ой|ую)$/, 'ая')
    return null
  }
  const options = token.facts.nominatives.filter((form) => !form.folded && form.inflected && (form.cases & cases) !== 0)
  const standing = options.find((form) => seen.has(nameKey(form.word)) && nameKey(form.word) !== token.facts.key)
  if (standing) return standing.word
  if (sex === 'u' && unknownGiven && (token.facts.nominatives[0]?.cases ?? 0) !== 0) return null
  if (sex !== 'm') return null
  // Every man's surname on a consonant has its cases: "Юдина" after "Дениса" is Юдин.
  return pick(options, token)?.word ?? null
}

function pick(options: readonly Nominative[], token: RunToken): Nominative | null {
  const masculine = options.filter((form) => (form.cases & MAN) !== 0)
  return (
    masculine.find((form) => /(?:[оеё]в|ин|ын|ий|ой|ый|ич|ян|ук|юк|ец|ик|ак)$/.test(form.word)) ??
    (/[ая]$|[ую]$|[ое]м$|е$/.test(token.word.lower) ? (masculine[0] ?? null) : null)
  )
}

const AZ_BARE = /(?:ov|yev|ev|ova|yeva|eva|zadə|zade|oğlu|qızı|l[ıiuü]|bəyli|xanlı|soy|ski|skaya)$/

function azerbaijaniName(tokens: readonly RunToken[], sex: Sex, seen: WordsOfText, written: string): string {
  const last = tokens.at(-1)!
  if (last.initial) return written
  const { lower } = last.word
  if (last.particle) {
    // Ədhəm oğluna → oğlu
    const tie = /^(o[ğg]lu|q[ıi]z[ıi])/.exec(lower)?.[1]
    return tie
      ? written.slice(0, last.word.start - tokens[0]!.word.start) + last.word.text.slice(0, tie.length)
      : written
  }
  let best = lower
  let bestPoints = standing(lower, sex, false, seen, last)
  for (const form of last.facts.nominatives) {
    if (form.folded || !form.lastOnly || !lower.startsWith(form.word.slice(0, -1))) continue
    const points = standing(form.word, sex, true, seen, last)
    if (points > bestPoints) {
      best = form.word
      bestPoints = points
    }
  }
  return best === lower ? written : replaceWord(written, last, best, tokens[0]!.word.start)
}

function standing(word: string, sex: Sex, inflected: boolean, seen: WordsOfText, token: RunToken): number {
  let points = inflected ? 0 : 0.5
  if (inflected && seen.has(nameKey(word))) points += 3
  if (AZ_BARE.test(word)) points += 2
  if (/(?:ova|yeva|eva|ina)$/.test(word)) points += sex === 'm' ? -4 : sex === 'f' ? 1 : 0
  if (/(?:ov|yev|ev)$/.test(word)) points += sex === 'f' ? -4 : 0.2
  if (token.facts.givenKey === nameKey(word)) points += 2
  return points
}
