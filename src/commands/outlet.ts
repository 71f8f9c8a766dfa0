import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { checkSources } from '../1-crawl/check-sources.ts'
import { opmlOf, outletsOfOpml } from '../1-crawl/opml.ts'
import { readOutlet, readOutlets, type Written } from '../1-crawl/outlet-files.ts'
import { surveyOutlet } from '../1-crawl/survey.ts'
import { openRenderer, type Renderer } from '../2-capture/browser.ts'
import { openHttp, type SafeHttp } from '../2-capture/http.ts'
import { stopOf } from '../2-capture/verdict.ts'
import { readPage } from '../3-extract/read-page.ts'
import { withDatabase } from '../db/reach.ts'
import type { Outlet } from '../domain/outlet.ts'
import { readSettings, type Settings, version } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const help = `
vigil outlet add URL [--folder NAME] [--language CODE] [--allow-private]
    looks at a home page, tells what it finds there and writes a working file into config/outlets/NAME (default: new)
vigil outlet check [NAME|FILE] [--page URL]
    tries an outlet's sources, and reads one of its articles or the page given, without saving anything;
    NAME is its file without the ending, with or without its folder; without one, all that are enabled
vigil outlet import FILE.opml --language CODE [--folder NAME]
    writes a file for each outlet of a feed reader's list, switched off until checked
vigil outlet export
    prints the feeds of the enabled outlets as OPML

Asks as politely as Vigil itself does: robots.txt, one request at a time, a pause between them.

Examples:
  vigil outlet add https://north-post.example/
  vigil outlet check azerbaijan/caucasian-knot-en --page https://www.eng.kavkaz-uzel.eu/articles/1
`

const print = (line: string) => process.stdout.write(`${line}\n`)
const now = () => new Date()

export const command: Command = {
  help,
  async run([act, ...args]) {
    const { values, positionals } = options(args)
    const settings = readSettings()
    switch (act) {
      case 'add':
        return add(settings, positionals, values)
      case 'check':
        return check(settings, positionals, values.page)
      case 'import':
        return importOpml(settings, positionals, values)
      case 'export':
        return exportOpml(settings)
      default:
        throw new WrongUse('outlet takes add, check, import or export. "vigil outlet --help" tells more.')
    }
  },
}

interface Options {
  folder?: string | undefined
  language?: string | undefined
  page?: string | undefined
  'allow-private'?: boolean | undefined
}

