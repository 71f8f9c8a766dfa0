import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadSampleArticles, SAMPLE_OUTLET_IDS, type SampleArticle } from '../../src/sample/articles.ts'
import { goldOf } from '../../src/sample/gold.ts'
import { expandQuote } from '../../src/sample/shortened-quote.ts'

const articles = loadSampleArticles()
const versions = articles.flatMap((article) => (article.edited ? [article, article.edited] : [article]))
const named = (list: SampleArticle[]) => list.map((article) => [`${article.outlet}/${article.slug}`, article] as const)
const claimTypes = Object.keys(parse(readFileSync(new URL('../../config/claims.yaml', import.meta.url), 'utf8')))
const claims = versions.flatMap((article) => article.claims)

describe('the sample articles', () => {
  it('are at least a dozen for each outlet, written between October 1 and November 20, 2026', () => {
    for (const id of SAMPLE_OUTLET_IDS) {
      expect(articles.filter(({ outlet }) => outlet === id).length, id).toBeGreaterThanOrEqual(12)
    }
    for (const { published } of articles) expect(published >= '2026-10-01' && published < '2026-11-21').toBe(true)
  })

  it.each(named(versions))('%s is as long as a real article', (_, { text }) => {
    const words = text.split(/\s+/).length
    expect(words).toBeGreaterThan(190)
    expect(words).toBeLessThan(700)
  })

  it('tell all claim types in each language', () => {
    for (const language of ['en', 'ru', 'az']) {
      const told = versions.filter(({ lang }) => lang === language).flatMap((article) => article.claims)
      expect(new Set(told.map(({ type }) => type)), language).toEqual(new Set(claimTypes))
    }
  })

  it('tell claims of every status, of groups and of unnamed people', () => {
    for (const status of ['alleged', 'denied', 'feared', 'resolved']) {
      expect(claims.filter((claim) => claim.status === status).length, status).toBeGreaterThanOrEqual(5)
    }
    expect(claims.filter(({ group, victims }) => group && victims.length === 0).length).toBeGreaterThanOrEqual(8)
  })

  it('hold articles near the subject that claim nothing, in each language', () => {
    for (const id of SAMPLE_OUTLET_IDS) {
      expect(articles.filter(({ outlet, claims: told }) => outlet === id && told.length === 0).length).toBeGreaterThan(
        2,
      )
    }
  })

  it('hold a translation, a re-post letter for letter and an edited article', () => {
    const original = (how: string) => articles.find(({ taken_from }) => taken_from?.how === how)!
    const repost = original('repost')
    const first = articles.find(({ outlet, slug }) => `${outlet}/${slug}` === 'zavolotsky-listok/zub-manafova')!
    expect(repost.text).toBe(first.text)
    expect(repost.outlet).not.toBe(first.outlet)
    expect(original('translation').lang).toBe('en')
    const [edited] = articles.filter((article) => article.edited)
    expect(edited!.edited!.text).not.toBe(edited!.text)
    expect(edited!.edited!.updated! > edited!.published).toBe(true)
  })
})

describe('what a monitor would record from a sample article', () => {
  it.each(named(versions))('%s quotes its text exactly, in whole sentences', (_, article) => {
    const { text } = article
    const quotes = [
      ...article.claims.flatMap(({ evidence, also }) => [evidence, ...also]),
      ...article.contacts.map(({ evidence }) => evidence),
    ]
    for (const quote of quotes) {
      const start = text.indexOf(quote)
      expect(start, quote).toBeGreaterThanOrEqual(0)
      // A sentence opens the text or a paragraph, or follows the mark that ends the one before it.
      expect(text.slice(Math.max(0, start - 3), start), quote).toMatch(/^$|\n$|[.?!…]["”»]? $/)
      expect(quote, quote).toMatch(/[.?!]["”»]{0,2}$/)
      expect(quote).not.toContain('\n')
    }
  })

  it.each(named(versions))('%s names only people and facilities that are in its text', (_, article) => {
    for (const { name, mentions } of [...article.people, ...article.facilities]) {
      for (const mention of mentions) expect(article.text, name).toContain(mention)
    }
    const people = new Set(article.people.map(({ name }) => name))
    const facilities = new Set(article.facilities.map(({ name }) => name))
    expect(people.size).toBe(article.people.length)
    for (const claim of article.claims) {
      expect(claim.victims.filter((victim) => !people.has(victim))).toEqual([])
      expect(claim.victims.length > 0 || claim.group !== null).toBe(true)
      if (claim.facility) expect(facilities).toContain(claim.facility)
      expect(claimTypes).toContain(claim.type)
    }
    for (const { person } of article.contacts) expect(people).toContain(person)
  })

  it('has an id of its own for each version, so that a scorer can tell them apart', () => {
    const ids = versions.map((article) => goldOf(article).id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('a shortened quote', () => {
  it('stands for the words of the text between its two ends', () => {
    expect(expandQuote('One. She sat in the cell. Two.', 'She sat [...] cell.', 'here')).toBe('She sat in the cell.')
  })
  it('is refused where it is not in the text, or twice', () => {
    expect(() => expandQuote('One. Two.', 'Three.', 'here')).toThrow('not in the text')
    expect(() => expandQuote('One. Two.', 'Two [...] One.', 'here')).toThrow('not in the text')
    expect(() => expandQuote('One. Two.', 'One [...] Four.', 'here')).toThrow('not in the text after')
    expect(() => expandQuote('One. One.', 'One.', 'here')).toThrow('twice')
  })
})
