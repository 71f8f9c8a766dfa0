import { describe, expect, it } from 'vitest'
import { learnArticlePattern } from '../../src/1-crawl/article-pattern.ts'

const at = (paths: string[]) => paths.map((path) => `https://post.example${path}`)
const matches = (pattern: string | null, path: string) => new RegExp(pattern!, 'u').test(`https://post.example${path}`)

describe('how an outlet’s articles look, learned from some', () => {
  it('numbers', () => {
    const pattern = learnArticlePattern(
      at(['/articles/1/', '/articles/22/', '/articles/333/', '/articles/4444/', '/articles/55555/']),
    )
    expect(pattern).toBe('/articles/\\d+/?$')
    expect(matches(pattern, '/articles/987/')).toBe(true)
    expect(matches(pattern, '/rubric/10')).toBe(false)
  })

  it('dates and names', () => {
    const pattern = learnArticlePattern(
      at([
        '/2026/11/24/a-letter',
        '/2026/11/23/another-one',
        '/2026/10/01/third',
        '/2025/01/31/fourth-of-them',
        '/2026/11/24/fifth',
      ]),
    )
    expect(matches(pattern, '/2027/01/02/new-one')).toBe(true)
    expect(matches(pattern, '/about/us/and/more')).toBe(false)
  })

  it('a name with its number and an ending', () => {
    const pattern = learnArticlePattern(
      at([
        '/a/one/31001.html',
        '/a/two-of/31002.html',
        '/a/three/31003.html',
        '/a/four/31004.html',
        '/a/five/31005.html',
      ]),
    )
    expect(matches(pattern, '/a/six/31006.html')).toBe(true)
    expect(matches(pattern, '/a/six/31006.pdf')).toBe(false)
  })

  it('is not learned where names alone could be anything, nor from a few', () => {
    expect(learnArticlePattern(at(['/news/one', '/news/two', '/news/three', '/news/four', '/news/five']))).toBeNull()
    expect(learnArticlePattern(at(['/articles/1', '/articles/2']))).toBeNull()
    expect(learnArticlePattern(at(['/a/1', '/b/x/2', '/c/y/z/3', '/d-4', '/e/5/f', '/g/h/i/j/6']))).toBeNull()
  })
})
