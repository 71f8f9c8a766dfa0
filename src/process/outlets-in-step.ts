import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readOutlets, syncOutlets } from '../1-crawl/outlet-files.ts'
import type { Parts } from '../parts.ts'

const LOOK_EVERY_MS = 10_000

/** Reads the outlets' files at the start and whenever one changes; a wrong one is told and the others go on. */
export async function keepOutletsInStep(
  { settings, sql, say, stopping }: Parts,
  changed: () => Promise<unknown>,
): Promise<void> {
  let known = ''
  while (!stopping.aborted) {
    try {
      const now = await stamp(join(settings.VIGIL_CONFIG, 'outlets'))
      if (now !== known) {
        const { outlets, problems } = readOutlets(settings.VIGIL_CONFIG)
        for (const { file, line, expected } of problems) say(`${file}${line ? `:${line}` : ''}: ${expected}`)
        await syncOutlets(sql, { outlets, problems })
        known = now
        await changed()
      }
    } catch (error) {
      say(`outlets: ${(error as Error).message}`)
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})
  }
}

/** Changes when a file below the folder is changed, added or removed. */
async function stamp(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).sort()
  return names.map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`).join('\n')
}