function options(args: string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        folder: { type: 'string' },
        language: { type: 'string' },
        page: { type: 'string' },
        'allow-private': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

interface Means {
  http: SafeHttp
  renderer: Renderer
}

async function withMeans<T>(settings: Settings, run: (means: Means) => Promise<T>): Promise<T> {
  return withDatabase(settings, async ({ sql }) => {
    const http = openHttp({ sql, version, contact: settings.VIGIL_CONTACT })
    const renderer = openRenderer({ dataFolder: settings.VIGIL_DATA, chromium: settings.VIGIL_CHROMIUM, say: print })
    try {
      return await run({ http, renderer })
    } finally {
      await Promise.all([http.close(), renderer.close()])
    }
  })
}

async function add(settings: Settings, [url, ...rest]: string[], values: Options): Promise<number> {
  if (!url || rest.length > 0 || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new WrongUse('outlet add takes the address of one home page, with http:// or https://.')
  const extra = values['allow-private'] ? { allow_private: true } : {}
  const { outlet, articles } = await withMeans(settings, ({ http }) =>
    surveyOutlet(url, extra, { http, now, say: print }),
  )
  if (!outlet) return 1
  const language = values.language ?? outlet.language
  if (!language) throw new Trouble('its language is not known: give it with --language')
  const path = newFile(settings, values.folder ?? 'new', outlet)
  writeOutlet(path, { ...outlet, language, ...extra })
  print(`${articles.length} articles seen. Written: ${path}`)
  print('Vigil reads it at its next start, or within seconds while it runs.')
  return articles.length > 0 ? 0 : 1
}

async function check(settings: Settings, [which, ...rest]: string[], page: string | undefined): Promise<number> {
  if (rest.length > 0) throw new WrongUse('outlet check takes one outlet at a time.')
  const outlets = which
    ? [oneOutlet(settings, which)]
    : readOutlets(settings.VIGIL_CONFIG).outlets.filter(({ enabled }) => enabled)
  if (!which && page) throw new WrongUse('--page wants to know whose page it is: vigil outlet check NAME --page URL')
  if (outlets.length === 0) throw new Trouble('no outlet is enabled')
  return withMeans(settings, async (means) => {
    let well = true
    for (const outlet of outlets) {
      print(`${outlet.name} (${outlet.id})`)
      if (page) well = (await tryPage(outlet, page, means)) && well
      else well = (await tryOutlet(outlet, means)) && well
    }
    return well ? 0 : 1
  })
}

async function tryOutlet(outlet: Outlet, means: Means): Promise<boolean> {
  const articles: { url: string; title: string | null }[] = []
  for await (const source of checkSources(outlet, { http: means.http, now })) {
    print(`  ${source.works ? 'ok  ' : 'MEND'}  ${source.kind} ${source.url}: ${source.sentence}`)
    if (source.advice) print(`        → ${source.advice}`)
    for (const { url, title } of source.articles.slice(0, 3)) print(`        ${url}${title ? `  ${title}` : ''}`)
    articles.push(...source.articles)
  }
  const [first] = articles
  if (!first) {
    print('  MEND  no article found')
    return false
  }
  return tryPage(outlet, first.url, means)
}

async function tryPage(outlet: Outlet, url: string, { http, renderer }: Means): Promise<boolean> {
  const read = (bytes: Buffer, contentType: string | null, at: string) =>
    readPage({ bytes, contentType, url: at, rules: outlet })
  let reading: ReturnType<typeof readPage> | null = null
  const outcome = await http.get({ url, outlet }, async (page, signal) => {
    if (stopOf(page, url)) return
    reading = read(page.body, page.contentType, page.finalUrl)
    if (outlet.render === 'never' || (outlet.render === 'auto' && reading.kind !== 'empty')) return
    const rendered = await renderer.render(page, outlet, http, { signal })
    print(`        the browser: ${rendered.kind === 'rendered' ? 'the page as its scripts left it' : rendered.kind}`)
    if (rendered.kind === 'rendered') reading = read(rendered.html, 'text/html; charset=utf-8', page.finalUrl)
  })
  const stop = outcome.kind === 'fetched' ? stopOf(outcome.page, url) : outcome.kind === 'not-modified' ? null : outcome
  if (outcome.kind !== 'fetched' || stop || reading === null) {
    print(`  MEND  page ${url}: ${stop?.because}${stop ? `\n        → ${stop.advice}` : ''}`)
    return false
  }
  const { page } = outcome
  const { kind, because, advice, article, signals } = reading as ReturnType<typeof readPage>
  print(
    `  ${kind === 'article' ? 'ok  ' : 'MEND'}  page ${page.finalUrl}: ${kind === 'article' ? 'an article' : because}`,
  )
  if (advice) print(`        → ${advice}`)
  for (const rule of signals.unmatchedRules) print(`        → the rule "${rule}" matches nothing on this page`)
  print(`        title      ${article.title || '(none)'}`)
  print(`        published  ${article.published ?? '(none)'}`)
  print(`        byline     ${article.byline ?? '(none)'}`)
  print(`        language   ${article.language ?? '(none)'}, read as ${signals.charset}`)
  const paragraphs = article.text.split('\n')
  print(`        text       ${article.text.length} characters in ${article.text ? paragraphs.length : 0} paragraphs`)
  for (const paragraph of [...new Set([paragraphs[0], paragraphs.at(-1)])])
    if (paragraph) print(`        | ${paragraph.slice(0, 160)}`)
  return kind === 'article'
}

// Its file, its name with the folder, or its name alone where no other has it.
function oneOutlet(settings: Settings, which: string): Outlet {
  const folder = join(settings.VIGIL_CONFIG, 'outlets')
  const byName = (names: string[]) =>
    names.filter((name) => name.endsWith(`/${which}.yaml`) || name === `${which}.yaml`)
  const named = byName(existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
  if (named.length > 1) throw new Trouble(`several outlets are called "${which}": ${named.join(', ')}`)
  const path = /\.ya?ml$/.test(which) ? resolve(which) : named[0] ? join(folder, named[0]) : null
  if (path === null || !existsSync(path)) throw new Trouble(`there is no outlet "${which}" in ${folder}`)
  const read = readOutlet(path)
  if ('problems' in read)
    throw new Trouble(
      read.problems.map(({ file, line, expected }) => `${file}${line ? `:${line}` : ''}: ${expected}`).join('\n'),
    )
  return { ...read.outlet, id: which }
}

function importOpml(settings: Settings, [file, ...rest]: string[], { language, folder = 'imported' }: Options): number {
  if (!file || rest.length > 0 || !language) throw new WrongUse('outlet import takes one OPML file and --language.')
  if (!existsSync(file)) throw new Trouble(`there is no file "${file}"`)
  const outlets = outletsOfOpml(readFileSync(file, 'utf8'), language)
  if (!outlets) throw new Trouble(`${file} is no OPML`)
  for (const outlet of outlets) {
    const path = newFile(settings, folder, outlet)
    writeOutlet(path, {
      ...outlet,
      enabled: false,
      verified: false,
      note: 'Imported from a list of feeds; not tried yet.',
    })
    print(path)
  }
  print(`${outlets.length} outlets written, switched off. "vigil outlet check NAME" tries one.`)
  return 0
}

async function exportOpml(settings: Settings): Promise<number> {
  const { outlets } = readOutlets(settings.VIGIL_CONFIG)
  process.stdout.write(
    `${opmlOf(
      outlets.filter(({ enabled }) => enabled),
      new Map(),
      now(),
    )}\n`,
  )
  return 0
}

function newFile(settings: Settings, folder: string, { name = 'outlet', home = '' }: Partial<Written>): string {
  if (!/^[\w-]+(\/[\w-]+)*$/.test(folder)) throw new WrongUse('--folder takes letters, digits and hyphens.')
  const slug = (
    name
      .normalize('NFKD')
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replace(/[\s_]+/g, '-')
      .toLowerCase() || new URL(home).hostname.replaceAll('.', '-')
  ).slice(0, 60)
  const path = (n: number) => join(settings.VIGIL_CONFIG, 'outlets', folder, `${slug}${n > 1 ? `-${n}` : ''}.yaml`)
  let n = 1
  while (existsSync(path(n))) n++
  return path(n)
}

function writeOutlet(path: string, outlet: Partial<Written>): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, stringify(outlet, { lineWidth: 0 }), { flag: 'wx' })
}
