import { addMissedClaim } from '../../6-review/step.ts'
import { readClaimFields } from '../claim-form.ts'
import type { Action } from '../environment.ts'
import { readArticleRecord } from '../queries/articles.ts'
import { formOf, pageOf, send, told } from '../request.ts'
import { troubleView } from '../views/trouble.ts'

/** Adds a claim that the analyser missed, on the words that the reviewer chose. */
export const claimAdd: Action = (deps) => async (c) => {
  const page = pageOf(c, deps)
  const discoveryId = c.req.param('id')!
  const form = await formOf(c)
  const articleId = form.get('article')
  const article = /^\d{1,18}$/.test(articleId) ? await readArticleRecord(deps.sql, discoveryId, articleId) : undefined
  if (!article?.articleId) return c.notFound()
  const here = `/articles/${discoveryId}`
  const refuse = (words: string) =>
    send(
      c,
      troubleView(page, {
        title: page.t('add.title'),
        words,
        next: { href: `${here}?add=1#add`, label: page.t('add.open') },
      }),
      422,
    )
  const span = /^(\d{1,9})-(\d{1,9})$/.exec(form.get('span'))
  if (!span) return refuse(page.t('add.bad-span'))
  const read = readClaimFields(page, form, article.published, null)
  if ('problem' in read) return refuse(read.problem)
  const asked = { articleId: article.articleId, fields: read.fields, start: Number(span[1]), end: Number(span[2]) }
  const outcome = await addMissedClaim(asked, { name: c.get('account').name }, { sql: deps.sql, now: deps.clock })
  if (outcome.kind === 'refused') return refuse(page.t('add.bad-span'))
  return c.redirect(told(`${here}#claim-${outcome.claimId}`, outcome.kind === 'added' ? 'added' : 'already'), 303)
}
