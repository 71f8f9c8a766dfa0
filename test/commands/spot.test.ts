import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'vigil-spot-'))
afterAll(() => rmSync(folder, { recursive: true }))

function spot(watch: string, input: string, ...args: string[]) {
  const file = join(folder, 'watch.jsonl')
  writeFileSync(file, watch)
  return spawnSync(process.execPath, ['src/commands/main.ts', 'spot', '--watch', file, ...args], {
    input,
    encoding: 'utf8',
  })
}

const watch = '{"id": "w1", "name": "Вугар Асадов", "also": ["Vüqar Əsədov"]}\n{"id": 2, "name": "Nino Kapanadze"}\n'

it('answers each text with the tracked persons in it', () => {
  const input = '{"text": "Vüqar Əsədovun vəkili", "lang": "az"}\n{"index": 7, "text": "Погода."}\n{"text": 5}\n'
  const lines = spot(watch, input)
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toEqual([
    { index: 0, hits: [{ watchId: 'w1', mention: 'Vüqar Əsədovun', score: expect.any(Number) }] },
    { index: 7, hits: [] },
    { index: 2, line: 3, error: expect.stringContaining('"text"') },
  ])
})

it('gives offsets and reasons with --explain', () => {
  const [line] = spot(watch, '{"text": "С Нино Капанадзе говорили."}', '--explain', '-').stdout.trim().split('\n')
  expect(JSON.parse(line!).hits[0]).toMatchObject({
    watchId: 2,
    start: 2,
    end: 16,
    why: expect.stringContaining('Нино'),
  })
})

it('says where the watch list is wrong, without a stack trace', () => {
  const wrong = spot('{"id": "w1"}\n', '')
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toContain('line 1: "name"')
  expect(wrong.stderr).not.toContain('    at ')
})

it('needs a watch list', () => {
  const none = spawnSync(process.execPath, ['src/commands/main.ts', 'spot'], { input: '', encoding: 'utf8' })
  expect(none.status).toBe(2)
})
