import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, writeTable } from '../../src/7-export/step.ts'
import { harmless } from '../../src/7-export/table.ts'

async function written(format: 'csv' | 'jsonl' | 'xlsx', rows: Record<string, Cell>[]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeTable(format, { name: 'claims', columns: ['name', 'count', 'list'], rows }))
    pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

describe('cells that a spreadsheet would run', () => {
  it.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\n=1', '＝1'])(
    'are made harmless: %j',
    (cell) => {
      expect(harmless(cell)).toBe(`'${cell}`)
    },
  )
  it.each(['Məmmədov', '— сказал адвокат', 'a=b', '№ 5', ''])('leave other words as they are: %j', (cell) => {
    expect(harmless(cell)).toBe(cell)
  })
})

describe('CSV', () => {
  it('begins with the mark of UTF-8, quotes what needs it, and writes names of three scripts', async () => {
    const text = (
      await written('csv', [{ name: 'Ağa "Qara"\nMəmmədov', count: 2, list: ['Иванов', 'Петров'] }])
    ).toString()
    expect(text).toBe('\uFEFFname,count,list\r\n"Ağa ""Qara""\nMəmmədov",2,Иванов; Петров\r\n')
  })

  it('comes back whole when it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), async (names) => {
        const text = (
          await written(
            'csv',
            names.map((name) => ({ name, count: 1, list: [] })),
          )
        )
          .toString()
          .slice(1)
        const rows = parseCsv(text)
        expect(rows.slice(1).map(([name]) => name)).toEqual(names.map(harmless))
      }),
    )
  })
})

it('writes JSON Lines with lists as lists and unknown as null', async () => {
  const text = (await written('jsonl', [{ name: 'x', list: ['a'] }])).toString()
  expect(text).toBe('{"name":"x","count":null,"list":["a"]}\n')
})

it('writes a workbook whose words are words, never formulas, and leaves out what XML cannot hold', async () => {
  const bytes = await written('xlsx', [{ name: '=1+1 <b> & \u0001', count: 3, list: [] }])
  const sheet = unzip(bytes)['xl/worksheets/sheet1.xml']!
  expect(sheet).toContain(
    '<c t="inlineStr"><is><t xml:space="preserve">=1+1 &lt;b&gt; &amp; \uFFFD</t></is></c><c><v>3</v></c>',
  )
  expect(sheet).not.toContain('<f>')
})

function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(,|\r\n)|([^,"\r\n]*)(,|\r\n)/gy
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    rows.at(-1)!.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : match[3]!)
    if ((match[2] ?? match[4]) === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

function unzip(bytes: Buffer): Record<string, string> {
  const parts: Record<string, string> = {}
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const packed = bytes.readUInt32LE(at + 18)
    const name = bytes.readUInt16LE(at + 26)
    const from = at + 30 + name
    parts[bytes.toString('utf8', at + 30, from)] = inflateRawSync(bytes.subarray(from, from + packed)).toString()
    at = from + packed
  }
  return parts
}
