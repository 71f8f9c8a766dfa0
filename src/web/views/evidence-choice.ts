import type { ListedClaim } from '../../6-review/claim-list.ts'
import { type Html, html, nothing } from '../html.ts'
import { linesOf } from '../mark-text.ts'
import type { Page } from '../page.ts'
import { sentencesOf } from '../sentences.ts'
import type { ArticleView } from './article.ts'

// A list longer than that is no help; words that are selected in the text can be anywhere.
const MOST_SENTENCES = 60

/** Which words tell a claim: as it is, another sentence of the article, or the words that are selected in the text. */
export function evidenceChoice(page: Page, claim: ListedClaim, { article, open }: ArticleView): Html {
  const { t } = page
  const text = article.text!
  const { evidenceStart, evidenceEnd } = claim
  const isHere = claim.articleId === article.articleId && !claim.textChanged
  const sentences = linesOf(text).flatMap((line) => sentencesOf(text, line, article.language))
  const others = sentences.filter(({ start, end }) => !isHere || start !== evidenceStart || end !== evidenceEnd)
  const { span } = open
  const choice = (value: string, words: string, chosen: boolean) =>
    html`<label class="check"><input type="radio" name="span" value="${value}"${chosen ? html` checked` : nothing}> <span lang="${article.language ?? ''}">${words}</span></label>`
  return html`<details class="evidence"${span ? html` open` : nothing}><summary>${t('evidence.choose')}</summary>
<fieldset class="sentences"><legend class="sr">${t('evidence.choose')}</legend>
<label class="check"><input type="radio" name="span" value=""${span ? nothing : html` checked`}> ${t('evidence.as-it-is')}</label>
<label class="check" id="evidence-selected"${span ? nothing : html` hidden`}><input type="radio" name="span" value="${span ? `${span.start}-${span.end}` : ''}"${span ? html` checked` : nothing}> <span>${t('evidence.selected')}: <q lang="${article.language ?? ''}">${span ? text.slice(span.start, span.end) : nothing}</q></span></label>
${nearest(others, isHere ? evidenceStart : 0).map(({ start, end }) => choice(`${start}-${end}`, text.slice(start, end), false))}</fieldset>
<p class="hint">${t('evidence.hint')}</p></details>`
}

/** The sentences around a place, in the order of the text. */
function nearest(sentences: { start: number; end: number }[], place: number): { start: number; end: number }[] {
  const after = sentences.findIndex(({ start }) => start >= place)
  const here = after === -1 ? sentences.length : after
  const from = Math.max(0, Math.min(here - MOST_SENTENCES / 2, sentences.length - MOST_SENTENCES))
  return sentences.slice(from, from + MOST_SENTENCES)
}
