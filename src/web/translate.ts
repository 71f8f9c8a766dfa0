import type { Language } from '../accounts/account-store.ts'
import { az } from './messages/az.ts'
import { en } from './messages/en.ts'
import { ru } from './messages/ru.ts'

/** What a page says, by its key. A text that counts has a form for each plural category of its language. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>
export type MessageKey = keyof typeof en
export type Messages = Record<MessageKey, Message>

/** A message in the reader's language; `{name}` stands for a value, `count` chooses the plural form. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

export const messages: Record<Language, Messages> = { en, ru, az }

const translators = new Map<Language, Translate>()

export function translator(language: Language): Translate {
  const known = translators.get(language) ?? makeTranslator(language)
  translators.set(language, known)
  return known
}

function makeTranslator(language: Language): Translate {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (key, values = {}) => {
    const message = messages[language][key]
    const words =
      typeof message === 'string' ? message : (message[rules.select(Number(values.count))] ?? message.other!)
    return words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value
    })
  }
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)

/** The first of the languages a browser asks for that the pages are written in. */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase()
    if (code === 'en' || code === 'ru' || code === 'az') return code
  }
  return 'en'
}
