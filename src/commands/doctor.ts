import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { readOutlets } from '../1-crawl/outlet-files.ts'
import { checkBrowser } from '../2-capture/browser-process.ts'
import { holderOf } from '../db/data-folder.ts'
import { openDatabase } from '../db/database.ts'
import { embeddedUrl, passwordIsPrivate } from '../db/embedded.ts'
import { troubleWith } from '../db/reach.ts'
import { canGiveUpRights, unprivilegedUser, writable } from '../db/unprivileged.ts'
import { pingRedis } from '../queue/redis.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Command } from './command.ts'

const help = `
  vigil doctor

Looks at what Vigil needs and says what is reachable, what is missing and what to do about it. Exit code 1 when something
must be mended.

Example:
  vigil doctor
`

type Finding = { well: boolean; what: string; todo?: string }

export const command: Command = {
  help,
  async run() {
    const settings = readSettings()
    const findings = [
      ...dataFolder(settings),
      await database(settings),
      await redis(settings),
      rights(),
      await browser(settings),
      ...outlets(settings),
      contact(settings),
    ]
    for (const { well, what, todo } of findings)
      process.stdout.write(`${well ? 'ok  ' : 'MEND'}  ${what}${todo ? `\n      → ${todo}` : ''}\n`)
    return findings.every(({ well }) => well) ? 0 : 1
  },
}

const LEAST_FREE_GB = 2

function dataFolder({ VIGIL_DATA: path }: Settings): Finding[] {
  const holder = holderOf(path)
  const used = holder ? `Vigil runs on it now (process ${holder})` : 'no Vigil runs on it now'
  try {
    const { bavail, bsize } = statfsSync(path)
    const free = (bavail * bsize) / 1e9
    return [
      {
        well: writable(path),
        what: `data folder ${path}: ${used}`,
        ...(writable(path) ? {} : { todo: 'this user may not write there: change its owner, or set VIGIL_DATA' }),
      },
      {
        well: free >= LEAST_FREE_GB,
        what: `disc: ${free.toFixed(1)} GB free`,
        ...(free >= LEAST_FREE_GB ? {} : { todo: 'make room: evidence and tables grow by some 100 kB an article' }),
      },
      {
        well: passwordIsPrivate(path),
        what: 'the database password is readable by its owner alone',
        ...(passwordIsPrivate(path) ? {} : { todo: `chmod 600 ${join(path, 'postgres.password')}` }),
      },
    ]
  } catch {
    return [{ well: true, what: `data folder ${path}: is made at the first start` }]
  }
}

async function database(settings: Settings): Promise<Finding> {
  const url = settings.DATABASE_URL ?? embeddedUrl(settings.VIGIL_DATA)
  if (!url) return { well: true, what: 'PostgreSQL: Vigil brings its own; it is not running now' }
  const opened = openDatabase(url, { connections: 1 })
  const trouble = await troubleWith(opened)
  await opened.close()
  if (!trouble) return { well: true, what: 'PostgreSQL answers' }
  return {
    well: false,
    what: `PostgreSQL: ${trouble.words}`,
    todo: settings.DATABASE_URL ? 'check DATABASE_URL' : 'start Vigil again: it repairs its own',
  }
}

async function redis({ REDIS_URL }: Settings): Promise<Finding> {
  if (!REDIS_URL) return { well: true, what: 'queues: in PostgreSQL' }
  const trouble = await pingRedis(REDIS_URL)
  return trouble
    ? { well: false, what: `Redis: ${trouble}`, todo: 'check REDIS_URL and that Redis runs' }
    : { well: true, what: 'Redis answers' }
}

function rights(): Finding {
  const user = unprivilegedUser()
  if (!user) return { well: true, what: 'runs as an unprivileged user' }
  if (canGiveUpRights()) return { well: true, what: `runs as root; PostgreSQL and the browser run as "${user.name}"` }
  return {
    well: false,
    what: 'runs as root and can not give up rights',
    todo: 'install util-linux (setpriv), or run Vigil as another user',
  }
}

async function browser(settings: Settings): Promise<Finding> {
  const { ok, sentence } = await checkBrowser(settings.VIGIL_DATA, settings.VIGIL_CHROMIUM)
  return { well: ok, what: `browser: ${sentence}` }
}

function outlets({ VIGIL_CONFIG }: Settings): Finding[] {
  const { outlets, problems } = readOutlets(VIGIL_CONFIG)
  const on = outlets.filter(({ enabled }) => enabled).length
  return [
    {
      well: on > 0,
      what: `outlets: ${on} switched on, ${outlets.length - on} switched off`,
      ...(on > 0 ? {} : { todo: 'switch one on in config/outlets, or add one: vigil outlet add URL' }),
    },
    ...problems.map(({ file, line, expected }) => ({
      well: false,
      what: `${file}${line ? `:${line}` : ''}`,
      todo: expected,
    })),
  ]
}

function contact({ VIGIL_CONTACT }: Settings): Finding {
  if (VIGIL_CONTACT) return { well: true, what: 'outlets are told whom to ask' }
  return { well: true, what: 'outlets are not told whom to ask: set VIGIL_CONTACT to an e-mail or page of yours' }
}
