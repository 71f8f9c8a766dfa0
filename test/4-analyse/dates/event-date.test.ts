import { describe, expect, it } from 'vitest'
import { loadDateLexicon } from '../../../src/4-analyse/dates/date-words.ts'
import { datesIn } from '../../../src/4-analyse/dates/event-date.ts'
import { openDocument } from '../../../src/4-analyse/document.ts'
import { CONFIG } from '../claims/reading.ts'

const lexicon = loadDateLexicon(CONFIG)

function dates(lang: string, text: string, published: string | null = '2026-10-22'): string[] {
  const document = openDocument({ title: '', text, lang, published })
  return document.sentences.flatMap((sentence) =>
    datesIn(document, sentence, lexicon).map(({ date }) =>
      date.from === date.to ? date.from : `${date.from}/${date.to}`,
    ),
  )
}

describe('when something happened, counted from the day of publication (Thursday, 22 October 2026)', () => {
  it.each([
    ['en', 'He was beaten on October 9.', ['2026-10-09']],
    ['en', 'He was beaten on 9 October 2024.', ['2024-10-09']],
    ['en', 'He was beaten on December 30.', ['2025-12-30']],
    ['en', 'He was beaten yesterday and again on Monday.', ['2026-10-21', '2026-10-19']],
    ['en', 'He was beaten last week.', ['2026-10-12/2026-10-18']],
    ['en', 'He was beaten last month.', ['2026-09-01/2026-09-30']],
    ['en', 'Nothing has been heard from him since June.', ['2026-06-01/2026-10-22']],
    ['en', 'She saw him on October 9. The day after, he called.', ['2026-10-09']],
    ['ru', 'Его избили 5 октября, а 7 октября отправили в карцер.', ['2026-10-05', '2026-10-07']],
    ['ru', 'В пятницу его избили.', ['2026-10-16']],
    ['ru', 'Вчера его избили.', ['2026-10-21']],
    ['ru', 'На прошлой неделе его избили.', ['2026-10-12/2026-10-18']],
    ['ru', 'В июле 2024 года его этапировали.', ['2024-07-01/2024-07-31']],
    ['az', 'Oktyabrın 6-da görüş verilməyib.', ['2026-10-06']],
    ['az', 'Dünən onu döyüblər.', ['2026-10-21']],
    ['az', 'Cümə günü vəkil buraxılmayıb.', ['2026-10-16']],
    ['az', 'Keçən həftə onu döyüblər.', ['2026-10-12/2026-10-18']],
    ['en', 'For the third week he has been without medicine.', ['2026-10-08/2026-10-22']],
    ['en', 'He has not been heard of for 10 days.', ['2026-10-12/2026-10-22']],
    ['en', 'He was held for 10 days. On the third day he was beaten.', []],
    ['en', 'He may be beaten in May.', ['2026-05-01/2026-05-31']],
    ['az', 'On bir gündür ondan xəbər yoxdur.', ['2026-10-11/2026-10-22']],
    ['ru', 'Третью неделю о нём ничего не известно.', ['2026-10-08/2026-10-22']],
    ['ru', 'Он уже две недели не получает писем.', ['2026-10-08/2026-10-22']],
    ['ru', 'На третий день его избили.', []],
    ['az', 'On gündür ondan xəbər yoxdur.', ['2026-10-12/2026-10-22']],
    ['az', 'Üç aydır görüş verilmir.', ['2026-07-24/2026-10-22']],
    ['az', 'Aksiyanın üçüncü günü onu döyüblər.', []],
  ])('%s: %s', (lang, text, expected) => {
    expect(dates(lang, text)).toEqual(expected)
  })

  it('guesses no year where the article has no date', () => {
    expect(dates('en', 'He was beaten on October 9.', null)).toEqual([])
    expect(dates('en', 'He was beaten on October 9, 2024.', null)).toEqual(['2024-10-09'])
  })
})
