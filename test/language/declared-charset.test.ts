import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDeclared } from '../../src/language/declared-charset.ts'

const win = Buffer.from('\xcf\xe8\xf1\xfc\xec\xee', 'latin1')

describe('the encoding of feeds and lists', () => {
  it('UTF-8 is UTF-8 whatever is declared', () => {
    expect(decodeDeclared(Buffer.from('Məktub'), 'text/html; charset=windows-1251')).toBe('Məktub')
  })

  it('is what the header says, else what the first bytes say, else that of old Russian sites', () => {
    expect(decodeDeclared(win, 'text/html; charset=windows-1251')).toBe('Письмо')
    expect(
      decodeDeclared(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1251"?>'), win]), null),
    ).toMatch(/Письмо$/)
    expect(decodeDeclared(win, null)).toBe('Письмо')
    expect(decodeDeclared(Buffer.from([0xf0, 0xc9, 0xd3, 0xd8, 0xcd, 0xcf]), 'text/xml; charset=koi8-r')).toBe('Письмо')
  })

  it('a byte-order mark and two-byte letters are seen', () => {
    expect(decodeDeclared(Buffer.from('\uFEFF<rss>ə', 'utf16le'), null)).toBe('<rss>ə')
    expect(decodeDeclared(Buffer.from('<rss>ə', 'utf16le'), null)).toBe('<rss>ə')
  })

  it('UTF-8 with a few broken bytes stays UTF-8', () => {
    const broken = Buffer.concat([
      Buffer.from('Письмо не дошло до колонии'),
      Buffer.from([0xd0]),
      Buffer.from(' и вернулось'),
    ])
    expect(decodeDeclared(broken, 'text/html; charset=utf-8')).toContain('Письмо не дошло')
  })

  it('whatever it is fed, it gives text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string(),
        (bytes, type) => typeof decodeDeclared(Buffer.from(bytes), type) === 'string',
      ),
    )
  })
})
