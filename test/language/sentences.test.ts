import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadLanguage } from '../../src/language/detect.ts'
import { splitParagraphs, splitSentences } from '../../src/language/sentences.ts'

const anyLetter = fc.oneof(
  fc.constantFrom(...'aБə .!?…“”"«»()-–—\n1№😀\u00ad\u0301A'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)

const sentences = (text: string, lang: ReadLanguage): string[] =>
  splitParagraphs(text).flatMap((paragraph) =>
    splitSentences(text, paragraph, lang).map(({ start, end }) => text.slice(start, end)),
  )

describe('sentences', () => {
  it('keep closing quotation marks with the full stop before them', () => {
    expect(sentences('“He was beaten. Nobody came,” she said. “We wait.” Then he left.', 'en')).toEqual([
      '“He was beaten.',
      'Nobody came,” she said.',
      '“We wait.”',
      'Then he left.',
    ])
    expect(sentences('«Ему не дали врача. Он ждёт», – сказала мать. «Мы пишем». Ответа нет.', 'ru')).toEqual([
      '«Ему не дали врача.',
      'Он ждёт», – сказала мать.',
      '«Мы пишем».',
      'Ответа нет.',
    ])
    expect(sentences('“Görüş qurtardı”, – qadın danışır. Zəng kəsilir.', 'az')).toEqual([
      '“Görüş qurtardı”, – qadın danışır.',
      'Zəng kəsilir.',
    ])
  })
  it('do not end at initials, titles, numbers and abbreviations', () => {
    expect(sentences('Z.Dadaşlı gəlib. Hakim A. B. Əliyev getdi.', 'az')).toEqual([
      'Z.Dadaşlı gəlib.',
      'Hakim A. B. Əliyev getdi.',
    ])
    expect(sentences('He is in Penal Colony No. 2 near Baku. Dr. Fitaihi met U.S. officials.', 'en')).toHaveLength(2)
    expect(sentences('Его судили по ч. 1 ст. 342 УК в г. Минске. В 2014 г. Он вышел.', 'ru')).toEqual([
      'Его судили по ч. 1 ст. 342 УК в г. Минске.',
      'В 2014 г.',
      'Он вышел.',
    ])
  })
  it('go on after a question in quotation marks when a small letter follows', () => {
    expect(sentences('«Где он?» – спросила мать. Ей не ответили.', 'ru')).toEqual([
      '«Где он?» – спросила мать.',
      'Ей не ответили.',
    ])
    expect(sentences('“Why?” she asked. No answer came.', 'en')).toEqual(['“Why?” she asked.', 'No answer came.'])
  })
  it('leave out the mark of a list line', () => {
    expect(sentences('➖ Медицинскую экспертизу не провели.\n⚫️ В ЦИП не пускают.', 'ru')).toEqual([
      'Медицинскую экспертизу не провели.',
      'В ЦИП не пускают.',
    ])
  })
  it('are parted where a space was lost, but addresses are not', () => {
    expect(sentences('He was held for days.The family waited.', 'en')).toHaveLength(2)
    expect(sentences('The site meduza.io reported it.', 'en')).toHaveLength(1)
  })
  it('lie within the text and never overlap, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter, maxLength: 80 }), (text) => {
        let last = 0
        for (const paragraph of splitParagraphs(text))
          for (const { start, end } of splitSentences(text, paragraph, 'en')) {
            if (start < last || end <= start) return false
            last = end
          }
        return last <= text.length
      }),
      { numRuns: 60 },
    )
  })
})
