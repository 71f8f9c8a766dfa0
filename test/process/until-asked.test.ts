import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'

const SCRIPT = `
  import { aborted, untilAsked } from ${JSON.stringify(new URL('../../src/process/until-asked.ts', import.meta.url).href)}
  const stopping = untilAsked(() => console.log('at once'))
  const working = setInterval(() => {}, 1000)
  console.log('at work')
  aborted(stopping).then(() => console.log('stopping'))
`

async function running() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += bytes
  })
  const until = async (words: string) => {
    while (!said.includes(words)) await once(child.stdout, 'data')
  }
  await until('at work')
  return { child, until, said: () => said }
}

it('takes the same Ctrl-C that several hand on for one, and a second one for the wish to end at once', async () => {
  const { child, until, said } = await running()
  child.kill('SIGINT')
  child.kill('SIGINT')
  await until('stopping')
  await sleep(400)
  expect(child.exitCode).toBeNull()
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(130)
  expect(said()).toContain('at once')
})
