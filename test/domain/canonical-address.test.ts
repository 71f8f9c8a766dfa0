import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalAddress, identityOf } from '../../src/domain/canonical-address.ts'

const own = { home: 'https://www.post.example/', mirrors: ['post-mirror.example', 'www.other.example:8080'] }
const identity = (url: string) => canonicalAddress(url, own)!.hash.toString('hex')

describe('an article’s address', () => {
  it.each([
    ['tracking', 'https://www.post.example/news/1?utm_source=tg&utm_medium=x&fbclid=1&yclid=2'],
    ['a fragment', 'https://www.post.example/news/1#comments'],
    ['http', 'http://www.post.example/news/1'],
    ['no www', 'https://post.example/news/1'],
    ['a slash at its end', 'https://www.post.example/news/1/'],
    ['two slashes', 'https://www.post.example//news/1'],
    ['its AMP form by path', 'https://www.post.example/news/1/amp/'],
    ['its AMP form by parameter', 'https://www.post.example/news/1?amp=1'],
    ['its AMP form by host', 'https://amp.post.example/news/1'],
    ['its mobile form', 'https://m.post.example/news/1'],
    ['its print form', 'https://www.post.example/news/1?print=yes'],
    ['a mirror', 'https://post-mirror.example/news/1'],
    ['a mirror with a port', 'http://www.other.example:8080/news/1'],
    ['letters escaped', 'https://www.post.example/%6Eews/1'],
    ['capitals in the host', 'https://WWW.Post.Example/news/1'],
    ['a dot behind the host', 'https://www.post.example./news/1'],
  ])('is the same with %s', (_, url) => {
    expect(identity(url)).toBe(identity('https://www.post.example/news/1'))
  })

  it.each([
    'https://www.post.example/news/2',
    'https://www.post.example/news/1?page=2',
    'https://www.post.example/News/1',
    'https://ru.post.example/news/1',
    'https://www.post.example:8443/news/1',
    'https://elsewhere.example/news/1',
  ])('is another at %s', (url) => {
    expect(identity(url)).not.toBe(identity('https://www.post.example/news/1'))
  })

  it('is told by its parameters in any order', () => {
    expect(identity('https://post.example/?id=7&lang=az')).toBe(
      identity('https://post.example/?lang=az&id=7&utm_term=x'),
    )
    expect(identity('https://post.example/?id=7')).not.toBe(identity('https://post.example/?id=8'))
  })

  it('is fetched as seen, without tracking, a mirror’s at home', () => {
    expect(canonicalAddress('https://post.example/news/1?utm_source=x', own)).toMatchObject({
      url: 'https://post.example/news/1',
      host: 'post.example',
    })
    expect(canonicalAddress('http://post-mirror.example/news/1?id=2', own)).toMatchObject({
      url: 'https://www.post.example/news/1?id=2',
      host: 'www.post.example',
    })
  })

  it('is none for what is not of the web', () => {
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'news/1',
      '',
      `https://a.example/${'x'.repeat(5000)}`,
    ])
      expect(canonicalAddress(url)).toBeNull()
  })

  it('stays the same when it is made canonical again, whatever it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalAddress(url, own)!
        expect(canonicalAddress(once.url, own)).toEqual(once)
        expect(identityOf(new URL(once.url))).not.toContain('#')
      }),
      { numRuns: 300 },
    )
  })
})
