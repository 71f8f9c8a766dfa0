import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { analyse } from '../../../src/4-analyse/analyse.ts'
import { loadLexicon } from '../../../src/4-analyse/lexicon.ts'
import { CONFIG } from './reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigil-config-'))
cpSync(CONFIG, folder, { recursive: true })
const types = join(folder, 'claims.yaml')
writeFileSync(
  types,
  `${readFileSync(types, 'utf8')}
forced_labour:
  label: { en: Forced labour, ru: Принудительный труд, az: Məcburi əmək }
  meaning: Work without pay or rest
  rules: ['97']
  cues:
    en: |
      .9 force|forced .. work|sew|labour & unpaid|pay|night|hours
      .8 unpaid ~ work|labour
    ru: |
      .9 заставля* ~ работ*|шить & бесплатно|ноч*|часов
    az: |
      .9 işlə* ~ məcbur*
`,
)
afterAll(() => rmSync(folder, { recursive: true }))

describe('an eleventh claim type, by data alone', () => {
  const lexicon = loadLexicon(folder)
  it.each([
    ['en', 'Ivan Petrenko is held in Penal Colony No. 7. Petrenko is forced to sew uniforms sixteen hours a day.'],
    ['ru', 'Иван Петренко находится в ИК-7. Его заставляют работать по шестнадцать часов.'],
    ['az', 'Fəal İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Onu gecələr işləməyə məcbur edirlər.'],
  ])('is found in %s', (lang, text) => {
    const found = analyse({ title: '', text, lang }, lexicon).claims.filter((claim) => claim.type === 'forced_labour')
    expect(found).toHaveLength(1)
  })

  it('leaves the ten as they were', () => {
    const text = 'Ivan Petrenko is held in Penal Colony No. 7. Petrenko was beaten by guards.'
    expect(analyse({ title: '', text }, lexicon).claims.map((claim) => claim.type)).toEqual(['ill_treatment'])
  })
})

describe('a mistake in a lexicon', () => {
  it('is told with the words that are wrong', () => {
    const broken = mkdtempSync(join(tmpdir(), 'vigil-config-'))
    cpSync(folder, broken, { recursive: true })
    const path = join(broken, 'lexicons/claims-en.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('\ncues:\n', '\ncues:\n  no_such_type: |\n    .9 word\n'))
    expect(() => loadLexicon(broken).claims.cuesOf('en')).toThrow(/no_such_type/)
    rmSync(broken, { recursive: true })
  })
})
