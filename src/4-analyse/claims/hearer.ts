import { type Document, sentenceAt } from '../document.ts'
import { namedIn } from './named.ts'
import type { Speaker } from './speaker.ts'

// A name of one to five words, in quotation marks or with capitals.
const NAME =
  '(?:[«“"][^»”"\\n]{2,40}[»”"]|\\p{Lu}[\\p{L}\\d.’\'/-]*(?:\\s(?:of|the|for|and|\\p{Lu}[\\p{L}\\d.’\'/-]*)){0,4})'
const ENGLISH = new RegExp(
  `(?<!\\p{L})(?:told|tells|informed|assured|spoke to|in an interview with)\\s(?:the\\s|a\\s)?(${NAME})`,
  'u',
)
const RUSSIAN = new RegExp(
  `(?<!\\p{L})(?:сообщил|сказал|рассказал|заявил|пояснил|передал|подтвердил|уточнил)\\p{L}*\\s(?:(?:корреспондент|издани|агентств|порталу|сайту|телеканалу|радио)\\p{L}*\\s)?(${NAME})|в (?:интервью|разговоре|беседе)\\s(?:с\\s)?(?:\\p{Ll}+\\s)?(${NAME})`,
  'u',
)
const AZERBAIJANI =
  /([“"«][^”"»\n]{2,40}[”"»]|\p{Lu}[\p{L}\d]*(?:\s\p{Lu}[\p{L}\d]*){0,2})-?(?:y[aə]|(?<=[^aəıioöuü])[aə])\s(?:\p{Ll}+\s){0,3}(?:bildir|de(?:yib|di|yir)|söylə|danış|açıqla|məlumat ver)/u
// Those who are told and are no outlet.
const NOBODY = /^(?:He|She|They|His|Her|The|His|It|That|I|We)(?!\p{L})/u

/** The outlet that a speaker told it ("told the Caucasian Knot"), which passes it on; null where the sentence names none. */
export function hearerOf(document: Document, { start, person, authority }: Speaker): string | null {
  if (authority) return null
  const sentence = sentenceAt(document, start)
  if (!sentence?.lang) return null
  const text = document.text.slice(sentence.start, sentence.end)
  const found =
    sentence.lang === 'en' ? ENGLISH.exec(text) : sentence.lang === 'ru' ? RUSSIAN.exec(text) : AZERBAIJANI.exec(text)
  const name = (found?.[1] ?? found?.[2] ?? '').replace(/^[«“"]|[»”".]$/g, '').trim()
  // The first word of a sentence has its capital from there.
  if (name === '' || NOBODY.test(name) || text.startsWith(name)) return null
  const at = sentence.start + text.indexOf(name)
  // "told Ferreira", "сказал Емельянов": people of the article pass nothing on.
  const isPerson = namedIn(document, sentence.index).some((one) => one.start < at + name.length && one.end > at)
  return isPerson || name === person?.name ? null : name
}
