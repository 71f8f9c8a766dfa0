import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFormKey, maskedFormKey } from '../../src/web/form-key.ts'
import { html } from '../../src/web/html.ts'
import { safePath } from '../../src/web/request.ts'

describe('markup', () => {
  it('never lets a value become an element or leave its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const { markup } = html`<p title="${words}">${words}</p>`
        expect(markup.match(/[<>]/g)).toEqual(['<', '>', '<', '>'])
        expect(markup.match(/"/g)).toHaveLength(2)
        expect(markup).not.toContain("'")
      }),
    )
  })

  it('leaves out what is nothing and goes through lists', () => {
    expect(html`${null}${undefined}${false}${0}${['<', html`<b>`]}`.markup).toBe('0&lt;<b>')
  })
})

describe('where a form may lead', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    '/..//evil.example',
  ])('never to another host: %j', (path) => {
    const safe = safePath(path, '/inbox')
    expect(new URL(safe, 'http://desk.example').host).toBe('desk.example')
    expect(safe.startsWith('//')).toBe(false)
  })

  it('stays on the host whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (tail) => {
        const safe = safePath(`/${tail}`, '/inbox')
        expect(new URL(safe, 'http://desk.example').host).toBe('desk.example')
      }),
    )
  })

  it('goes back to the very page', () =>
    expect(safePath('/inbox?type=threat#claim-1', '/')).toBe('/inbox?type=threat#claim-1'))
})

it('knows a form key by the session it was made for, however it is written', () => {
  const key = maskedFormKey('the key of a session')
  expect(maskedFormKey('the key of a session')).not.toBe(key)
  expect(isFormKey(key, 'the key of a session')).toBe(true)
  expect(isFormKey(key, 'the key of a sessioN')).toBe(false)
  expect(isFormKey('', 'the key of a session')).toBe(false)
})
