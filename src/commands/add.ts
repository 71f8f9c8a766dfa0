import { existsSync } from 'node:fs'
import type { Database } from '../db/database.ts'
import { withDatabase } from '../db/reach.ts'
import type { Todo } from '../domain/outcome.ts'
import type { Parts } from '../parts.ts'
import { advance, stumbled } from '../pipeline.ts'
import { addFile, addUrl } from '../process/add-by-hand.ts'
import { openParts } from '../process/open-parts.ts'
import { untilAsked } from '../process/until-asked.ts'
import { withoutQueues } from '../queue/without-queues.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, WrongUse } from './command.ts'

const help = `
  vigil add URL|FILE…

Takes articles the whole way, from capture to suggested claims, and says what came of each. An address is fetched as
politely and safely as any other; a file may be a saved page (HTML), a web archive (.warc, .warc.gz) or a text. It works
while Vigil runs, and while it does not.

Example:
  vigil add https://north-post.example/news/1 saved-page.html
`

export const command: Command = {
  help,
  async run(args) {
    if (args.length === 0) throw new WrongUse('add takes at least one URL or FILE.')
    const option = args.find((arg) => arg.startsWith('-'))
    if (option) throw new WrongUse(`add has no option "${option}".`)
    const say = sayAs('add')
    const settings = readSettings()
    let well = true
    await withDatabase(
      settings,
      async (database) => {
        const parts = openParts({
          settings,
          database,
          databaseUrl: database.url,
          stopping: untilAsked(),
          say,
          queues: withoutQueues,
        })
        try {
          for (const what of args) well = (await addOne(what, parts)) && well
        } finally {
          await parts.close()
        }
      },
      say,
    )
    return well ? 0 : 1
  },
}

async function addOne(what: string, parts: Parts): Promise<boolean> {
  const print = (line: string) => process.stdout.write(`${what}: ${line}\n`)
  const isAddress = /^https?:\/\//i.test(what)
  if (!isAddress && !existsSync(what)) {
    print('there is no such file, and it is no http or https address')
    return false
  }
  const added = isAddress ? await addUrl(what, parts.sql) : await addFile(what, parts)
  if (added.length === 0) print('nothing in it that could be an article')
  for (const id of added) {
    await goTheWholeWay(id, parts)
    print(await result(id, parts.sql))
  }
  const bad = added.length === 0 || (await failed(added, parts.sql))
  return !bad
}

/** Runs step after step; a step that waits for its next try is left to a running Vigil. */
async function goTheWholeWay(id: string, parts: Parts): Promise<void> {
  for (let step = await nextStep(id, parts.sql); step !== null; step = await nextStep(id, parts.sql)) {
    try {
      await advance(step, id, parts)
    } catch (error) {
      await stumbled(id, error as Error, parts)
      return
    }
  }
}

async function nextStep(id: string, sql: Database['sql']): Promise<Todo | null> {
  const [row] = await sql<{ todo: Todo | null }[]>`select todo from discovery where id = ${id} and next_at <= now()`
  return row?.todo ?? null
}

const failed = async (ids: string[], sql: Database['sql']): Promise<boolean> =>
  (await sql`select 1 from discovery where id in ${sql(ids)} and state not in ('analysed', 'duplicate')`).length > 0

async function result(id: string, sql: Database['sql']): Promise<string> {
  const [row] = await sql<
    {
      state: string
      todo: string | null
      because: string | null
      advice: string | null
      title: string | null
      claims: number
      original: string | null
    }[]
  >`
    select d.state, d.todo, d.because, d.advice, a.title, o.url as original,
      (select count(*)::int from claim where discovery_id = d.id and current) as claims
    from discovery d left join discovery o on o.id = d.original_id
    left join lateral (select title from article where discovery_id = d.id order by id desc limit 1) a on true where d.id = ${id}`
  const { state, todo, because, advice, title, claims, original } = row!
  if (state === 'analysed') return `analysed, ${claims} suggested claims: “${title}” (article ${id})`
  if (state === 'duplicate') return `a copy of ${original} (article ${id})`
  if (todo) return `waits for its next try: ${because}. ${advice ?? ''} (article ${id})`
  return `${state.replace('_', ' ')}: ${because}. ${advice ?? ''} (article ${id})`
}
