import type { KeptMend } from '../../6-review/mend-store.ts'
import { standingMends, type TagKind } from '../../domain/mend.ts'
import { type Html, html, nothing } from '../html.ts'
import { mayReview, type Page, when } from '../page.ts'
import type { Mention } from '../queries/articles.ts'
import type { ArticleView } from './article.ts'
import { input, postForm, select, word } from './parts.ts'

interface Tag {
  kind: TagKind
  name: string
  href: string | null
  held: boolean
  count: number
  mended: boolean
}

function tagsOf(mentions: Mention[]): Tag[] {
  return [...Map.groupBy(mentions, ({ kind, name }) => `${kind}:${name}`).values()].map((all) => {
    const { kind, name, personId, facilityId } = all[0]!
    const id = kind === 'person' ? personId : facilityId
    return {
      kind,
      name,
      href: id && `/${kind === 'person' ? 'people' : 'facilities'}/${id}`,
      held: all.some(({ held }) => held === true),
      count: all.length,
      mended: all.some(({ mendId }) => mendId !== null),
    }
  })
}

/** Who and what the article names, each with the way to mend a wrong tag; and what was mended, by whom. */
export function articleNames(page: Page, view: ArticleView): Html {
  const { t, language } = page
  const { article, way, mends, open } = view
  const tags = tagsOf(way.mentions).toSorted((a, b) => a.name.localeCompare(b.name, language))
  if (tags.length + mends.length === 0) return nothing
  const list = (kind: TagKind) => {
    const some = tags.filter((tag) => tag.kind === kind)
    return some.length === 0
      ? nothing
      : html`<h3>${t(kind === 'person' ? 'nav.people' : 'nav.facilities')}</h3><ul class="tags">${some.map((tag) => tagItem(page, view, tag, some))}</ul>`
  }
  const here = html`<h2 id="names-title">${t('mend.names')}</h2>${list('person')}${list('facility')}${mendList(page, article.discoveryId, mends)}`
  return html`<section class="names" id="names" aria-labelledby="names-title">${
    open.mend === undefined && tags.length > 0
      ? html`<details><summary>${t('mend.names')} (${tags.length})</summary>${here}</details>`
      : here
  }</section>`
}

function tagItem(page: Page, { article, open }: ArticleView, tag: Tag, others: Tag[]): Html {
  const { t } = page
  const { kind, name, href, held, mended } = tag
  const key = `${kind}:${name}`
  const here = `/articles/${article.discoveryId}`
  return html`<li><span lang="${article.language ?? ''}">${href ? html`<a href="${href}">${name}</a>` : name}</span>${held ? html` <span class="badge">${t('mend.is-held')}</span>` : nothing}${mended ? html` <span class="badge on">${t('mend.mended')}</span>` : nothing}
${mayReview(page) && open.mend !== key ? html`<a class="mend" href="${here}?mend=${encodeURIComponent(key)}#names" aria-label="${t('mend.open', { name })}">${t('mend.do')}</a>` : nothing}
${mayReview(page) && open.mend === key ? mendForms(page, here, tag, others) : nothing}</li>`
}

function mendForms(page: Page, here: string, { kind, name, held }: Tag, others: Tag[]): Html {
  const { t } = page
  const form = (content: Html) =>
    postForm(
      page,
      `${here}/mend`,
      html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="name" value="${name}">${content}`,
      'inline',
    )
  const choices = others.filter((tag) => tag.name !== name).map((tag) => ({ value: tag.name, label: tag.name }))
  return html`<div class="card mending">
${form(html`${input({ name: 'to', label: t('mend.rename'), value: name, required: true })}<button name="act" value="rename">${t('mend.rename-do')}</button>`)}
${choices.length > 0 ? form(html`${select({ name: 'to', label: t(kind === 'person' ? 'mend.same-person' : 'mend.same-place'), value: undefined, choices })}<button name="act" value="join">${t('mend.join-do')}</button>`) : nothing}
<div class="acts">${kind === 'person' ? form(html`<input type="hidden" name="held" value="${held ? 'no' : 'yes'}"><button name="act" value="held">${t(held ? 'mend.not-held' : 'mend.held')}</button>`) : nothing}
${form(html`<button class="danger" name="act" value="not">${t(kind === 'person' ? 'mend.no-person' : 'mend.no-place')}</button>`)} <a href="${here}#names">${t('act.cancel')}</a></div>
<p class="meta">${t('mend.hint')}</p></div>`
}

function mendList(page: Page, discoveryId: string, mends: KeptMend[]): Html {
  if (mends.length === 0) return nothing
  const { t } = page
  const standing = new Set(standingMends(mends).map(({ id }) => id))
  return html`<h3>${t('mend.past')}</h3><ol class="steps">${mends.map((mend) => {
    const { id, act, name, toName, held, accountName, at } = mend
    const said =
      act === 'undo'
        ? t('mend.did-undo')
        : act === 'held'
          ? t(held ? 'mend.did-held' : 'mend.did-not-held', { name: name ?? '' })
          : act === 'not'
            ? t(mend.kind === 'person' ? 'mend.did-no-person' : 'mend.did-no-place', { name: name ?? '' })
            : t(act === 'join' ? 'mend.did-join' : 'mend.did-rename', { name: name ?? '', to: toName ?? '' })
    return html`<li>${when(page, at)} · <strong>${accountName}</strong>: ${standing.has(id) || act === 'undo' ? said : html`<s>${said}</s>`}${standing.has(id) && mayReview(page) ? html` ${postForm(page, `/articles/${discoveryId}/mend`, html`<input type="hidden" name="undoes" value="${id}"><button class="plain" name="act" value="undo" aria-label="${t('act.undo')}: ${said}">${word(page, 'act', 'undo')}</button>`, 'inline')}` : nothing}</li>`
  })}</ol>`
}
