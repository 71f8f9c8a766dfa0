import { describe, expect, it } from 'vitest'
import { type PageRules, readPage } from '../../src/3-extract/read-page.ts'

const html = `<title>Görüş rədd edildi</title><body><div data-part="news"><p>Ailə görüşə buraxılmayıb.</p><p class="promo">Kanalımıza qoşulun və heç nəyi qaçırmayın.</p>
<p>Mənbə: agentlik məlumatı.</p><p>Vəkil şikayət yazıb.</p></div><div class="when" >07/08/2023</div><p>Başqa bir xəbərin uzun mətni burada durur, onun bu məqaləyə heç bir aidiyyəti yoxdur.</p>`
const read = (rules: PageRules) => readPage({ bytes: new TextEncoder().encode(html), url: null, rules })

describe('an outlet\u2019s own rules', () => {
  it('say where the text is, what is none of it, and where the date stands', () => {
    const { article, signals } = read({
      text: '[data-part=news]',
      remove: ['.promo'],
      trim: ['Mənbə:'],
      date: '.when',
      language: 'az',
    })
    expect(article.text).toBe('Ailə görüşə buraxılmayıb.\nVəkil şikayət yazıb.')
    expect(article.published).toBe('2023-08-07')
    expect(signals).toMatchObject({ dateFrom: 'rule', unmatchedRules: [] })
  })

  it('that match nothing, or are no CSS, are told and harm nothing', () => {
    const { signals } = read({ text: '.nowhere', remove: ['p:::x'], date: '#none' })
    expect(signals.unmatchedRules).toEqual(['text', 'remove: p:::x', 'date'])
  })
})
