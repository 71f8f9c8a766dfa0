import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../settings.ts'

const TABLES = ['claims.yaml', 'lexicons', 'facilities', 'names']

/**
 * Names the analyser that made a suggestion: Vigil's version and a hash of the tables that it reads with, since a team
 * that adds a word to them has another analyser.
 */
export function analyserVersion(configFolder: string): string {
  const hash = createHash('sha256')
  for (const path of TABLES.map((name) => join(configFolder, name)).filter(existsSync)) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true })
          .map((name) => join(path, String(name)))
          .sort()
      : [path]
    for (const file of files)
      if (statSync(file).isFile()) hash.update(file.slice(configFolder.length)).update(readFileSync(file))
  }
  return `${version}+${hash.digest('hex').slice(0, 8)}`
}
