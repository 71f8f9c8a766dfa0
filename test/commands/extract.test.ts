import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder: string
const main = join(import.meta.dirname, '../../src/commands/main.ts')
const vigil = (...args: string[]) =>
  spawnSync(process.execPath, [main, 'extract', ...args], { encoding: 'utf8', cwd: folder })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-extract-'))
  const page =
    '<title>Visits refused</title><h1>Visits refused</h1><p>The wife of a man held at the prison says that she was turned away at the gate on Monday.</p>'
  writeFileSync(join(folder, 'a.html'), page)
  writeFileSync(join(folder, 'b.html.gz'), gzipSync(page))
  const lines = [
    '{"id":"a","url":"https://outlet.example/2024/03/12/a","html":"a.html"}',
    '',
    'not json',
    '{"id":"b","html":"b.html.gz","content_type":"text/html","unknown":1}',
    '{"id":"c","html":"missing.html"}',
    '{"id":"d"}',
  ]
  writeFileSync(join(folder, 'manifest.jsonl'), lines.join('\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('vigil extract', () => {
  it('gives a line for each page, in order, and goes on after a bad one', () => {
    const { stdout, status } = vigil('--manifest', join(folder, 'manifest.jsonl'))
    const [a, bad, b, missing, without] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(Object.keys(a)).toEqual(['id', 'title', 'text', 'published', 'author', 'lang'])
    expect(a).toMatchObject({ id: 'a', title: 'Visits refused', published: '2024-03-12', author: null })
    expect(a.text).toContain('turned away at the gate')
    expect(bad).toMatchObject({ index: 1, line: 3 })
    expect(b).toMatchObject({ id: 'b', text: a.text })
    expect(missing).toMatchObject({ id: 'c', line: 5, error: expect.stringContaining('cannot read') })
    expect(without).toMatchObject({ id: 'd', line: 6 })
  })

  it('says what is missing and ends with 2', () => {
    const { stderr, status } = vigil()
    expect(status).toBe(2)
    expect(stderr).toContain('--manifest')
  })
})
