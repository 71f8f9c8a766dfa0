import { existsSync, statSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { filesOfTar } from './tar.ts'

/** A browser to open pages with. */
export interface Chromium {
  path: string
  from: 'setting' | 'system' | 'package'
  /** What it needs in its environment: its own libraries and fonts. */
  env: Record<string, string>
}

const ON_SYSTEMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
// Part of the unpacked folder's name: raised when what we write into it changes.
const LAYOUT = 2
const unbrotli = promisify(brotliDecompress)

/**
 * The Chromium to use: the one that the settings name, the system's, or else the one that came with the packages,
 * unpacked once (some seconds) into the data folder.
 */
export async function findChromium(dataFolder: string, chosen?: string): Promise<Chromium> {
  if (chosen) return { path: chosen, from: 'setting', env: {} }
  const system = ON_SYSTEMS.find((path) => existsSync(path))
  if (system) return { path: system, from: 'system', env: {} }
  return unpackPackage(await cacheFolder(dataFolder))
}

// The browser runs as somebody without rights, who must be able to walk to it.
async function cacheFolder(dataFolder: string): Promise<string> {
  const inData = join(dataFolder, 'browser')
  await mkdir(inData, { recursive: true, mode: 0o755 })
  if (process.getuid?.() !== 0 || walkable(inData)) return inData
  const inTmp = join(tmpdir(), `vigil-browser-${process.getuid?.() ?? 0}`)
  await mkdir(inTmp, { recursive: true, mode: 0o755 })
  const { uid, mode } = statSync(inTmp)
  // In /tmp anybody could have made it before us, with a browser of his own in it.
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${inTmp} belongs to somebody else. Remove it, or set VIGIL_CHROMIUM.`)
  return inTmp
}

function walkable(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o001) === 0) return false
  return true
}

async function unpackPackage(cache: string): Promise<Chromium> {
  // The package's own unpacking goes to /tmp under fixed names, and importing it changes the environment.
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin')
  const { version } = JSON.parse(await readFile(join(bin, '../package.json'), 'utf8')) as { version: string }
  const folder = join(cache, `chromium-${version}-${LAYOUT}`)
  const chromium: Chromium = { path: join(folder, 'chromium'), from: 'package', env: environmentOf(folder) }
  if (existsSync(chromium.path)) return chromium
  // Made beside its place and moved there whole: a start that was killed leaves nothing half.
  const making = `${folder}.${process.pid}`
  await mkdir(making, { recursive: true, mode: 0o755 })
  for (const archive of ['fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
    for (const { name, bytes } of filesOfTar(await unbrotli(await readFile(join(bin, archive))))) {
      await mkdir(dirname(join(making, name)), { recursive: true, mode: 0o755 })
      await writeFile(join(making, name), bytes, { mode: 0o755 })
    }
  await writeFile(join(making, 'fonts.conf'), fontsConfiguration(join(folder, 'fonts')))
  await writeFile(join(making, 'chromium'), await unbrotli(await readFile(join(bin, 'chromium.br'))))
  await chmod(join(making, 'chromium'), 0o755)
  await rename(making, folder).catch(async (error) => {
    await rm(making, { recursive: true, force: true })
    if (!existsSync(chromium.path)) throw error
  })
  return chromium
}

// The package's own file names folders of the host that it was built for; without a font the browser dies of the first
// text field on a page.
const fontsConfiguration = (fonts: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</dir></fontconfig>
`

function environmentOf(folder: string): Record<string, string> {
  return {
    LD_LIBRARY_PATH: join(folder, 'lib'),
    FONTCONFIG_PATH: folder,
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  }
}
