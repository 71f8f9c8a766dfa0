import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SampleOutletId } from './articles.ts'

const FOLDER = fileURLToPath(new URL('../../config/sample/outlets/', import.meta.url))

const FILES: Record<SampleOutletId, string> = {
  'kura-terek-dispatch': 'azerbaijan/kura-terek-dispatch.yaml',
  'zavolotsky-listok': 'russia/zavolotsky-listok.yaml',
  xezri: 'azerbaijan/xezri.yaml',
}

type Origins = { id: SampleOutletId; origin: string }[]

/** The outlet files of config/sample with the addresses at which the sample outlets are being played. */
export function sampleOutletFiles(outlets: Origins): { path: string; text: string }[] {
  return outlets.map(({ id, origin }) => {
    const template = readFileSync(join(FOLDER, FILES[id]), 'utf8')
    // The templates are whole outlet files on the ports from 4791, so that they can be read and checked by themselves.
    return { path: FILES[id], text: template.replace(/http:\/\/127\.0\.0\.1:\d+/g, origin) }
  })
}

/** Writes them under `folder`, as config/outlets has them: `<country>/<outlet>.yaml`. */
export function writeSampleOutletFiles(folder: string, outlets: Origins): void {
  for (const { path, text } of sampleOutletFiles(outlets)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
