import { generateOpml, type Opml, parseOpml } from 'feedsmith'
import type { Outlet } from '../domain/outlet.ts'
import type { Written } from './outlet-files.ts'
import { plainTitle } from './seen.ts'

/** The outlets of a feed reader's list: feeds of one home together. Null for what is no OPML. */
export function outletsOfOpml(text: string, language: string): Partial<Written>[] | null {
  const outlines = readOutlines(text)
  if (!outlines) return null
  const byHome = new Map<string, Partial<Written> & { feeds: string[] }>()
  for (const { xmlUrl, htmlUrl, title, text: label, language: own } of outlines) {
    if (!isWeb(xmlUrl)) continue
    const home = isWeb(htmlUrl) ? htmlUrl : `${new URL(xmlUrl).origin}/`
    const known = byHome.get(home)
    if (known) known.feeds.push(...(known.feeds.includes(xmlUrl) ? [] : [xmlUrl]))
    else
      byHome.set(home, {
        name: plainTitle(title ?? label)?.slice(0, 120) ?? new URL(home).hostname,
        home,
        language: /^[a-z]{2,3}/i.exec(own ?? '')?.[0].toLowerCase() ?? language,
        feeds: [xmlUrl],
      })
  }
  return [...byHome.values()]
}

type Outline = Opml.Outline<string>

function readOutlines(text: string): Outline[] | null {
  try {
    return flat(parseOpml(text).body?.outlines ?? [])
  } catch {
    return null
  }
}

const flat = (outlines: Outline[]): Outline[] =>
  outlines.flatMap((outline) => [outline, ...flat(outline.outlines ?? [])])
const isWeb = (url: string | undefined): url is string =>
  url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url)

/** A list of the outlets' feeds for any feed reader; `found` are those that Vigil found by itself. */
export function opmlOf(outlets: Outlet[], found: ReadonlyMap<string, string[]>, at: Date): string {
  return generateOpml({
    head: { title: 'Outlets watched by Vigil', dateCreated: at },
    body: {
      outlines: outlets.flatMap((outlet) =>
        [...new Set([...outlet.feeds, ...(found.get(outlet.id) ?? [])])].map((xmlUrl) => ({
          type: 'rss',
          text: outlet.name,
          title: outlet.name,
          xmlUrl,
          htmlUrl: outlet.home,
          language: outlet.language,
        })),
      ),
    },
  })
}
