import { readFilter } from '../../6-review/claim-filter.ts'
import { countClaims, eachClaim, listClaims } from '../../6-review/claim-list.ts'
import { type ClaimFormat, writeClaims } from '../../7-export/step.ts'
import type { Action } from '../environment.ts'
import { savedViews } from '../queries/desk.ts'
import { pageOf, queryOf, rowsOf, send, viewerOf } from '../request.ts'
import { sendFile } from '../send-table.ts'
import { claimListView } from '../views/claims.ts'
import { filterChoices } from './inbox.ts'

const CLAIMS_A_PAGE = 40

export const claimList: Action = (deps) => async (c) => {
  const size = rowsOf(c, CLAIMS_A_PAGE)
  const query = queryOf(c)
  const { filter, wrong } = readFilter(query)
  const viewer = viewerOf(c)
  const shown = { ...filter, review: filter.review ?? ('reviewed' as const) }
  const before = /^\d{1,18}$/.test(query.before ?? '') ? query.before : null
  const [claims, count, choices, views] = await Promise.all([
    listClaims(deps.sql, shown, viewer, { limit: size + 1, before: before ?? null }),
    countClaims(deps.sql, shown, viewer),
    filterChoices(deps),
    savedViews(deps.sql, c.get('account').id),
  ])
  const page = claims.slice(0, size)
  const last = claims.length > size ? page.at(-1)!.id : undefined
  return send(c, claimListView(pageOf(c, deps), { filter, wrong, claims: page, count, choices, views, before: last }))
}

/** The list as a file: only reviewed claims unless others were asked for, and each says where it stands. */
export const claimExport =
  (format: ClaimFormat): Action =>
  (deps) =>
  (c) => {
    const { filter, wrong } = readFilter(queryOf(c))
    // Half a filter would let out what it was meant to hold back.
    if (wrong.length > 0) return c.text(pageOf(c, deps).t('filter.wrong', { names: wrong.join(', ') }), 400)
    const viewer = viewerOf(c)
    const claims = eachClaim(deps.sql, { ...filter, review: filter.review ?? 'reviewed' }, viewer)
    return sendFile(c, { format, name: 'claims' }, writeClaims(format, claims, deps))
  }
