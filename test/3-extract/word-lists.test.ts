import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { pageWords } from '../../src/3-extract/page-words.ts'
import { readWordLists } from '../../src/3-extract/word-lists.ts'

const file = readFileSync(join(import.meta.dirname, '../../config/page-words.yaml'), 'utf8')

describe('the words of pages', () => {
  it('read the same as with a reader of YAML', () => {
    type Yaml = { [name: string]: string | Yaml }
    const split = (value: string | Yaml): unknown =>
      typeof value !== 'string'
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, split(inner)]))
        : value.trim().split(value.includes('\n') ? /\s*\n\s*/ : /\s*,\s*/)
    expect(readWordLists(file)).toEqual(split(parse(file) as Yaml))
  })

  it('a line that is none of it is told', () => {
    expect(() => readWordLists('parts:\n  what is this')).toThrow('what is this')
  })

  it('know a notice of the law from a sentence about the law', () => {
    const { isLawNotice } = pageWords()
    expect(isLawNotice('НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН ИНОСТРАННЫМ АГЕНТОМ «ВЕСТНИК». 18+')).toBe(true)
    expect(isLawNotice('* Признан в России иностранным агентом.')).toBe(true)
    expect(isLawNotice('Мальцев признан иностранным агентом в 2022 году.')).toBe(false)
  })

  it('know short words only whole', () => {
    const { partsOf } = pageWords()
    expect(partsOf('ad-slot')).not.toBe(0)
    expect(partsOf('adapter')).toBe(0)
    expect(partsOf('relatedStories')).toBe(partsOf('related-stories'))
  })
})
