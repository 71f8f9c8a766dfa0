import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { killAll, runProduct } from '../process/product.ts'
import { untilAsked } from '../process/until-asked.ts'
import { welcome } from '../process/welcome.ts'
import { writeSampleOutletFiles } from '../sample/outlet-files.ts'
import { type SampleOutlets, startSampleOutlets } from '../sample/server.ts'
import { sayAs } from '../say.ts'
import { readSettings, root } from '../settings.ts'
import type { Command } from './command.ts'

const help = `
  vigil demo

The whole product at work without internet: three sample outlets, in English, Russian and Azerbaijani, are played on the
loopback address, and Vigil watches them. The data folder is thrown away at the end, unless VIGIL_DATA names one.

Example:
  npm run demo
`

export const command: Command = {
  help,
  async run() {
    const say = sayAs('vigil')
    const stopping = untilAsked(killAll)
    const kept = process.env.VIGIL_DATA
    const data = kept ? resolve(root, kept) : mkdtempSync(join(tmpdir(), 'vigil-demo-'))
    mkdirSync(data, { recursive: true })
    const sample = await startSample(readSettings(process.env).PORT)
    const env = { VIGIL_DATA: data, VIGIL_CONFIG: sampleConfig(data, sample.outlets) }
    const settings = readSettings({ ...process.env, ...env })
    for (const { id, origin } of sample.outlets) say(`sample outlet ${id}: ${origin}/`)
    try {
      await runProduct({ settings, env, stopping, say, started: (databaseUrl) => welcome({ settings, databaseUrl }) })
    } finally {
      await sample.close()
      if (!kept) rmSync(data, { recursive: true, force: true })
    }
    return 0
  },
}

/** On the ports after the pages' own, so that a kept data folder knows its articles again; on any where those are taken. */
async function startSample(port: number): Promise<SampleOutlets> {
  if (port === 0 || port > 65_532) return startSampleOutlets()
  try {
    return await startSampleOutlets({ port: port + 1 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return startSampleOutlets()
  }
}

/** The project's own config, with the sample outlets in place of the real ones. */
function sampleConfig(
  data: string,
  outlets: { id: Parameters<typeof writeSampleOutletFiles>[1][number]['id']; origin: string }[],
): string {
  const config = join(data, 'config')
  rmSync(config, { recursive: true, force: true })
  cpSync(join(root, 'config'), config, {
    recursive: true,
    filter: (path) => path !== join(root, 'config/outlets') && path !== join(root, 'config/sample'),
  })
  writeSampleOutletFiles(join(config, 'outlets'), outlets)
  return config
}
