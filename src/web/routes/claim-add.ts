import { addMissedClaim, LONGEST_QUOTE } from '../../6-review/step.ts'
import { readClaimFields } from '../claim-form.ts'
import type { Action } from '../environment.ts'
import { readArticleRecord } from '../queries/articles.ts'
import { formOf, pageOf, send, told } from '../request.ts'
import { heldView } from '../views/stale.ts'
import { troubleView } from '../views/trouble.ts'

/** The words of an address (`span=120-187`) or of a form, without spaces around them; null where they are none. */
export function spanIn(text: string, first: string, last: string): { start: number; end: number } | null {
  if (!/^\d{1,9}$/.test(first) || !/^\d{1,9}$/.test(last)) return null
  const [from, to] = [Number(first), Number(last)]
  const words = text.slice(from, to)
  if (to > text.length || words.trim() === '' || words.length > LONGEST_QUOTE) return null
  return { start: from + words.length - words.trimStart().length, end: to - (words.length - words.trimEnd().length) }
}

/** Adds a claim that the analyser missed, on the words that the reviewer chose. */
export const claimAdd: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const discoveryId = c.req.param('id')!
  const form = await formOf(c)
  const articleId = form.get('article')
  const article = /^\d{1,18}$/.test(articleId) ? await readArticleRecord(deps.sql, discoveryId, articleId) : undefined
  if (!article?.articleId) return c.notFound()
  const here = `/articles/${discoveryId}`
  const span = spanIn(article.text!, form.get('first'), form.get('last'))
  const refuse = (words: string) =>
    send(
      c,
      troubleView(page, {
        title: page.t('add.title'),
        words,
        next: {
          href: `${here}?add=1${span ? `&span=${span.start}-${span.end}` : ''}#add`,
          label: page.t('add.open'),
        },
      }),
      422,
    )
  if (!span) return refuse(page.t('add.bad-span'))
  const read = readClaimFields(page, form, article.published, null)
  if ('problem' in read) return refuse(read.problem)
  const asked = { articleId: article.articleId, fields: read.fields, ...span }
  const outcome = await addMissedClaim(asked, c.get('account'), { sql: deps.sql, now: deps.clock })
  if (outcome.kind === 'refused') return refuse(page.t('add.bad-span'))
  if (outcome.kind === 'held') {
    const chosen = page.t('add.title')
    return send(c, heldView(page, { ...outcome, discoveryId, claimId: null, chosen, fields: read.fields }), 409)
  }
  return c.redirect(told(`${here}#claim-${outcome.claimId}`, outcome.kind === 'added' ? 'added' : 'already'), 303)
}
