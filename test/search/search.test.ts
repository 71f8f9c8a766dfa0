import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { forget, planForgetting } from '../../src/evidence/forget.ts'
import { soundsOfWord } from '../../src/search/name-sounds.ts'
import { readSearch, tsQuery } from '../../src/search/search-query.ts'
import { snippetOf } from '../../src/search/snippet.ts'
import { indexNext } from '../../src/search/store.ts'
import { indexText } from '../../src/search/text-words.ts'
import { listArticles } from '../../src/web/queries/articles.ts'
import { addArticle } from '../6-review/made-up.ts'
import { testDatabase, testFolder } from '../database.ts'

let db: Database
const ALL = { seesConfidential: true }
const ids: Record<string, string> = {}
const folder = testFolder()
const TEXTS = {
  en: { language: 'en', text: 'The lawyer of Rashid Mammadov was kept waiting. Letters were not delivered to the prisoners.' },
  ru: { language: 'ru', text: 'Адвокату Мамедовой не дали свидания. В штрафном изоляторе холодно. Письма не приходят.' },
  az: { language: 'az', text: 'Məmmədovun vəkilləri həbsxanaya buraxılmadı. Uşağı çörəyini yemir. Görüşə icazə verilmədi.' },
  old: { language: 'az', text: 'Мәммәдов һәбсдәдир.' },
  other: { language: 'ru', text: 'Изолятор построили. Штрафной удар забил Мимидзе.' },
} // biome-ignore format: one a line
beforeAll(async () => {
  db = await testDatabase()
  for (const [name, article] of Object.entries(TEXTS)) ids[name] = (await addArticle(db.sql, article)).discoveryId
  await indexNext(db.sql)
})
afterAll(async () => {
  await db.close()
  folder.remove()
})

async function found(words: string): Promise<string[]> {
  const { articles } = await listArticles(db.sql, { words }, ALL, { limit: 20 })
  return articles.map(({ discoveryId }) => Object.keys(ids).find((name) => ids[name] === discoveryId)!).sort()
}

describe('words are found in any of their forms', () => {
  it.each([
    ['prisoner', ['en']],
    ['letter', ['en']],
    ['письмо', ['ru']],
    ['изоляторы', ['other', 'ru']],
    ['vəkil', ['az']],
    ['çörək', ['az']],
    ['uşaqlar', ['az']],
    ['VƏKİL', ['az']],
    ['адвокат письмо', ['ru']],
    ['lawyer|vəkil', ['az', 'en']],
    ['nothingatall', []],
  ])('%s', async (words, expected) => expect(await found(words)).toEqual(expected))
})

describe('names are found by sound', () => {
  it.each(['Mammadov', 'Məmmədov', 'Мамедов', 'Мамедова', 'Mamedov', 'mammadov', 'Мәммәдов'])(
    '%s in all scripts, cases and sexes',
    async (name) => expect(await found(name)).toEqual(['az', 'en', 'old', 'ru']),
  )
  it('another name is another name', async () => {
    expect(await found('Mimidov')).toEqual([])
    expect(await found('Mammadli')).toEqual([])
  })
})

describe('phrases and what must not stand there', () => {
  it.each([
    ['"штрафной изолятор"', ['ru']],
    ['штрафной изолятор', ['other', 'ru']],
    ['«штрафного изолятора»', ['ru']],
    ['изолятор -штрафной', []],
    ['изолятор -письма', ['other']],
    ['изолятор -"штрафной изолятор"', ['other']],
    ['"lawyer of Рашид"', ['en']],
    ['-lawyer', []],
    ['', ['az', 'en', 'old', 'other', 'ru']],
    ['"" - | &', []],
  ])('%s', async (words, expected) => {
    if (words === '') expect((await listArticles(db.sql, {}, ALL, { limit: 20 })).articles.length).toBe(expected.length)
    else expect(await found(words)).toEqual(expected)
  })

  it('take whatever is typed as words, never as an operator or a fault', async () => {
    const hostile = fc.string({ unit: fc.constantFrom('"', "'", '-', '|', '&', '!', '<->', ':*', '\\', '(', ')', ' ', 'a', 'ж', 'ə', '\u{1f642}', '~', '«') }) // biome-ignore format: signs
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        await listArticles(db.sql, { words }, ALL, { limit: 5 })
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is found is shown where it stands', () => {
  const wanted = new Map([
    ['prison', 0],
    ['letter', 1],
  ])

  it('with the words marked, and all of the stretch as it is written', () => {
    const text = `${'Something else was told first. '.repeat(20)}Three letters came to the prison. ${'More. '.repeat(80)}`
    const pieces = snippetOf(text, 'en', wanted)
    expect(pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['letters', 'prison'])
    expect(text).toContain(pieces.slice(1, -1).map((piece) => piece.text).join('')) // biome-ignore format: one claim
  })

  it('never breaks, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (noise) => {
        for (const text of [noise, `${noise} prison ${noise}`]) {
          const whole = snippetOf(text, 'en', wanted)
            .map((piece) => piece.text)
            .join('')
          if (text.isWellFormed()) expect(whole.isWellFormed()).toBe(true)
          expect(whole.length).toBeLessThan(420)
        }
      }),
    )
  })
})

