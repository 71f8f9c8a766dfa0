import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePage } from '../../src/3-extract/charset.ts'

const russian =
  'Осужденный третью неделю не может попасть к врачу в исправительной колонии, сообщила его адвокат после свидания. Жалобу она направила в областную прокуратуру.'

/** The bytes of a text in an encoding of one byte a character. */
function encode(text: string, encoding: string): Uint8Array {
  const table = new Map<string, number>()
  const decoder = new TextDecoder(encoding)
  for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), byte)
  return Uint8Array.from(text, (char) => table.get(char) ?? 0x3f)
}
const page = (text: string, charset?: string) =>
  `<html><head>${charset ? `<meta charset="${charset}">` : ''}<title>x</title></head><body><p>${text}</p></body></html>`

describe('the encoding of a page', () => {
  it.each(['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'])(
    '%s is known by its letters where nobody tells',
    (encoding) => {
      const { html, charset } = decodePage(encode(page(russian), encoding), 'text/html')
      expect(charset).toBe(encoding)
      expect(html).toContain('Жалобу она направила')
    },
  )

  it.each([
    ['windows-1251', 'utf-8'],
    ['koi8-r', 'windows-1251'],
    ['windows-1251', 'iso-8859-1'],
  ])('%s that is declared as %s is read as what it is', (encoding, lie) => {
    expect(decodePage(encode(page(russian, lie), encoding), `text/html; charset=${lie}`).html).toContain(
      'сообщила его адвокат',
    )
  })

  it('UTF-8 is UTF-8 whatever header and meta element say', () => {
    const bytes = new TextEncoder().encode(
      page('Vəkil görüşə buraxılmır. Şikayət prokurorluğa göndərilib.', 'windows-1254'),
    )
    const decoded = decodePage(bytes, 'text/html; charset=windows-1251')
    expect(decoded).toMatchObject({ charset: 'utf-8', by: 'bytes' })
    expect(decoded.html).toContain('görüşə buraxılmır')
  })

  it('UTF-8 that is cut in the middle of a letter keeps the rest', () => {
    const bytes = new TextEncoder().encode(page(russian))
    expect(decodePage(bytes.subarray(0, bytes.length - 25)).html).toContain('сообщила его адвокат')
    expect(decodePage(Uint8Array.of(...bytes.subarray(0, 200), 0xd0), null).charset).toBe('utf-8')
  })

  it.each(['utf-16le', 'utf-16be'])('%s is known by its mark and without it', (encoding) => {
    const text = page(russian)
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le')
    const mark = encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff]
    expect(decodePage(bytes).html).toContain('Жалобу она направила')
    expect(decodePage(Uint8Array.of(...mark, ...bytes)).html).toContain('Жалобу она направила')
  })

  it('the header is believed where the bytes do not speak against it', () => {
    const polish =
      'Skazany od trzech tygodni nie może dostać się do lekarza, powiedziała jego adwokat. Skargę wysłała do prokuratury, która dała odpowiedź.'
    expect(decodePage(encode(page(polish), 'iso-8859-2'), 'text/html; charset=ISO-8859-2').html).toContain(
      'wysłała do prokuratury, która',
    )
  })

  it('any bytes give some text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.option(fc.string({ maxLength: 40 })), (bytes, header) => {
        expect(typeof decodePage(bytes, header, false).html).toBe('string')
      }),
    )
  })
})
