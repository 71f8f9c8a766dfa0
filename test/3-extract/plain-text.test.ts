import { expect, it } from 'vitest'
import { readPlainText } from '../../src/3-extract/plain-text.ts'

const read = (text: string) => readPlainText(new TextEncoder().encode(text)).article

it('takes a first line that looks like a headline for the title', () => {
  expect(read('Məhbusun ailəsi görüş istəyir\n\nAilə üç aydır görüşə buraxılmır.\r\nVəkil də.')).toMatchObject({
    title: 'Məhbusun ailəsi görüş istəyir',
    text: 'Ailə üç aydır görüşə buraxılmır.\nVəkil də.',
  })
})

it('keeps a first line that is a sentence in the text', () => {
  expect(read('Его не пустили к врачу.\nАдвокат подал жалобу.')).toMatchObject({
    title: '',
    text: 'Его не пустили к врачу.\nАдвокат подал жалобу.',
  })
})

it('says so where there is no text', () => {
  expect(readPlainText(new Uint8Array()).kind).toBe('empty')
})
