import { z } from 'zod'
import { readReanalysis, startReanalysis, stopReanalysis } from '../../4-analyse/reanalysis.ts'
import { analyserVersion } from '../../4-analyse/version.ts'
import { ClaimFilter } from '../../6-review/claim-filter.ts'
import { judgedClaims } from '../queries/analyser.ts'
import { AnalyserQuery } from '../routes/analyser.ts'
import { chartNumbers } from '../routes/charts.ts'
import { viewerFor } from './claims.ts'
import { ApiTrouble, route } from './route.ts'

const Count = z.object({ key: z.string(), name: z.string(), reviewed: z.int(), to_review: z.int() })

const told = ({ key, name, reviewed, waiting }: { key: string; name: string; reviewed: number; waiting: number }) => ({
  key,
  name,
  reviewed,
  to_review: waiting,
})

const charts = route({
  method: 'get',
  path: '/charts',
  summary: 'How many claims by month, type, place and person; and who was listening in each month',
  role: 'reader',
  query: ClaimFilter,
  answer: z.object({
    months: z.array(
      Count.extend({
        sources: z
          .enum(['watched', 'blind', 'before'])
          .describe('blind: no source worked, so no claims mean nothing; before: nothing was watched yet'),
        added: z.array(z.string()),
        lost: z.array(z.string()),
        silent: z.array(z.string()),
      }),
    ),
    types: z.array(Count),
    places: z.array(Count),
    people: z.array(Count),
  }),
  async answerWith({ query, account }, deps) {
    const { months, types, places, people } = await chartNumbers(deps, query, viewerFor(account))
    return {
      months: months.map(({ standing, added, lost, silent, ...count }) => ({
        ...told(count),
        sources: standing,
        added,
        lost,
        silent,
      })),
      types: types.map(told),
      places: places.map(told),
      people: people.map(told),
    }
  },
})

const analyser = route({
  method: 'get',
  path: '/analyser',
  summary: 'The analyser against the reviewers: what became of its suggestions, and what it missed',
  role: 'reader',
  query: AnalyserQuery,
  answer: z.object({
    entries: z.array(
      z.object({
        group: z.enum(['all', 'type', 'language', 'outlet', 'analyser', 'month']),
        key: z.string().nullable(),
        name: z.string().nullable(),
        accepted: z.int(),
        corrected: z.int(),
        rejected: z.int(),
        missed: z.int(),
      }),
    ),
  }),
  answerWith: async ({ query }, { sql }) => ({ entries: await judgedClaims(sql, query) }),
})

const ApiRun = z
  .object({
    state: z.enum(['running', 'stopped', 'done']),
    analyser: z.string(),
    outlet_id: z.string().nullable(),
    done: z.int(),
    total: z.int(),
    began: z.iso.datetime(),
    ended: z.iso.datetime().nullable(),
  })
  .nullable()

async function runTold(sql: Parameters<typeof readReanalysis>[0]): Promise<z.input<typeof ApiRun>> {
  const run = await readReanalysis(sql)
  if (!run) return null
  const { state, analyser, outletId, done, total, beganAt, endedAt } = run
  const ended = endedAt?.toISOString() ?? null
  return { state, analyser, outlet_id: outletId, done, total, began: beganAt.toISOString(), ended }
}

const reanalysis = route({
  method: 'get',
  path: '/reanalysis',
  summary: 'How far reading the archive again is; null when it was never asked for',
  role: 'reader',
  answer: z.object({ run: ApiRun }),
  answerWith: async (_, { sql }) => ({ run: await runTold(sql) }),
})

const reanalysisAct = route({
  method: 'post',
  path: '/reanalysis',
  summary: 'Begins to read the archive again, stops, or goes on',
  role: 'admin',
  body: z.object({ act: z.enum(['start', 'stop']), outlet_id: z.string().nullable().default(null) }),
  answer: z.object({ run: ApiRun }),
  async answerWith({ body, account }, { sql, settings }) {
    const { act, outlet_id: outletId } = body
    if (act === 'stop') {
      await stopReanalysis(sql)
      return { run: await runTold(sql) }
    }
    if (outletId !== null && (await sql`select from outlet where id = ${outletId}`).count === 0)
      throw new ApiTrouble(400, 'bad-request', `there is no outlet "${outletId}"`)
    const analyser = analyserVersion(settings.VIGIL_CONFIG)
    const outcome = await startReanalysis(sql, { analyser, outletId, askedBy: account.name })
    if (outcome.kind === 'nothing-to-do')
      throw new ApiTrouble(409, 'nothing-to-do', `analyser ${analyser} has read everything`)
    return { run: await runTold(sql) }
  },
})

export const figureRoutes = [charts, analyser, reanalysis, reanalysisAct]
