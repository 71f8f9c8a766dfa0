import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, root, Settings } from '../src/settings.ts'

const operating = readFileSync(join(root, 'docs/operating.md'), 'utf8')

describe('the settings', () => {
  it('are all documented for operators', () => {
    for (const name of Object.keys(Settings.shape)) expect(operating, name).toContain(`| ${name} |`)
  })

  it('have each its meaning', () => {
    for (const [name, schema] of Object.entries(Settings.shape)) expect(schema.description, name).toMatch(/\w{3}/)
  })

  it('have defaults that run the product on this machine alone', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 4780,
      HOST: '127.0.0.1',
      VIGIL_DATA: join(root, 'data'),
      VIGIL_CONFIG: join(root, 'config'),
      TRUST_PROXY: false,
    })
  })

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ DATABASE_URL: '', PORT: '' })).toMatchObject({ PORT: 4780 })
  })

  it('say which variable is wrong, and never its value: it may hold a password', () => {
    const wrong = () => readSettings({ DATABASE_URL: 'mysql://vigil:hunter2@host/x', PORT: 'ninety' })
    expect(wrong).toThrow(/DATABASE_URL: expected postgres:/)
    expect(wrong).toThrow(/PORT/)
    expect(wrong).not.toThrow(/hunter2/)
  })
})

describe('the documents', () => {
  const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
  const told = ['README.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(root, name), 'utf8')).join('\n')

  it('name each npm script', () => {
    for (const name of Object.keys(scripts)) expect(told, name).toMatch(new RegExp(`npm (run )?${name}\\b`))
  })
})
