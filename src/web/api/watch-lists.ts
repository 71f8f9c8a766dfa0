import { z } from 'zod'
import { previewWatch } from '../../6-alert/preview.ts'
import { planList, readWatchList } from '../../6-alert/watch-list.ts'
import { saveWatch, watchesOf } from '../../6-alert/watch-store.ts'
import { newKey } from '../../accounts/secret.ts'
import { AlertKind } from '../../domain/watch.ts'
import { previewShown } from '../confidential.ts'
import { trackingRules } from '../tracking-rules.ts'
import { route } from './route.ts'
import { Id } from './schemas.ts'
import { ApiConditions, wishOf } from './tracking.ts'

const preview = route({
  method: 'post',
  path: '/watches/preview',
  summary: 'What a watch would have found in the archive; nothing is saved',
  role: 'reader',
  body: ApiConditions,
  answer: z.object({
    looked_at: z.int().describe('How many articles'),
    found: z.array(
      z.object({
        article_id: Id.nullable(),
        title: z.string(),
        kind: AlertKind,
        rule: z.string(),
        words: z.array(z.string()),
        sentence: z.string(),
      }),
    ),
  }),
  async answerWith({ body, account }, { sql, settings }) {
    const places = trackingRules(settings.VIGIL_CONFIG).incidents.places
    const wish = wishOf({ ...body, mutedUntil: null })
    const { looked, found } = await previewShown(sql, account, await previewWatch(sql, wish, places))
    return {
      looked_at: looked.length,
      found: found.map(({ discoveryId, title, kind, rule, words, sentence }) => ({
        article_id: discoveryId,
        title,
        kind,
        rule,
        words,
        sentence,
      })),
    }
  },
})

const list = route({
  method: 'post',
  path: '/watches/list',
  summary:
    'Takes in a list of watches as CSV, as /watches.csv of the pages writes it; a dry run unless asked otherwise',
  role: 'reader',
  body: z.object({
    csv: z.string().max(900_000),
    dry_run: z.boolean().default(true).describe('Tells what the list would do, and does nothing'),
  }),
  answer: z.object({
    add: z.array(z.string()).describe('Names of watches'),
    change: z.array(z.string()),
    same: z.array(z.string()),
    problems: z.array(z.object({ line: z.int(), problem: z.string() })).describe('These lines are left out'),
    done: z.boolean(),
  }),
  async answerWith({ body: { csv, dry_run: isDry }, account }, { sql, types }) {
    const listed = readWatchList(
      csv,
      types.map(({ name }) => name),
    )
    const plan = planList(listed, await watchesOf(sql, account.id))
    if (!isDry)
      await sql.begin(async (tx) => {
        for (const wish of [...plan.add, ...plan.change]) await saveWatch(tx, account.id, wish, newKey())
      })
    const names = (wishes: { name: string }[]) => wishes.map(({ name }) => name)
    return {
      add: names(plan.add),
      change: names(plan.change),
      same: names(plan.same),
      problems: plan.problems.map(({ line, problem }) => ({ line, problem })),
      done: !isDry,
    }
  },
})

export const watchListRoutes = [preview, list]