it('an edited article is found by its new words only', async () => {
  const made = await addArticle(db.sql, { text: 'They wrote of hamsters.' })
  await indexNext(db.sql)
  await addArticle(db.sql, { text: 'They wrote of parrots.', discoveryId: made.discoveryId })
  await indexNext(db.sql)
  expect((await listArticles(db.sql, { words: 'hamster' }, ALL, { limit: 5 })).articles.length).toBe(0)
  expect((await listArticles(db.sql, { words: 'parrot' }, ALL, { limit: 5 })).articles.length).toBe(1)
})

it('what is forgotten is not found, and its names leave no sound', async () => {
  const made = await addArticle(db.sql, { text: 'A call came from Qorxmaz Zülfüqarlı.', language: 'az' })
  await indexNext(db.sql)
  const own = soundsOfWord('Zülfüqarlı', 'az')
  const sounds = async () => (await db.sql`select 1 from name_sound where sound = any(${own})`).length
  expect(await sounds()).toBeGreaterThan(0)
  await forget(db.sql, folder.path, await planForgetting(db.sql, { kind: 'article', id: made.discoveryId }), null)
  expect(await sounds()).toBe(0)
  expect((await db.sql`select 1 from name_sound where sound = 'mamadov'`).length).toBeGreaterThan(0)
})

it('makes a vector that PostgreSQL takes, of any text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (noise) => {
      const text = noise.replaceAll('\0', '').toWellFormed()
      const { vector } = indexText('Rəşid’s', text, 'az')
      expect(await db.sql`select ${vector}::tsvector is not null as taken`).toMatchObject([{ taken: true }])
    }),
    { numRuns: 60 },
  )
})

it('asks no more than is typed by a person', () => {
  const { terms } = readSearch('word '.repeat(5_000))!
  expect(terms.length).toBeLessThan(30)
  expect(tsQuery({ terms }, () => []).exact.length).toBeLessThan(2_000)
})

it('tells what filters leave of it page by page, newest first, each once', async () => {
  for (let n = 0; n < 12; n++)
    await addArticle(db.sql, {
      text: `The tortoise number ${n} slept.`,
      language: n % 3 === 0 ? 'ru' : 'en',
      outletId: n % 2 === 0 ? 'test/post' : 'test/xezri',
      state: n < 8 ? 'analysed' : 'duplicate',
    })
  await indexNext(db.sql)
  const filters = [{}, { language: 'en' }, { outlet: 'test/xezri' }, { state: 'analysed' as const, outlet: 'test/post', language: 'en' }] // biome-ignore format: a row
  for (const words of ['tortoise', '"tortoise number"'])
    for (const filter of filters) {
      const all = (await listArticles(db.sql, { words: 'tortoise' }, ALL, { limit: 50 })).articles
      const expected = all.filter(
        ({ language, outletId, state }) =>
          (!('language' in filter) || language === 'en') &&
          (!('outlet' in filter) || outletId === filter.outlet) &&
          (!('state' in filter) || state === 'analysed'),
      )
      const told: string[] = []
      for (let before: string | undefined; ; ) {
        const { articles, next } = await listArticles(db.sql, { words, ...filter }, ALL, { limit: 2, before })
        told.push(...articles.map(({ discoveryId }) => discoveryId))
        if (next === null) break
        before = next
      }
      expect(told, JSON.stringify(filter)).toEqual(expected.map(({ discoveryId }) => discoveryId))
      expect(told.length).toBeGreaterThan(1)
    }
})
