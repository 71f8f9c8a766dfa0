import { z } from 'zod'
import { mendsOf, mendTag } from '../../6-review/mend-store.ts'
import type { Runner } from '../../db/database.ts'
import { MendAct, standingMends, TagKind } from '../../domain/mend.ts'
import { mendsFor, namesSecret, type Reader, secretWords } from '../confidential.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { Id } from './schemas.ts'

const Name = z.string().min(1).max(200)

const ApiMendWish = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('rename'), kind: TagKind, name: Name, to: Name }),
    z.object({ act: z.literal('join'), kind: TagKind, name: Name, to: Name }),
    z.object({ act: z.literal('not'), kind: TagKind, name: Name }),
    z.object({ act: z.literal('held'), kind: z.literal('person'), name: Name, held: z.boolean() }),
    z.object({ act: z.literal('undo'), undoes: Id }),
  ])
  .describe('What is wrong with a tag of the article; it holds for later analyses too')

const ApiMend = z.object({
  id: Id,
  account: z.string(),
  at: z.iso.datetime(),
  act: MendAct,
  kind: TagKind.nullable(),
  name: z.string().nullable(),
  to: z.string().nullable(),
  held: z.boolean().nullable(),
  undoes: Id.nullable(),
  stands: z.boolean().describe('false: it was taken back'),
})
const Mends = z.object({ entries: z.array(ApiMend) })

async function listed(sql: Runner, reader: Reader, discoveryId: string): Promise<z.input<typeof Mends>> {
  const mends = mendsFor(await mendsOf(sql, discoveryId), await secretWords(sql, reader, discoveryId))
  const standing = new Set(standingMends(mends).map(({ id }) => id))
  return {
    entries: mends.map(({ id, accountName, at, act, kind, name, toName, held, undoes }) => ({
      id,
      account: accountName,
      at: at.toISOString(),
      act,
      kind,
      name,
      to: toName,
      held,
      undoes,
      stands: standing.has(id),
    })),
  }
}

const list = route({
  method: 'get',
  path: '/articles/{id}/mends',
  summary: 'What reviewers said of an article’s tags, oldest first',
  role: 'reader',
  answer: Mends,
  answerWith: async ({ params, account }, { sql }) => listed(sql, account, params.id!),
})

const REFUSALS = {
  'no-name': 'a name needs letters',
  'no-other': 'the other one is not named in this article',
  'no-change': 'it stands like that already',
}

const mend = route({
  method: 'post',
  path: '/articles/{id}/mends',
  summary: 'Mends a wrong tag of a person or place. Sent twice, it is done once',
  role: 'reviewer',
  body: ApiMendWish,
  answer: Mends,
  async answerWith({ params, body, account }, { sql, clock }) {
    const { to, ...said } = { to: '', ...body }
    const wish = said.act === 'rename' || said.act === 'join' ? { ...said, toName: to } : said
    // Whether a hidden name is tagged here is not told by trying.
    if (namesSecret(wish, await secretWords(sql, account, params.id!))) throw notFound('tag in this article')
    const outcome = await mendTag(sql, params.id!, wish, { accountName: account.name, now: clock() })
    if (outcome.kind !== 'refused') return listed(sql, account, params.id!)
    if (outcome.because === 'gone') throw notFound('tag in this article')
    throw new ApiTrouble(409, outcome.because, REFUSALS[outcome.because])
  },
})

export const mendRoutes = [list, mend]
