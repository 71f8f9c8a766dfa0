import { basename } from 'node:path'
import type { Sql, Transaction } from '../db/database.ts'
import type { Outlet } from '../domain/outlet.ts'
import type { OutletFiles } from './outlet-files.ts'

export interface WantedSource {
  kind: 'home' | 'robots' | 'feed' | 'sitemap' | 'section'
  url: string
}

/**
 * The sources that an outlet's file asks for. Sitemaps are looked for in robots.txt where none is given; where neither
 * feeds nor sections are given, the home page shows what there is.
 */
export function sourcesOf(outlet: Outlet): WantedSource[] {
  const given: WantedSource[] = [
    ...outlet.feeds.map((url): WantedSource => ({ kind: 'feed', url })),
    ...outlet.sitemaps.map((url): WantedSource => ({ kind: 'sitemap', url })),
    ...outlet.sections.map(({ url }): WantedSource => ({ kind: 'section', url })),
  ]
  const found: WantedSource[] = []
  if (outlet.feeds.length === 0 && outlet.sections.length === 0 && outlet.sitemaps.length === 0)
    found.push({ kind: 'home', url: outlet.home })
  if (outlet.sitemaps.length === 0) found.push({ kind: 'robots', url: new URL('/robots.txt', outlet.home).href })
  return [...given, ...found]
}

/**
 * Brings the outlet and source tables in step with the files. A source that stays keeps its schedule; one that a file no
 * longer names is switched off, not deleted: what it found still points to it.
 */
export async function syncOutlets(sql: Sql, { outlets, problems }: OutletFiles): Promise<void> {
  await sql.begin(async (tx) => {
    for (const outlet of outlets) await syncOutlet(tx, outlet)
    const named = outlets.map(({ id }) => id)
    const broken = problems.map(({ file }) => file)
    const known = await tx<{ id: string }[]>`select id from outlet where not (id = any(${named}))`
    for (const { id } of known) {
      const faults = problems.filter(({ file }) => isFileOf(file, id))
      const words = faults.map(({ line, expected }) => `${line ? `line ${line}: ` : ''}${expected}`).join('; ')
      // A file with a fault in it: the last good definition goes on. A file that is gone: the outlet is switched off.
      if (faults.length > 0) await tx`update outlet set problem = ${words} where id = ${id}`
      else if (broken.length === 0 || named.length > 0) await switchOff(tx, id)
    }
  })
}

const isFileOf = (file: string, id: string) =>
  file.replace(/\.ya?ml$/, '').endsWith(`/${id}`) && basename(id) === basename(file).replace(/\.ya?ml$/, '')

async function switchOff(tx: Transaction, id: string): Promise<void> {
  await tx`update outlet set enabled = false, problem = 'its file is gone' where id = ${id} and enabled`
  await tx`update source set enabled = false where outlet_id = ${id} and enabled`
}

async function syncOutlet(tx: Transaction, { id, ...definition }: Outlet): Promise<void> {
  await tx`
    insert into outlet (id, definition, enabled) values (${id}, ${tx.json(definition as never)}, ${definition.enabled})
    on conflict (id) do update set definition = excluded.definition, enabled = excluded.enabled, problem = null, seen_at = now()`
  const wanted = sourcesOf({ id, ...definition })
  for (const { kind, url } of wanted)
    await tx`
      insert into source (outlet_id, kind, url, every_ms) values (${id}, ${kind}, ${url}, ${String(definition.every)})
      on conflict (outlet_id, kind, url) do update set every_ms = excluded.every_ms, enabled = true, found = false,
        -- A shorter interval counts from now on, not only after the longer one has run out.
        next_at = case when source.every_ms > excluded.every_ms
          then least(source.next_at, coalesce(source.crawled_at, now()) + excluded.every_ms * interval '1 millisecond')
          else source.next_at end`
  const has = (kind: string) => wanted.some((source) => source.kind === kind)
  // Found sources live as long as what found them.
  await tx`
    update source set enabled = false
    where outlet_id = ${id} and enabled and (
      (not found and not (kind || ' ' || url = any(${wanted.map(({ kind, url }) => `${kind} ${url}`)})))
      or (found and kind = 'feed' and not ${has('home')})
      or (found and kind = 'sitemap' and not ${has('robots') || has('sitemap')}))`
}
