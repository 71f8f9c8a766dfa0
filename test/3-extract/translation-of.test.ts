import { describe, expect, it } from 'vitest'
import { translationOf } from '../../src/3-extract/translation-of.ts'

const page = { language: 'en', url: 'https://dispatch.example/a' }
const told = (alternates: { language: string; url: string }[], named: string | null = null) =>
  translationOf({ translationOf: named, alternates }, page)

describe('what a page is a translation of', () => {
  it('is what its data say', () => expect(told([], 'https://xezri.example/a')).toBe('https://xezri.example/a'))
  it('is the same page of another outlet in another language', () =>
    expect(told([{ language: 'az', url: 'https://xezri.example/a' }])).toBe('https://xezri.example/a'))
  it.each([
    ['its own outlet in another language', 'az', 'https://dispatch.example/az/a'],
    ['its own outlet with www', 'az', 'https://www.dispatch.example/a'],
    ['the same language elsewhere', 'en-GB', 'https://mirror.example/a'],
    ['an address that is none', 'az', 'nonsense'],
    ['no language at all', 'x-default', 'https://other.example/'],
  ])('is not %s', (_, language, url) => expect(told([{ language, url }])).toBeNull())
})
