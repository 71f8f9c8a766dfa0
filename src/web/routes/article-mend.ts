import { type MendWish, mendTag } from '../../6-review/mend-store.ts'
import { TagKind } from '../../domain/mend.ts'
import { namesSecret, secretWords } from '../confidential.ts'
import type { Action } from '../environment.ts'
import { type Form, formOf, pageOf, send, told } from '../request.ts'
import { troubleView } from '../views/trouble.ts'

function wishOf(form: Form): MendWish | null {
  const act = form.get('act')
  if (act === 'undo') return /^\d{1,18}$/.test(form.get('undoes')) ? { act, undoes: form.get('undoes') } : null
  const kind = TagKind.safeParse(form.get('kind'))
  const name = form.get('name')
  if (!kind.success || name === '') return null
  if (act === 'not') return { act, kind: kind.data, name }
  if (act === 'held' && kind.data === 'person') return { act, kind: 'person', name, held: form.get('held') === 'yes' }
  return act === 'rename' || act === 'join' ? { act, kind: kind.data, name, toName: form.get('to') } : null
}

/** Mends a tag of the article; what was said is kept and holds for every later analysis. */
export const articleMend: Action = (deps) => async (c) => {
  const id = c.req.param('id')!
  const page = pageOf(c, deps)
  const wish = wishOf(await formOf(c))
  if (!wish) return c.notFound()
  const secret = await secretWords(deps.sql, c.get('account'), id)
  // Whether a hidden name is tagged here is not told by trying.
  const outcome = namesSecret(wish, secret)
    ? ({ kind: 'refused', because: 'gone' } as const)
    : await mendTag(deps.sql, id, wish, { accountName: c.get('account').name, now: deps.clock() })
  if (outcome.kind !== 'refused') {
    const more = outcome.kind === 'mended' ? 'mended' : 'already'
    return c.redirect(told(`/articles/${id}?mend=#names`, more), 303)
  }
  const next = { href: `/articles/${id}?mend=#names`, label: page.t('mend.names') }
  return send(
    c,
    troubleView(page, { title: page.t('refused.title'), words: page.t(`mend.${outcome.because}`), next }),
    409,
  )
}
