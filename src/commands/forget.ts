import { parseArgs } from 'node:util'
import type { Runner } from '../db/database.ts'
import { withDatabase } from '../db/reach.ts'
import { type Asked, forget, planForgetting } from '../evidence/forget.ts'
import { sayAs } from '../say.ts'
import { readSettings } from '../settings.ts'
import { type Command, Trouble, WrongUse } from './command.ts'

const help = `
  vigil forget article ADDRESS|ID [--yes] [--reason WORDS]
  vigil forget person ID [--yes] [--reason WORDS]

Forgets for good: the article with its copies, or the person and every article that names them. Texts, claims, contacts,
alerts and stored bytes are deleted; of the decisions only their hashes stay, so that the history still checks
(vigil verify), and the address does not come back with the next crawl. Ids are the numbers in the pages' addresses.
Without --yes it only lists what would go. Back-up files made before still hold it: delete those too.

Example:
  vigil forget article https://north-post.example/news/1 --yes
`

export const command: Command = {
  help,
  async run(args) {
    const { values, positionals } = read(args)
    const [kind, which] = positionals
    if (positionals.length !== 2 || (kind !== 'article' && kind !== 'person') || !which)
      throw new WrongUse('forget takes "article ADDRESS|ID" or "person ID".')
    const settings = readSettings()
    const say = sayAs('forget')
    return withDatabase(
      settings,
      async ({ sql }) => {
        const plan = await planForgetting(sql, await find(sql, kind, which))
        if (!values.yes) {
          for (const { id, url } of plan.articles) process.stdout.write(`article ${id} ${url}\n`)
          say(`${plan.articles.length} articles would be forgotten. Say so with --yes.`)
          return 0
        }
        const done = await forget(sql, settings.VIGIL_DATA, plan, values.reason ?? null)
        say(
          `forgotten: ${done.articles} articles, ${done.claims} claims, ${done.captures} captures; ${done.decisions} decisions keep their hash. Delete back-up files made before.`,
        )
        return 0
      },
      say,
    )
  },
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean' }, reason: { type: 'string' } },
    })
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

async function find(sql: Runner, kind: 'article' | 'person', which: string): Promise<Asked> {
  const isId = /^\d{1,18}$/.test(which)
  if (kind === 'person' && !isId)
    throw new WrongUse('forget person takes the number in the address of the person’s page.')
  const [row] =
    kind === 'person'
      ? await sql<{ id: string }[]>`select coalesce(merged_into, id) as id from person where id = ${which}`
      : await sql<{ id: string }[]>`
          select id from discovery where ${
            isId
              ? sql`id = ${which}`
              : sql`url = ${which} or id in (
            select discovery_id from capture where url = ${which} or final_url = ${which})`
          } order by id limit 1`
  if (!row) throw new Trouble(`there is no such ${kind}`)
  return { kind, id: row.id }
}
