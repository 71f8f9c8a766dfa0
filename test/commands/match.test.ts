import { execFileSync, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const vigil = (args: string[], input: string) =>
  execFileSync(process.execPath, ['src/commands/main.ts', 'match', ...args], { input, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

it('answers each line in its order, and says what is wrong with a bad one', () => {
  const input =
    '{"a": "Гасану Алиеву", "b": "Həsən Əliyev"}\n\nnot json\n{"a": 1, "b": "x"}\n{"a": "Əliyev", "b": "Həsən Əliyev"}\n'
  const [one, bad, missing, alone] = vigil(['-'], input)
  expect(one).toMatchObject({ a: 'Гасану Алиеву', b: 'Həsən Əliyev', same: true })
  expect(one.score).toBeGreaterThan(0.8)
  expect(bad).toMatchObject({ index: 1, line: 3, error: expect.stringContaining('not JSON') })
  expect(missing).toMatchObject({ index: 2, line: 4, error: expect.stringContaining('"a"') })
  expect(alone).toMatchObject({ same: false })
})

it('explains itself on request only', () => {
  const input = '{"a": "Elşən Əliyev", "b": "Эльшад Алиев"}\n'
  expect(vigil([], input)[0]).not.toHaveProperty('words')
  const [explained] = vigil(['--explain'], input)
  expect(explained.words[0]).toMatchObject({ a: 'Elşən', b: 'Эльшад', why: 'two different known names' })
  expect(explained.against).toHaveLength(1)
})

it('explains what professions say, in whichever language they are told, and leaves the verdict to names and reviewers', () => {
  const input = [
    '{"a": "Rauf Tahirzadə", "b": "Рауф Тахирзаде", "a_is": "jurnalist", "b_is": "журналист и правозащитник"}',
    '{"a": "Rauf Tahirzadə", "b": "Рауф Тахирзаде", "a_is": "hakim", "b_is": "журналист"}',
    '{"a": "Rauf Tahirzadə", "b": "Рауф Тахирзаде", "a_is": "hakim"}',
  ].join('\n')
  const [alike, apart, unknown] = vigil(['--explain'], input)
  expect(alike).toMatchObject({ same: true, against: [], professions: { a: ['journalist'], grade: 1 } })
  expect(apart).toMatchObject({ same: true, professions: { a: ['judge'], b: ['journalist'], grade: -1 } })
  expect(apart.against).toEqual(['judge is not journalist: professions do not go together'])
  expect(unknown).not.toHaveProperty('professions')
})

it('ends with 2 for wrong use', () => {
  const wrong = spawnSync(process.execPath, ['src/commands/main.ts', 'match', '--loud'], { encoding: 'utf8' })
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain('--loud')
})
