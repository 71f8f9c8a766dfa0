import { claimsOfArticle, readClaim, type Viewer } from '../../6-review/claim-list.ts'
import type { Wish } from '../../6-review/decide.ts'
import { type ChosenWords, type DecisionOutcome, decide } from '../../6-review/step.ts'
import { hideFields } from '../../domain/confidential.ts'
import { readClaimFields } from '../claim-form.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import type { Page } from '../page.ts'
import { type Form, formOf, pageOf, safePath, send, told, viewerOf } from '../request.ts'
import { reasonWords } from '../views/claims.ts'
import { word } from '../views/parts.ts'
import { heldView, staleView } from '../views/stale.ts'
import { troubleView } from '../views/trouble.ts'

const deciding =
  (wishOf: (form: Form, page: Page) => Wish): Action =>
  (deps) =>
  async (c) => {
    const form = await formOf(c)
    const page = pageOf(c, deps)
    return decideAndTell(c, deps, page, form, wishOf(form, page))
  }

export const claimAccept = deciding(() => ({ act: 'accept' }))
export const claimUndo = deciding(() => ({ act: 'undo' }))
export const claimReject = deciding((form) => ({ act: 'reject', reason: reasonOf(form) }))

/** The chosen reason, with the reviewer's own words where there are some. */
export function reasonOf(form: Form): string {
  const code = form.get('reason').trim()
  const words = form.get('words').trim()
  return [code, words].filter(Boolean).join(': ').slice(0, 2000)
}

export const claimCorrect: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const form = await formOf(c)
  // What is hidden from this reviewer stays as it is: it must not be lost by their correction.
  const id = c.req.param('id')!
  const [original, claim] = await Promise.all([
    readClaim(deps.sql, id, { ...viewerOf(c), confidential: true }),
    readClaim(deps.sql, id, viewerOf(c)),
  ])
  if (!original || !claim) return c.notFound()
  const read = readClaimFields(page, form, claim.published, { original: original.fields, shown: claim.fields })
  if ('problem' in read) {
    const href = `/articles/${claim.discoveryId}?correct=${claim.id}#claim-${claim.id}`
    return send(
      c,
      troubleView(page, {
        title: page.t('act.correct'),
        words: read.problem,
        next: { href, label: page.t('act.correct') },
      }),
      422,
    )
  }
  const words = chosenWords(form)
  return decideAndTell(c, deps, page, form, { act: 'correct', fields: read.fields }, words)
}

/** Other words of the article that a correction points at: `article` and `span` (120-187); none where it stays as it is. */
function chosenWords(form: Form): ChosenWords | undefined {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(form.get('span')) ?? []
  const articleId = form.get('article')
  return start && end && /^\d{1,18}$/.test(articleId)
    ? { articleId, start: Number(start), end: Number(end) }
    : undefined
}

async function decideAndTell(
  c: Ctx,
  deps: WebDeps,
  page: Page,
  form: Form,
  wish: Wish,
  words?: ChosenWords,
): Promise<Response> {
  const asked = { claimId: c.req.param('id')!, seen: form.get('seen'), wish, words }
  const outcome = await decide(asked, c.get('account'), { sql: deps.sql, now: deps.clock })
  if (outcome.kind === 'not-found') return c.notFound() as Response
  if (outcome.kind === 'decided' || outcome.kind === 'already') {
    const done = outcome.kind === 'decided' ? 'decided' : 'already'
    const back = safePath(form.get('back') || undefined, '')
    return c.redirect(told(back || (await onward(deps, viewerOf(c), outcome)), done), 303)
  }
  return refuse(c, page, outcome, wish)
}

// To the next claim of the article that waits; when none does, to the one just decided.
async function onward(
  { sql }: WebDeps,
  viewer: Viewer,
  { discoveryId, claimId }: { discoveryId: string; claimId: string },
): Promise<string> {
  const claims = await claimsOfArticle(sql, discoveryId, viewer)
  const here = claims.findIndex(({ id }) => id === claimId)
  const waiting = [...claims.slice(here + 1), ...claims.slice(0, Math.max(0, here))].find(
    ({ review }) => review === 'suggested',
  )
  return `/articles/${discoveryId}#claim-${(waiting ?? { id: claimId }).id}`
}

function refuse(
  c: Ctx,
  page: Page,
  outcome: Extract<DecisionOutcome, { kind: 'stale' | 'refused' | 'held' }>,
  wish: Wish,
): Response {
  const href = `/articles/${outcome.discoveryId}#claim-${outcome.claimId}`
  const next = { href, label: page.t('stale.look') }
  if (outcome.kind === 'refused')
    return send(
      c,
      troubleView(page, { title: page.t('refused.title'), words: page.t(`refused.${outcome.because}`), next }),
      409,
    )
  const chosen =
    wish.act === 'reject' ? `${page.t('act.reject')}: ${reasonWords(page, wish.reason)}` : word(page, 'act', wish.act)
  const hides = !c.get('account').seesConfidential
  const fields = wish.act === 'correct' ? (hides ? hideFields(wish.fields) : wish.fields) : null
  if (outcome.kind === 'held') return send(c, heldView(page, { ...outcome, chosen, fields }), 409)
  const words = outcome.last ? page.t('stale.decided', { name: outcome.last.accountName }) : page.t('stale.changed')
  return send(c, staleView(page, { words, chosen, fields, next }), 409)
}
