import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../src/settings.ts'
import { told } from '../../src/web/messages/told.ts'
import { toldIn } from '../../src/web/told.ts'

const ru = (sentence: string) => toldIn({ language: 'ru' }, sentence)

/** The advice that is written in the steps, with a letter for what it fills in. */
function adviceInSource(): string[] {
  const files = ['src/1-crawl', 'src/2-capture', 'src/3-extract', 'src/queue'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((file) => join(root, folder, file)),
  )
  return files
    .filter((file) => file.endsWith('.ts') && !/survey|home-page|browser-process|chromium|text-may-be-cut/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(['"`])([A-Z][^\n]{20,400}?\.)\1/g)])
    .map(([, , words]) => words!.replaceAll('\\u2019', '’').replaceAll("\\'", "'"))
    .filter((words) => !/[`]|\$\{[^}]*['"{]/.test(words))
    .map((words) => words.replace(/\$\{[^}]*\}/g, 'X'))
}

describe('what the steps tell, in the reader’s language', () => {
  it.each([
    ['12 seen, 3 new', 'увидено: 12, новых: 3'],
    ['12 seen, 0 new, 2 changed, goes on at page 4', 'увидено: 12, новых: 0, изменено: 2, продолжится со страницы 4'],
    [
      'The server refuses us (403). Try a mirror, a proxy or a longer delay, or ask the outlet to let Vigil in; then press "try again". It is asked for once more, a day later.',
      'Сервер нам отказывает (403). Попробуйте зеркало, прокси или паузу подлиннее либо попросите издание пропускать Vigil; затем нажмите «ещё раз». Через день она будет запрошена ещё раз.',
    ],
  ])('%s', (sentence, expected) => {
    expect(ru(sentence)).toBe(expected)
    expect(toldIn({ language: 'en' }, sentence)).toBe(sentence)
  })

  it('may be several sentences', () => {
    expect(ru('The page is a list of links. Open it in the browser (render: auto does so).')).toBe(
      'Страница — список ссылок. Откройте её в браузере (render: auto так и делает).',
    )
  })

  it('stays as it is where nobody translated it', () => {
    expect(ru('Something that nobody foresaw, 3 new')).toBe('Something that nobody foresaw, 3 new')
  })

  it('is there in all languages for all advice that the steps give', () => {
    const advice = adviceInSource()
    expect(advice.length).toBeGreaterThan(50)
    for (const language of ['ru', 'az'] as const)
      expect(advice.filter((sentence) => toldIn({ language }, sentence) === sentence)).toEqual([])
  })

  it('is there in all languages for whatever holds a message up', () => {
    const folder = join(root, 'src/6-alert/deliver')
    const troubles = readdirSync(folder)
      .flatMap((file) => [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/(?<=trouble: [^\n]*)(['`])([^'`\n]{5,})\1/g),
      ])
      .map(([, , words]) => words!.replace(/\$\{answer\}/, ' (550)').replace(/\$\{[^}]*\}/g, 'X'))
      .filter((words) => words !== 'TimeoutError')
    expect(troubles.length).toBeGreaterThan(10)
    for (const language of ['ru', 'az'] as const)
      expect(troubles.filter((sentence) => toldIn({ language }, sentence) === sentence)).toEqual([])
  })

  it('fills in nothing that the English sentence does not have', () => {
    for (const each of told) {
      const filled = each.en.split('{}').length - 1
      for (const words of [each.ru, each.az])
        for (const [, n] of words.matchAll(/\{(\d)\}/g)) expect(Number(n)).toBeLessThanOrEqual(filled)
    }
  })
})
