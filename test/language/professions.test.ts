import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareProfessions, loadProfessions, professionsNamed } from '../../src/language/professions.ts'
import { root } from '../../src/settings.ts'

const professions = loadProfessions(join(root, 'config'))
const named = (told: string) => professionsNamed(told, professions)
const grade = (a: string, b: string) => compareProfessions(named(a), named(b), professions)?.grade ?? null

describe('what people are by profession', () => {
  it.each([
    ['journalist', 'журналист', 'jurnalist'],
    ['a human rights defender', 'правозащитница', 'hüquq müdafiəçisi'],
    ['teacher', 'учительнице', 'müəllim'],
    ['judge', 'судьёй', 'hakimi'],
    ['lawyer', 'адвокатом', 'vəkili'],
  ])('%s, %s and %s are one', (en, ru, az) => {
    expect(grade(en, ru)).toBe(1)
    expect(grade(ru, az)).toBe(1)
    expect(grade(az, en)).toBe(1)
  })

  it.each([
    ['blogger', 'журналистка', 0.5, 'one field'],
    ['şair', 'активист', 0, 'often one person’s'],
    ['driver', 'преподаватель', -0.5, 'another trade'],
    ['həkim', 'journalist', -0.5, 'another trade'],
    ['судья', 'jurnalist', -1, 'power over prisoners'],
    ['prison guard', 'студент', -1, 'power over prisoners'],
    ['prokuror', 'судья', 0, 'careers that cross'],
    ['бывший полицейский', 'journalist', 0, 'they may be anything now'],
    ['keçmiş hakim', 'судья', 1, 'the same, formerly'],
    ['prisoner', 'journalist', null, 'a state is no profession'],
  ])('%s against %s: %s (%s)', (a, b, wanted, _because) => expect(grade(a, b)).toBe(wanted))

  it('lets the best of several professions speak', () => {
    expect(grade('журналист и правозащитник', 'lawyer and human rights defender')).toBe(1)
  })

  it('tells the same in either order, of people and of what each is told to be', () => {
    const one = fc.constantFrom(...professions.words.keys()).chain((name) => fc.constantFrom(name, `former ${name}`))
    const some = fc.uniqueArray(one, { maxLength: 4 })
    fc.assert(
      fc.property(some, some, (a, b) => {
        const verdict = compareProfessions(a, b, professions)
        const turned = compareProfessions(b.toReversed(), a.toReversed(), professions)
        expect(turned?.grade).toBe(verdict?.grade)
        expect(compareProfessions(a, b.toReversed(), professions)).toEqual(verdict)
      }),
    )
  })

  it('never speaks against two people of whom one thing is the same, and says nothing where nothing is told', () => {
    const some = fc.uniqueArray(fc.constantFrom(...professions.words.keys()), { maxLength: 4 })
    fc.assert(
      fc.property(some, some, fc.constantFrom(...professions.words.keys()), (a, b, both) => {
        expect(compareProfessions([...a, both], [both, ...b], professions)?.grade).toBe(1)
        expect(compareProfessions(a, [], professions)).toBeNull()
      }),
    )
  })

  it('refuses a file in which a profession lacks a language or a field is not known', () => {
    const config = mkdtempSync(join(tmpdir(), 'vigil-professions-'))
    const file = (text: string) => writeFileSync(join(config, 'professions.txt'), text)
    file('= judge\nfield: bench\nen: judge\nru: судья\n')
    expect(() => loadProfessions(config)).toThrow('"judge" has no line "az:"')
    file('= judge\nfield: bench\nen: judge\nru: судья\naz: hakim\n= fields\nbench: politics\n')
    expect(() => loadProfessions(config)).toThrow('no profession is of the field "politics"')
    rmSync(config, { recursive: true })
  })
})
