import { z } from 'zod'
import { type DecisionOutcome, decideMany, undoBatch } from '../../6-review/step.ts'
import { MOST_AT_ONCE, planBulk } from '../bulk.ts'
import { claimsOfBatch } from '../queries/batches.ts'
import { viewerFor } from './claims.ts'
import { ApiTrouble, route } from './route.ts'
import { Id } from './schemas.ts'

const DryRun = z.boolean().default(false).describe('Tells what would be done, and does nothing')

const Left = z.object({
  id: Id,
  because: z.enum(['changed', 'held', 'no-change', 'gone']),
  holder: z.string().nullable().describe('Who has the article'),
})
type Left = z.infer<typeof Left>

function leftBy(outcome: DecisionOutcome): Left | null {
  if (outcome.kind === 'decided' || outcome.kind === 'not-found') return null
  const id = outcome.claimId
  if (outcome.kind === 'held') return { id, because: 'held', holder: outcome.holder }
  return { id, because: outcome.kind === 'stale' ? 'changed' : 'no-change', holder: null }
}

const bulk = route({
  method: 'post',
  path: '/claims/bulk',
  summary: 'Accepts or rejects many claims at one stroke; what has changed or is held by a colleague is left alone',
  role: 'reviewer',
  body: z.object({
    act: z.enum(['accept', 'reject']),
    reason: z.string().trim().max(2000).default('').describe('A rejection needs one'),
    claims: z
      .array(z.object({ id: Id, seen: z.string().max(100) }))
      .min(1)
      .max(MOST_AT_ONCE),
    dry_run: DryRun,
  }),
  answer: z.object({
    batch: z.uuid().nullable().describe('Takes all of it back: /claims/bulk/undo; null after a dry run'),
    decided: z.array(Id),
    left: z.array(Left),
  }),
  async answerWith({ body: { act, reason, claims, dry_run: isDry }, account }, deps) {
    if (act === 'reject' && reason === '') throw new ApiTrouble(400, 'no-reason', 'a rejection needs a reason')
    if (isDry) {
      const picks = claims.map(({ id, seen }) => ({ claimId: id, seen }))
      const plan = await planBulk(deps, viewerFor(account), picks)
      const told = new Set([...plan.claims.map(({ id }) => id), ...plan.held.map(({ claimId }) => claimId)])
      return {
        batch: null,
        decided: plan.claims.map(({ id }) => id),
        left: [
          ...plan.held.map(({ claimId, holder }): Left => ({ id: claimId, because: 'held', holder })),
          ...claims.flatMap(({ id }): Left[] => (told.has(id) ? [] : [{ id, because: 'changed', holder: null }])),
        ],
      }
    }
    const wish = act === 'reject' ? ({ act, reason } as const) : ({ act } as const)
    const asked = claims.map(({ id, seen }) => ({ claimId: id, seen, wish }))
    const { batch, outcomes } = await decideMany(asked, account, { sql: deps.sql, now: deps.clock })
    const decided = outcomes.flatMap((outcome) => (outcome.kind === 'decided' ? [outcome.claimId] : []))
    const left = outcomes.map(leftBy).filter((one) => one !== null)
    const known = new Set([...decided, ...left.map(({ id }) => id)])
    const gone = claims.flatMap(({ id }): Left[] => (known.has(id) ? [] : [{ id, because: 'gone', holder: null }]))
    return { batch, decided, left: [...left, ...gone] }
  },
})

const undo = route({
  method: 'post',
  path: '/claims/bulk/undo',
  summary: 'Takes your bulk decision back at one stroke, except where somebody decided again since',
  role: 'reviewer',
  body: z.object({ batch: z.uuid(), dry_run: DryRun }),
  answer: z.object({ claims: z.array(Id).describe('What was taken back, or would be'), undone: z.int() }),
  async answerWith({ body: { batch, dry_run: isDry }, account }, { sql, clock }) {
    const claims = await claimsOfBatch(sql, batch, account.name)
    if (isDry) return { claims, undone: 0 }
    return { claims, undone: await undoBatch(batch, account, { sql, now: clock }) }
  },
})

export const bulkRoutes = [bulk, undo]
