import { spawnSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { type Chromium, findChromium } from './chromium.ts'

/** How well hostile pages are shut in. */
export interface Shelter {
  sandbox: boolean
  unprivileged: boolean
  /** What a person should know, null when all is well. */
  warning: string | null
}

export interface BrowserProcess {
  browser: Browser
  shelter: Shelter
}

// A user of nobody else's: neither root nor whoever owns the database's files.
const BROWSER_UID = 64_780

// Whatever gets past the interception of requests finds no way out: no names, no proxy that answers.
const NO_WAY_OUT = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-webgl',
  '--no-pings',
]

/** Starts a Chromium for hostile pages: sandboxed, and as somebody without rights where we are root. */
export async function startBrowser(dataFolder: string, chosen?: string): Promise<BrowserProcess> {
  // Loaded here: whoever never opens a browser should not wait for it.
  const { chromium: launcher } = await import('playwright')
  const chromium = await findChromium(dataFolder, chosen)
  const root = process.getuid?.() === 0
  const unprivileged = !root || spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0
  const executablePath = root && unprivileged ? await unprivilegedWrapper(dataFolder, chromium) : chromium.path
  const launch = (sandbox: boolean) =>
    launcher.launch({
      executablePath,
      chromiumSandbox: sandbox,
      args: NO_WAY_OUT,
      env: { ...chromium.env, PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8' },
      timeout: 30_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  if (root && !unprivileged)
    return {
      browser: await launch(false),
      shelter: {
        sandbox: false,
        unprivileged: false,
        warning: 'pages are opened as root and without a sandbox: install setpriv (util-linux), or run Vigil as a user',
      },
    }
  try {
    return { browser: await launch(true), shelter: { sandbox: true, unprivileged: true, warning: null } }
  } catch (error) {
    const browser = await launch(false).catch(() => {
      throw error
    })
    return {
      browser,
      shelter: {
        sandbox: false,
        unprivileged: true,
        warning: 'pages are opened without a sandbox: allow unprivileged user namespaces on this machine',
      },
    }
  }
}

// Playwright talks to the browser by pipe, so a script in between changes nothing for it. The profile's folder is
// made by us and must be the browser's.
async function unprivilegedWrapper(dataFolder: string, { path }: Chromium): Promise<string> {
  const folder = join(dataFolder, 'browser')
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const wrapper = join(folder, 'unprivileged.sh')
  const owner = `${BROWSER_UID}:${BROWSER_UID}`
  await writeFile(
    wrapper,
    `#!/bin/sh
# Runs the browser as a user without rights.
for word in "$@"; do
  case "$word" in --user-data-dir=*) chown -R ${owner} "\${word#--user-data-dir=}";; esac
done
exec setpriv --reuid ${BROWSER_UID} --regid ${BROWSER_UID} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \\
  '${path.replaceAll("'", `'\\''`)}' "$@"
`,
  )
  await chmod(wrapper, 0o755)
  return wrapper
}

/** For `vigil doctor`: starts the browser once, shows that a script runs in it, and says how well it is shut in. */
export async function checkBrowser(dataFolder: string, chosen?: string): Promise<{ ok: boolean; sentence: string }> {
  try {
    const { browser, shelter } = await startBrowser(dataFolder, chosen)
    try {
      const page = await browser.newPage()
      const sum = await page.evaluate('1 + 1')
      if (sum !== 2) return { ok: false, sentence: 'the browser starts but runs no scripts' }
      const version = `Chromium ${browser.version()}`
      return {
        ok: shelter.warning === null,
        sentence: shelter.warning ? `${version}: ${shelter.warning}` : `${version}, sandboxed`,
      }
    } finally {
      await browser.close()
    }
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split('\n')
    return {
      ok: false,
      sentence: `the browser does not start: ${first}. Pages made by scripts can't be read; set VIGIL_CHROMIUM to a Chromium that works here`,
    }
  }
}
