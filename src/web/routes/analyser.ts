import { z } from 'zod'
import { readReanalysis, startReanalysis, stopReanalysis } from '../../4-analyse/reanalysis.ts'
import { analyserVersion } from '../../4-analyse/version.ts'
import { readClaims } from '../../6-review/claim-list.ts'
import type { Format } from '../../7-export/step.ts'
import { ClaimTypeName } from '../../domain/claim.ts'
import type { Action } from '../environment.ts'
import { corrections, countLater, type JudgedFilter, judgedClaims, missedClaims } from '../queries/analyser.ts'
import { articleLanguages } from '../queries/articles.ts'
import { outletNames } from '../queries/outlets.ts'
import { formOf, pageOf, queryOf, send, told, viewerOf } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { analyserView, progressOf } from '../views/analyser.ts'

const MISSED_SHOWN = 20

/** What the page, its files and the API filter by. */
export const AnalyserQuery = z.object({
  type: ClaimTypeName.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  outlet: z.string().min(1).max(200).optional().describe('Id of an outlet'),
  from: z.iso.date().optional().describe('Decided on this day or later'),
  to: z.iso.date().optional().describe('Decided on this day or earlier'),
})

// A filter that can't be understood does not filter.
function filterOf(query: Record<string, string>): JudgedFilter {
  const given = Object.entries(AnalyserQuery.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(query[name] === '' ? undefined : query[name])
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : []
  })
  return Object.fromEntries(given)
}

export const analyser: Action = (deps) => async (c) => {
  const { sql, settings } = deps
  const query = queryOf(c)
  const filter = filterOf(query)
  const [judged, { fields, reasons }, missed, later, run, outlets, languages] = await Promise.all([
    judgedClaims(sql, filter),
    corrections(sql),
    missedClaims(sql, MISSED_SHOWN),
    countLater(sql),
    readReanalysis(sql),
    outletNames(sql),
    articleLanguages(sql),
  ])
  const view = {
    filter,
    judged,
    fields,
    reasons,
    missed: (await readClaims(sql, missed, viewerOf(c))).toReversed(),
    later,
    version: analyserVersion(settings.VIGIL_CONFIG),
    run,
    keepsLooking: query.look === 'on',
    outlets,
    languages,
  }
  c.set('asksOn', run?.state === 'running')
  return send(c, analyserView(pageOf(c, deps), view))
}

export const analyserExport =
  (format: Format): Action =>
  (deps) =>
  async (c) => {
    const rows = (await judgedClaims(deps.sql, filterOf(queryOf(c)))).map(
      ({ accepted, corrected, rejected, ...row }) => {
        const decided = accepted + corrected + rejected
        const precision = decided === 0 ? null : Math.round(((accepted + corrected) / decided) * 1000) / 1000
        return { ...row, precision, accepted, corrected, rejected }
      },
    )
    const columns = ['group', 'key', 'name', 'precision', 'accepted', 'corrected', 'rejected', 'missed']
    return sendTable(c, format, { name: 'analyser', columns, rows })
  }

/** How far reading the archive again is, in words of this reader: what the page's script asks every few seconds. */
export const reanalysisProgress: Action = (deps) => async (c) => {
  const run = await readReanalysis(deps.sql)
  return run ? c.json(progressOf(pageOf(c, deps), run)) : c.notFound()
}

/** Begins, stops or goes on with reading the archive again. */
export const reanalysisAct: Action = (deps) => async (c) => {
  const form = await formOf(c)
  const outlet = form.get('outlet') || null
  if (form.get('act') === 'stop') {
    const stopped = await stopReanalysis(deps.sql)
    return c.redirect(told('/analyser#reanalysis', stopped ? 'stopped' : 'already'), 303)
  }
  if (outlet !== null && !(await outletNames(deps.sql)).some(({ id }) => id === outlet)) return c.notFound()
  const outcome = await startReanalysis(deps.sql, {
    analyser: analyserVersion(deps.settings.VIGIL_CONFIG),
    outletId: outlet,
    askedBy: c.get('account').name,
  })
  return c.redirect(told('/analyser#reanalysis', outcome.kind === 'nothing-to-do' ? 'all-read' : 'reanalysis'), 303)
}
