import { writtenDate } from '../../6-review/written-date.ts'
import type { ClaimFields } from '../../domain/claim.ts'
import { type Html, html, nothing } from '../html.ts'
import type { Page } from '../page.ts'
import type { Mention } from '../queries/articles.ts'
import type { ArticleView } from './article.ts'
import { input, select, word } from './parts.ts'

interface Span {
  start: number
  end: number
}

/** The fields of a claim as a form. What the article names comes first, nearest to the evidence; then the register. */
export function fieldInputs(page: Page, fields: ClaimFields, view: ArticleView, evidence: Span | null): Html {
  const { t, types, language } = page
  const { way, facilities, register, claims } = view
  const people = namesOf(way.mentions, 'person', evidence)
  const places = namesOf(way.mentions, 'facility', evidence)
  const others = fields.victims.filter((name) => !people.includes(name))
  const told = (pick: (claim: ClaimFields) => string | null) =>
    unique(claims.map(({ fields: each }) => pick(each)).filter((words) => words !== null && words !== ''))
  return html`
${select({ name: 'type', label: t('field.type'), value: fields.type, ...(fields.type === '' ? { any: t('add.type') } : {}), choices: types.map((type) => ({ value: type.name, label: type.label[language] })) })}
${select({ name: 'status', label: t('field.status'), value: fields.status, choices: ['alleged', 'denied', 'feared', 'resolved'].map((value) => ({ value, label: word(page, 'status', value) })) })}
<fieldset><legend>${t('field.victims')}</legend>
${people.map((name) => html`<label class="check"><input type="checkbox" name="victim" value="${name}"${fields.victims.includes(name) ? html` checked` : nothing}> ${name}</label>`)}
<label class="field"><span>${t('correct.register')}</span><input name="victims" list="register" autocomplete="off"></label>
<label class="field"><span>${t('correct.other-victims')}</span><textarea name="victims" rows="2">${others.join('\n')}</textarea></label>
${input({ name: 'victim_group', label: t('field.group'), value: fields.victimGroup ?? '', list: 'groups' })}</fieldset>
${input({ name: 'facility', label: t('field.facility'), value: fields.facility ?? '', list: 'places' })}
${sourceInputs(page, fields)}
${input({ name: 'date', label: t('field.date'), value: writtenDate(fields.eventDate), hint: t('correct.date-hint'), list: 'dates' })}
${offers(page, 'places', places, facilities)}
${offers(page, 'sources', unique([...told(({ source }) => source), ...people]), [])}
${offers(
  page,
  'groups',
  told(({ victimGroup }) => victimGroup),
  [],
)}
${offers(
  page,
  'dates',
  told(({ eventDate }) => writtenDate(eventDate)),
  [],
)}
${offers(page, 'register', [], register)}
<input type="hidden" name="article" value="${view.article.articleId}">`
}

function sourceInputs(page: Page, fields: ClaimFields): Html {
  const { t } = page
  const isMarked = fields.confidential?.includes('source') ?? false
  if (isMarked && !page.account?.seesConfidential)
    return html`<p class="field"><span>${t('field.source')}</span><span class="unknown">${t('confidential.hidden')}</span></p>`
  return html`${input({ name: 'source', label: t('field.source'), value: fields.source ?? '', list: 'sources', hint: t('correct.source-hint') })}
<label class="check"><input type="checkbox" name="confidential" value="yes"${isMarked ? html` checked` : nothing}> ${t('confidential.mark')}</label>`
}

const unique = <T>(values: (T | null)[]): T[] => [...new Set(values)].filter((value) => value !== null) as T[]

/** Names that the article has: those in the evidence, then who is held, then the others as they come. */
function namesOf(mentions: Mention[], kind: Mention['kind'], evidence: Span | null): string[] {
  const near = (name: string) =>
    evidence !== null &&
    mentions.some((each) => each.name === name && each.starts < evidence.end && each.ends > evidence.start)
  const rank = (name: string) =>
    near(name) ? 0 : mentions.some((each) => each.name === name && each.held === true) ? 1 : 2
  return unique(mentions.filter((each) => each.kind === kind).map(({ name }) => name)).toSorted(
    (a, b) => rank(a) - rank(b),
  )
}

function offers({ t }: Page, id: string, here: string[], elsewhere: string[]): Html {
  const known = elsewhere.filter((name) => !here.includes(name))
  return html`<datalist id="${id}">${here.map((name) => html`<option value="${name}" label="${t('correct.here')}">`)}${known.map((name) => html`<option value="${name}">`)}</datalist>`
}
