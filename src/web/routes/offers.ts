import {
  answerOffer,
  type JudgeDeps,
  type JudgeOutcome,
  mergePersons,
  neverPerson,
  splitName,
  undoJudgement,
} from '../../5-link/persons/judge.ts'
import { relinkClaims } from '../../5-link/step.ts'
import { namesSecret, secretWords } from '../confidential.ts'
import { judgedNamesShown, offersShown, peopleFor } from '../confidential-records.ts'
import type { Action, Ctx, WebDeps } from '../environment.ts'
import { judgements, namesOfPerson, openOffers } from '../queries/offers.ts'
import { readPerson } from '../queries/people.ts'
import { formOf, pageNumber, pageOf, queryOf, safePath, send, told } from '../request.ts'
import { trackingRules } from '../tracking-rules.ts'
import { offerListView, personJudgeView } from '../views/offers.ts'

const OFFERS_A_PAGE = 20

export const judgeDeps = ({ sql, settings }: WebDeps): JudgeDeps => ({
  sql,
  relink: (tx, claimIds) => relinkClaims(tx, claimIds, trackingRules(settings.VIGIL_CONFIG)),
})

const back = (c: Ctx, path: string, outcome: JudgeOutcome): Response =>
  c.redirect(told(path, outcome.kind === 'done' ? 'saved' : 'already'), 303)

export const offerList: Action = (deps) => async (c) => {
  const current = pageNumber(queryOf(c))
  const [offers, past] = await Promise.all([
    openOffers(deps.sql, { limit: OFFERS_A_PAGE + 1, offset: (current - 1) * OFFERS_A_PAGE }),
    judgements(deps.sql, { limit: 20 }).then((all) => judgedNamesShown(deps.sql, c.get('account'), all)),
  ])
  const shown = await offersShown(deps.sql, c.get('account'), offers.slice(0, OFFERS_A_PAGE))
  return send(
    c,
    offerListView(pageOf(c, deps), {
      offers: shown,
      past,
      current,
      hasNext: offers.length > OFFERS_A_PAGE,
      professions: trackingRules(deps.settings.VIGIL_CONFIG).professions,
    }),
  )
}

export const offerAnswer: Action = (deps) => async (c) => {
  const answer = (await formOf(c)).get('answer')
  if (answer !== 'same' && answer !== 'different' && answer !== 'unknown') return c.notFound()
  return back(c, '/offers', await answerOffer(c.req.param('id')!, answer, c.get('account').name, judgeDeps(deps)))
}

export const judgementUndo: Action = (deps) => async (c) => {
  const outcome = await undoJudgement(c.req.param('id')!, c.get('account').name, judgeDeps(deps))
  return back(c, safePath(queryOf(c).back, '/offers'), outcome)
}

export const personJudge: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const reader = c.get('account')
  const kept = await readPerson(deps.sql, id)
  const [person] = kept ? await peopleFor(deps.sql, reader, [kept]) : []
  if (!person) return c.notFound()
  const shown = <T extends { discoveryId: string | null; name: string | null; title?: string }>(rows: T[]) =>
    judgedNamesShown(deps.sql, reader, rows)
  const [names, past] = await Promise.all([
    namesOfPerson(deps.sql, id).then(shown),
    judgements(deps.sql, { personId: id, limit: 20 }).then(shown),
  ])
  return send(c, personJudgeView(pageOf(c, deps), { person, names, past }))
}

export const personMerge: Action = (deps) => async (c) => {
  const into = (await formOf(c)).get('into').trim()
  const id = c.req.param('id')!
  if (!/^\d{1,18}$/.test(into)) return c.redirect(`/people/${id}/judge`, 303)
  const outcome = await mergePersons(id, into, c.get('account').name, judgeDeps(deps))
  return back(c, `/people/${outcome.kind === 'done' ? into : id}/judge`, outcome)
}

export const personSplit: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const discoveryId = form.get('article')
  if (!/^\d{1,18}$/.test(discoveryId)) return c.notFound()
  const name = form.get('name')
  if (namesSecret({ name }, await secretWords(deps.sql, c.get('account'), discoveryId))) return c.notFound()
  const outcome = await splitName({ discoveryId, name }, c.get('account').name, judgeDeps(deps))
  return back(c, `/people/${c.req.param('id')}/judge`, outcome)
}

export const personNever: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const person = await readPerson(deps.sql, id)
  if (!person) return c.notFound()
  return back(c, `/people/${id}/judge`, await neverPerson(person.name, c.get('account').name, judgeDeps(deps)))
}
