import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { analyse } from '../../src/4-analyse/analyse.ts'
import { keepIn } from '../../src/4-analyse/kept-tables.ts'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-kept-'))
  file = join(folder, 'words.txt')
  writeFileSync(file, 'visit call')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a kept table', () => {
  const kept = () => join(folder, 'kept')
  // A new keeper each time, as a new process has.
  const take = (table: unknown) => keepIn(kept())('words', [file], () => table)

  it('is taken as it was made', () => {
    const table = { words: new Map([['visit', [1]]]), rows: Int32Array.of(3, 1), none: null }
    expect(take(table)).toBe(table)
    expect(take('made again')).toEqual(table)
  })

  it('is made again where a file that it is made of changed, came or went', () => {
    take('old')
    writeFileSync(file, 'visit mail')
    expect(take('new')).toBe('new')
    rmSync(file)
    expect(take('without it')).toBe('without it')
    writeFileSync(file, 'visit mail')
    expect(take('with it')).toBe('with it')
  })

  it('is made again where what was kept is damaged', () => {
    take('old')
    truncateSync(join(kept(), 'words.table'), 3)
    expect(take('new')).toBe('new')
    expect(take('made again')).toBe('new')
  })

  it('is made all the same where nothing can be kept', () => {
    const keep = keepIn(join(file, 'no folder'))
    expect(keep('words', [file], () => 'made')).toBe('made')
    expect(readdirSync(folder)).toEqual(['words.txt'])
  })
})

it.each([
  ['en', 'Samir Ashurov, an activist, is held in Penal Colony No. 2. His lawyer said that he was denied a visit.'],
  ['ru', 'Активист Самир Ашуров содержится в колонии № 2. Его адвокат сообщил, что ему отказали в свидании.'],
  ['az', 'Fəal Samir Aşurov 2 saylı cəzaçəkmə müəssisəsində saxlanılır. Vəkili deyib ki, ona görüş verilməyib.'],
])('%s is read alike with kept tables and without', (lang, text) => {
  const config = fileURLToPath(new URL('../../config', import.meta.url))
  const plain = analyse({ title: '', text, lang }, loadLexicon(config))
  expect(plain.people).not.toEqual([])
  for (const _ of ['made', 'kept'])
    expect(analyse({ title: '', text, lang }, loadLexicon(config, keepIn(folder)))).toEqual(plain)
  expect(readdirSync(folder)).toContain(`claims-${lang}.table`)
})
