import { backfillWatch, type Preview, previewWatch } from '../../6-alert/preview.ts'
import { planList, readWatchList } from '../../6-alert/watch-list.ts'
import { changeWatch, judgedWatch, muteWatch, saveWatch, watchesOf } from '../../6-alert/watch-store.ts'
import { newKey } from '../../accounts/secret.ts'
import { refusalOf } from '../../domain/refusal.ts'
import { SilenceKind, WatchWish } from '../../domain/watch.ts'
import { previewShown } from '../confidential.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { tellRefusal } from '../refusals.ts'
import { type Form, formOf, pageOf, queryOf, send, told } from '../request.ts'
import { trackingRules } from '../tracking-rules.ts'
import { watchFormView, watchImportView } from '../views/watch-form.ts'

const tidy = (words: string) => words.replaceAll(/\s+/g, ' ').trim()
const linesOf = (words: string) => [...new Set(words.split('\n').map(tidy))].filter((line) => line !== '')
const orNull = (words: string) => tidy(words) || null

/** What a form asks for, as it was typed; `WatchWish` says whether it can be. */
function wishOf(form: Form): Record<string, unknown> & Partial<WatchWish> {
  const silence = SilenceKind.options.flatMap((kind) =>
    /^\d{1,4}$/.test(form.get(`silence_${kind}`)) ? [[kind, Number(form.get(`silence_${kind}`))] as const] : [],
  )
  return {
    name: tidy(form.get('name')),
    ofPerson: form.get('of_person') === 'yes',
    spellings: linesOf(form.get('spellings')),
    father: orNull(form.get('father')),
    leaveOut: linesOf(form.get('leave_out')),
    heldAt: orNull(form.get('held_at')),
    facility: orNull(form.get('facility')),
    claimTypes: form.all('claim_types'),
    words: linesOf(form.get('words')),
    wants: form.all('wants') as WatchWish['wants'],
    silence: Object.fromEntries(silence.filter(([, days]) => days > 0)),
  }
}

const placesOf = ({ settings }: WebDeps) => trackingRules(settings.VIGIL_CONFIG).incidents.places

/** What a watch would find, with what is not for this reader blacked out. */
async function previewFor(c: Ctx, deps: WebDeps, wish: WatchWish): Promise<Preview> {
  return previewShown(deps.sql, c.get('account'), await previewWatch(deps.sql, wish, placesOf(deps)))
}

export const watchNew: Action = (deps) => async (c) => {
  const { name = '', spellings = '' } = queryOf(c)
  return send(
    c,
    watchFormView(pageOf(c, deps), {
      id: null,
      wish: { name: tidy(name), spellings: linesOf(spellings) },
      problem: null,
      preview: null,
      mutedUntil: null,
    }),
  )
}

export const watchNewSend: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const typed = wishOf(form)
  const { data: wish, error } = WatchWish.safeParse(typed)
  const view = { id: null, wish: typed, mutedUntil: null }
  const page = pageOf(c, deps)
  if (!wish)
    return send(c, watchFormView(page, { ...view, problem: tellRefusal(page, refusalOf(error)), preview: null }), 422)
  if (form.get('do') !== 'save') {
    const preview = await previewFor(c, deps, wish)
    return send(c, watchFormView(page, { ...view, problem: null, preview }))
  }
  const { id } = await saveWatch(deps.sql, c.get('account').id, wish, newKey())
  return c.redirect(told(`/watches/${id}`, 'saved'), 303)
}

export const watchConditions: Action = (deps) => async (c) => {
  const found = await judgedWatch(deps.sql, c.get('account').id, c.req.param('id')!)
  if (!found) return c.notFound()
  return send(
    c,
    watchFormView(pageOf(c, deps), {
      id: found.id,
      wish: found,
      problem: null,
      preview: null,
      mutedUntil: found.mutedUntil,
    }),
  )
}

export const watchConditionsSend: Action = (deps) => async (c) => {
  const account = c.get('account').id
  const found = await judgedWatch(deps.sql, account, c.req.param('id')!)
  if (!found) return c.notFound()
  const form = await formOf(c)
  const page = pageOf(c, deps)
  const typed = wishOf(form)
  const { data: wish, error } = WatchWish.safeParse({ ...typed, mutedUntil: found.mutedUntil })
  const view = { id: found.id, wish: typed, mutedUntil: found.mutedUntil }
  if (!wish)
    return send(c, watchFormView(page, { ...view, problem: tellRefusal(page, refusalOf(error)), preview: null }), 422)
  if (form.get('do') !== 'save')
    return send(c, watchFormView(page, { ...view, problem: null, preview: await previewFor(c, deps, wish) }))
  const done = await changeWatch(deps.sql, account, found.id, wish)
  if (!done) return send(c, watchFormView(page, { ...view, problem: page.t('watches.taken'), preview: null }), 409)
  return c.redirect(told(`/watches/${found.id}/conditions`, 'saved'), 303)
}

export const watchMute: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const words = (await formOf(c)).get('until')
  const until = words === '' ? null : new Date(`${words}T00:00:00Z`)
  if (until && Number.isNaN(until.getTime())) return c.redirect(`/watches/${id}/conditions`, 303)
  const done = await muteWatch(deps.sql, c.get('account').id, id, until)
  return done ? c.redirect(told(`/watches/${id}/conditions`, 'saved'), 303) : c.notFound()
}

export const watchBackfill: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const fresh = await backfillWatch(deps.sql, { accountId: c.get('account').id, watchId: id }, placesOf(deps))
  return fresh === null ? c.notFound() : c.redirect(told(`/alerts`, 'saved', { watch: id }), 303)
}

export const watchListForm: Action = (deps) => async (c) =>
  send(c, watchImportView(pageOf(c, deps), { csv: '', plan: null }))

export const watchListSend: Action = (deps) => async (c) => {
  const { sql, types } = deps
  const form = await formOf(c)
  const account = c.get('account').id
  const csv = form.get('csv')
  const plan = planList(
    readWatchList(
      csv,
      types.map(({ name }) => name),
    ),
    await watchesOf(sql, account),
  )
  if (form.get('do') !== 'save') return send(c, watchImportView(pageOf(c, deps), { csv, plan }))
  await sql.begin(async (tx) => {
    for (const wish of [...plan.add, ...plan.change]) await saveWatch(tx, account, wish, newKey())
  })
  return c.redirect(told('/watches', 'saved'), 303)
}
