import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import { linesOf } from '../mark-text.ts'
import type { Page } from '../page.ts'
import { sentencesOf } from '../sentences.ts'
import type { ArticleView } from './article.ts'
import { fieldInputs } from './claim-fields-form.ts'
import { postForm } from './parts.ts'

const NO_FIELDS: ClaimFields = {
  type: '',
  status: 'alleged',
  victims: [],
  victimGroup: null,
  facility: null,
  source: null,
  sourceChain: [],
  eventDate: null,
}

/** A claim that the analyser missed: its words are selected, or its sentence chosen and trimmed; then what it claims. */
export function addForm(page: Page, view: ArticleView): Html {
  const { t } = page
  const { article, open } = view
  const here = `/articles/${article.discoveryId}`
  if (!open.add)
    return html`<p class="add"><a class="button" href="${here}?add=1#add" data-key="m">${t('add.open')}</a></p>
<p class="selected" id="add-selected" hidden><a class="button primary" href="${here}?add=1" data-key="m">${t('add.selected')}</a></p>`
  return html`<section id="add" class="card" aria-labelledby="add-title"><h3 id="add-title">${t('add.title')}</h3>
${open.span ? onTheseWords(page, view, open.span) : chooseSentence(page, view)}</section>`
}

function chooseSentence(page: Page, { article }: ArticleView): Html {
  const { t } = page
  const text = article.text!
  const here = `/articles/${article.discoveryId}`
  const sentences = linesOf(text).flatMap((line) => sentencesOf(text, line, article.language))
  return html`<p>${t('add.hint')}</p><ol class="sentences" aria-label="${t('add.sentence')}" lang="${article.language ?? ''}" tabindex="0">${sentences.map(
    ({ start, end }) =>
      html`<li><a href="${here}?add=1&amp;span=${start}-${end}#add">${text.slice(start, end)}</a></li>`,
  )}</ol>
<p class="acts"><a href="${here}">${t('act.cancel')}</a></p>`
}

function onTheseWords(page: Page, view: ArticleView, { start, end }: { start: number; end: number }): Html {
  const { t } = page
  const { article } = view
  const here = `/articles/${article.discoveryId}`
  const words = [...article.text!.slice(start, end).matchAll(/\S+/g)].map((match) => ({
    words: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
  const choose = (name: string, label: string, edgeOf: (word: (typeof words)[number]) => number, chosen: number) =>
    html`<label class="field"><span>${label}</span><select name="${name}" lang="${article.language ?? ''}">${words.map((each, index) => html`<option value="${edgeOf(each)}"${index === chosen ? html` selected` : nothing}>${index + 1}. ${each.words}</option>`)}</select></label>`
  return postForm(
    page,
    `${here}/claims`,
    html`<p class="meta">${t('add.words')}</p><blockquote lang="${article.language ?? ''}">${article.text!.slice(start, end)}</blockquote>
<div class="trim">${choose('first', t('add.first'), (each) => each.start, 0)}${choose('last', t('add.last'), (each) => each.end, words.length - 1)}</div>
<p><a href="${here}?add=1#add">${t('add.other')}</a></p>
${fieldInputs(page, NO_FIELDS, view, { start, end })}
<p class="acts"><button class="primary">${t('add.save')}</button> <a href="${here}">${t('act.cancel')}</a></p>`,
    'correct',
  )
}
