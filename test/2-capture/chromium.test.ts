import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findChromium } from '../../src/2-capture/chromium.ts'

it('finds fonts where its configuration says, for without one a page with a text field kills it', async () => {
  // Kept between runs: unpacking takes some seconds.
  const chromium = await findChromium(join(tmpdir(), 'vigil-test-chromium'))
  if (chromium.from !== 'package') return // a system's Chromium has the system's fonts
  const configuration = await readFile(chromium.env.FONTCONFIG_FILE!, 'utf8')
  const [, fonts] = /<dir>(.*?)<\/dir>/.exec(configuration)!
  const files = await readdir(fonts!, { recursive: true })
  expect(files.filter((file) => file.endsWith('.ttf'))).not.toEqual([])
}, 60_000)
