import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv, planList, readWatchList, rowOfWatch, WATCH_COLUMNS } from '../../src/6-alert/watch-list.ts'
import { writeCsv } from '../../src/7-export/csv.ts'
import { ALERT_KINDS, WatchWish } from '../../src/domain/watch.ts'

const TYPES = ['threat', 'denied_visit']
const read = (csv: string) => readWatchList(csv, TYPES)
async function toCsv(wishes: WatchWish[]): Promise<string> {
  let csv = ''
  for await (const piece of writeCsv({ name: 'watches', columns: [...WATCH_COLUMNS], rows: wishes.map(rowOfWatch) }))
    csv += piece
  return csv
}

describe('a list of watches', () => {
  it('is read with spellings, limits and kinds, whatever splits its cells', () => {
    const csv = 'name;spellings;silence;wants\nРауф Тахирзаде;"Rauf Tahirzade; Rauf Tahirzadə";visit=60; mention\n'
    expect(read(csv)[0]!.wish).toMatchObject({
      name: 'Рауф Тахирзаде',
      spellings: ['Rauf Tahirzade', 'Rauf Tahirzadə'],
      silence: { visit: 60 },
      wants: ['mention'],
    })
  })
  it('tells what is wrong with a line and goes on', () => {
    const listed = read('name,claim_types\nTahirzade,\nRauf Tahirzade,nonsense\nKamil Abasov,threat\n')
    expect(listed.map(({ line, problem }) => [line, problem?.problem ?? null])).toEqual([
      [2, 'name: a surname alone names nobody: give the full name'],
      [3, 'there is no claim type "nonsense"'],
      [4, null],
    ])
  })
  it('wants a line of column names', () =>
    expect(read('Rauf Tahirzade\n')[0]!.problem!.problem).toContain('"name" is missing'))
  it('says before what it would add, change and leave', () => {
    const known = [
      WatchWish.parse({ name: 'Rauf Tahirzade' }),
      WatchWish.parse({ name: 'Kamil Abasov', father: 'Yusupovich' }),
    ]
    const plan = planList(
      read('name,father\nrauf tahirzade,\nKamil Abasov,\nAytən Səfərova,\nAytən Səfərova,\n'),
      known,
    )
    expect([plan.add, plan.change, plan.same].map((wishes) => wishes.map(({ name }) => name))).toEqual([
      ['Aytən Səfərova'],
      ['rauf tahirzade', 'Kamil Abasov'],
      [],
    ])
    expect(plan.problems).toMatchObject([{ line: 5, problem: 'the same name as in line 4' }])
  })
  it('comes back as it went out', async () => {
    const words = fc.stringMatching(/^[A-ZƏЖ][a-zəж'’"=,-]{1,8}$/)
    const wish = fc.record({
      name: fc.tuple(words, words).map((parts) => parts.join(' ')),
      spellings: fc.array(words, { maxLength: 2 }),
      leaveOut: fc.array(words, { maxLength: 2 }),
      claimTypes: fc.subarray(TYPES),
      wants: fc.subarray([...ALERT_KINDS], { minLength: 1 }),
      silence: fc.record({ visit: fc.integer({ min: 1, max: 400 }) }, { requiredKeys: [] }),
    })
    await fc.assert(
      fc.asyncProperty(wish, async (given) => {
        const kept = WatchWish.parse(given)
        expect(planList(read(await toCsv([kept])), [kept]).same).toHaveLength(1)
      }),
    )
  })
  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', 'n', 'a', 'm', 'e', ' ', '=') }),
        (csv) => void planList(read(csv), []),
      ),
    )
  })
  it('keeps line breaks and quotation marks in a cell', () =>
    expect(parseCsv('a,b\n"x\ny","p""q"\nz,')).toMatchObject([
      {},
      { cells: ['x\ny', 'p"q'], line: 2 },
      { cells: ['z', ''], line: 4 },
    ]))
})
