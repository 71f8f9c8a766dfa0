import { Character, characterAt, isLetter } from './characters.ts'
import type { ReadLanguage } from './detect.ts'

// After these a full stop ends no sentence even before a capital letter: a name or number follows.
const BEFORE_NAME: Record<ReadLanguage, Set<string>> = {
  en: new Set(
    'mr mrs ms dr prof st gen col lt capt sgt maj sen rep gov pres rev hon no nos art fig vol pp vs jr sr messrs mt ft insp supt adm cmdr cpl pvt'.split(
      ' ',
    ),
  ),
  ru: new Set(
    'г гг ул пр просп пер пл д кв стр им ст ч п пп см ср св акад проф доц канд полк ген майор кап лейт сост ред изд рис табл тов гр с пос дер обл р-н респ тел м б н о'.split(
      ' ',
    ),
  ),
  az: new Set('s saylı səh küç pr prof dos akad r-nu ş mad bax məs cən xan d-r adv'.split(' ')),
}
// After these it may end a sentence: only a small letter or a digit after it says that it does not.
const ANYWHERE: Record<ReadLanguage, Set<string>> = {
  en: new Set(
    'etc inc ltd co corp dept est approx e.g i.e a.m p.m u.s u.k u.n jan feb mar apr jun jul aug sept sep oct nov dec'.split(
      ' ',
    ),
  ),
  ru: new Set(
    'др пр тыс млн млрд руб коп т.д т.п т.е т.к н.э янв фев мар апр авг сен сент окт ноя дек чел час мин сек'.split(
      ' ',
    ),
  ),
  az: new Set('və.s və.i.a min mln mlrd man il'.split(' ')),
}

/** True where the full stop at `stop` belongs to an abbreviation or an initial and ends no sentence. */
export function isAbbreviation(
  text: string,
  stop: number,
  sentenceStart: number,
  next: number,
  limit: number,
  lang: ReadLanguage | null,
): boolean {
  let from = stop
  while (from > sentenceStart && stop - from < 12) {
    const before = characterAt(text, from - 1)
    if (
      isLetter(before) ||
      before === Character.mark ||
      text[from - 1] === '.' ||
      (text[from - 1] === '-' && from < stop)
    )
      from--
    else break
  }
  const word = text.slice(from, stop)
  if (word === '') return isListNumber(text, stop, sentenceStart)
  const nextKind = characterAt(text, next)
  if (isInitial(text, from, stop, word, next, limit, sentenceStart)) return true
  const lower = word.toLowerCase()
  const language = lang ?? 'en'
  const last = lower.slice(lower.lastIndexOf('.') + 1)
  if (BEFORE_NAME[language].has(lower) || (last !== lower && last.length > 1 && BEFORE_NAME[language].has(last)))
    return !endsByItself(text, lower, from, language, next)
  if (ANYWHERE[language].has(lower)) return nextKind !== Character.upper
  return false
}

// "в 2014 г. Он": the year's г. ends a sentence before a capital, the town's ("в г. Минске") does not.
function endsByItself(text: string, lower: string, from: number, lang: ReadLanguage, next: number): boolean {
  if (characterAt(text, next) !== Character.upper) return false
  if (lang === 'en') return lower === 'no' && !/\d/.test(text.slice(next, next + 1))
  if (lower !== 'г' && lower !== 'гг' && lower !== 'пр' && lower !== 'м' && lower !== 'ч' && lower !== 'с') return false
  let before = from - 1
  while (before > 0 && characterAt(text, before) === Character.space) before--
  return characterAt(text, before) === Character.digit
}

// "Z.Dadaşlı", "А. В. Иванов", "J.K. Rowling": one capital letter before the stop and a name after it.
function isInitial(
  text: string,
  from: number,
  stop: number,
  word: string,
  next: number,
  limit: number,
  sentenceStart: number,
): boolean {
  const letters = word.split('.')
  const one = letters.every(
    (letter) =>
      letter.length > 0 &&
      [...letter].length <= 2 &&
      characterAt(letter, 0) === Character.upper &&
      (letter.length === 1 || letter === 'Dz' || letter === 'Дж'),
  )
  if (!one) return false
  if (characterAt(text, next) !== Character.upper) return true
  if (letters.length > 1 && next === stop + 1) return true
  // "in Block A. The guards": a small word after it begins a sentence; a name is no small word.
  let to = next
  while (to < limit && isLetter(characterAt(text, to))) to++
  const following = text.slice(next, to).toLowerCase()
  if (SENTENCE_OPENERS.has(following)) return false
  // A single letter after a word of the sentence may be its end ("витамин С."), but initials are far more common.
  return from >= sentenceStart
}
const SENTENCE_OPENERS = new Set(
  'the a an in on at he she it they we i his her their this that there but and when after as according earlier он она они оно это в на по как но и а при после его ее их мы я o bu onun onlar bunu və lakin amma isə biz mən'.split(
    ' ',
  ),
)

// "1. First": the number of a list line.
function isListNumber(text: string, stop: number, sentenceStart: number): boolean {
  let from = stop
  while (from > sentenceStart && characterAt(text, from - 1) === Character.digit) from--
  return from === sentenceStart && from < stop && stop - from <= 2
}
