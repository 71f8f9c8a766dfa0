import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Trouble } from '../commands/command.ts'
import { ClaimTypeName } from '../domain/claim.ts'

const Entry = z.object({
  label: z.object({ en: z.string(), ru: z.string(), az: z.string() }),
  meaning: z.string(),
  rules: z.array(z.string()).default([]),
  urgent: z.boolean().default(false),
})

/** A claim type as config/claims.yaml tells it. */
export type ClaimType = z.infer<typeof Entry> & { name: string }

/**
 * The claim types of a config folder, in the order of the file.
 * @throws Trouble naming the type and what is expected
 */
export function readClaimTypes(configFolder: string): ClaimType[] {
  const file = join(configFolder, 'claims.yaml')
  const parsed = z.record(ClaimTypeName, Entry).safeParse(parse(readFileSync(file, 'utf8')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Trouble(`${file}: ${issue!.path.join('.')}: ${issue!.message}`)
  }
  return Object.entries(parsed.data).map(([name, entry]) => ({ name, ...entry }))
}
