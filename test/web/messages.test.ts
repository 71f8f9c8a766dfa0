import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/accounts/account-store.ts'
import { isMessageKey, type Message, messages, translator } from '../../src/web/translate.ts'

const web = join(import.meta.dirname, '../../src/web')
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('messages'))
  .map((name) => readFileSync(join(web, name), 'utf8'))

const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message))
const valuesIn = (words: string) => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort()

describe.each(LANGUAGES)('the messages in %s', (language) => {
  const all = Object.entries(messages[language])

  it('say something for every key of English, and for no other', () => {
    expect(all.map(([key]) => key).sort()).toEqual(Object.keys(messages.en).sort())
    expect(all.filter(([, message]) => formsOf(message).some((words) => words.trim() === ''))).toEqual([])
  })

  it('have a form for each plural that the language has', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [key, message] of all)
      if (typeof message !== 'string') expect(Object.keys(message).sort(), key).toEqual([...needed].sort())
  })

  it('carry the same values as in English', () => {
    for (const [key, message] of all) {
      const inEnglish = valuesIn(formsOf(messages.en[key as keyof typeof messages.en])[0]!)
      for (const words of formsOf(message)) expect(valuesIn(words), key).toEqual(inEnglish)
    }
  })

  it('are not left in English', () => {
    if (language === 'en') return
    const same = all.filter(
      ([key, message]) => formsOf(message)[0] === formsOf(messages.en[key as keyof typeof messages.en])[0],
    )
    expect(same.map(([key]) => key)).toEqual(
      same
        .map(([key]) => key)
        .filter((key) => key === 'source.robots' || key === 'field.status' || key === 'role.admin'),
    )
  })
})

it('has a message for every key that the pages ask for', () => {
  const asked = sources.flatMap((source) => [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key!))
  expect(asked.length).toBeGreaterThan(150)
  expect([...new Set(asked)].filter((key) => !isMessageKey(key))).toEqual([])
})

it('keeps no message that no page asks for', () => {
  const everything = sources.join('\n')
  const groups = new Set([
    'status',
    'review',
    'state',
    'step',
    'outcome',
    'because',
    'contact',
    'source',
    'alert',
    'rule',
    'role',
    'reason',
    'act',
    'done',
    'refused',
    'refusal',
    'password',
    'silence-of',
    'urgency',
    'urgent-by',
    'origin-kind',
    'judged',
    'pace',
    'alarm',
    'ask',
    'mend',
    'reanalysis',
    'trial',
    'offers',
  ])
  const unused = Object.keys(messages.en).filter(
    (key) => !everything.includes(`'${key}'`) && !groups.has(key.split('.')[0]!),
  )
  expect(unused).toEqual([])
})

it('counts as each language does', () => {
  const words = [1, 3, 5, 21].map((count) => translator('ru')('inbox.claims', { count }))
  expect(words).toEqual(['1 утверждение', '3 утверждения', '5 утверждений', '21 утверждение'])
  expect(translator('az')('inbox.claims', { count: 5 })).toBe('5 iddia')
})
