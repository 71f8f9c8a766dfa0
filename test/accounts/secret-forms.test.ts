import { describe, expect, it } from 'vitest'
import { aroundSecrets, blackOut, tellsSecret } from '../../src/accounts/confidential.ts'
import { secretForms } from '../../src/accounts/secret-forms.ts'

const hidden = (text: string, lang: string, secrets: string[], open: string[] = []) =>
  blackOut(
    text,
    secretForms(text, lang, { secrets, open }).sort((a, b) => b.length - a.length),
  )

describe('a secret is found in every form that the text has it in', () => {
  it.each([
    ['ru', 'Об этом сказала Севда Гулиева. Гулиевой угрожали, письмо Севды отняли.', 'Севда Гулиева', /Севд|Гулиев/],
    ['az', 'Bunu Sevda Quliyeva dedi. Quliyevanın məktubu alınıb, Sevdaya hədə gəlib.', 'Sevda Quliyeva', /Sevda|Quliyev/],
    ['en', 'Orkhan Rzayev told it. Rzayev’s letter was taken; nobody has seen Orkhan since.', 'Orkhan Rzayev', /Orkhan|Rzayev/],
    ['ru', 'Рассказала медсестра санчасти. У медсестры санчасти есть журнал.', 'медсестра санчасти', /медсестр/],
  ])('%s: %s', (lang, text, secret, told) => {
    const left = hidden(text, lang, [secret])
    expect(left).not.toMatch(told)
    expect(left).toHaveLength(text.length) // offsets stay true
  }) // biome-ignore format: one a line

  it('leaves the names that the article tells openly: of two of one family only what is the secret’s alone', () => {
    const text = 'Rashid Aliyev was beaten, Leyla Aliyeva said. Aliyev is ill. Leyla waits.'
    const left = hidden(text, 'en', ['Leyla Aliyeva'], ['Rashid Aliyev'])
    expect(left).toBe(`Rashid Aliyev was beaten, ${'•'.repeat(13)} said. Aliyev is ill. ${'•'.repeat(5)} waits.`)
  })

  it('leaves words that are no names, and those of other people', () => {
    const text = 'The nurse of another prison said so. Nurses were asked. Samir Hasanov knows.'
    expect(hidden(text, 'en', ['nurse of the medical unit', 'Sevda Quliyeva'])).toBe(text)
  })
})

it('a quote has a secret word whole or not at all', () => {
  const text = 'It was Orkhan Rzayev who told.'
  const whole = (start: number, end: number) => {
    const span = aroundSecrets(text, ['Orkhan Rzayev'], { start, end })
    return text.slice(span.start, span.end)
  }
  expect(whole(0, 9)).toBe('It was Orkhan Rzayev')
  expect(whole(10, 14)).toBe('Orkhan Rzayev')
  expect(whole(17, text.length)).toBe('Orkhan Rzayev who told.')
  expect(whole(0, 7)).toBe('It was ')
  expect(whole(20, text.length)).toBe(' who told.')
})

describe('whether a match is itself a secret', () => {
  const SENTENCE = 'Rashid Aliyev was beaten, a nurse of the medical unit and Leyla Aliyeva said.'
  const SECRET = ['a nurse of the medical unit', 'Leyla Aliyeva', 'Leyla']
  it.each([
    [['Leyla Aliyeva'], true],
    [['Leyla'], true],
    [['nurse'], true],
    [['Rashid Aliyev'], false],
    [['beaten'], false],
    [[], false],
  ])('%j: %s', (matched, expected) => {
    expect(tellsSecret(matched, SENTENCE, SECRET)).toBe(expected)
  })
})
