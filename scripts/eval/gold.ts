import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface GoldClaim {
  type: string
  victims: string[]
  victim_group: string | null
  facility: string | null
  source: string | null
  status: string
  evidence: string
  also: string[]
}

export interface GoldContact {
  kind: string
  person: string
  evidence: string
  on?: string | null
}

/** A text with what a human monitor would record from it. A part that is missing is not scored. */
export interface GoldDocument {
  id: string
  file: string
  lang: string
  outlet: string | null
  published: string | null
  title: string
  text: string
  people?: { name: string; mentions: string[]; held: boolean }[]
  facilities?: { name: string; mentions: string[] }[]
  claims?: GoldClaim[]
  contacts?: GoldContact[]
}

/** All gold documents of a folder (every .jsonl file in it), with the file each came from. */
export function readGold(folder: string): GoldDocument[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
  return files.sort().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => ({ ...(JSON.parse(line) as GoldDocument), file: basename(file, '.jsonl') })),
  )
}
