import { writtenDate } from '../../6-review/written-date.ts'
import { type ClaimFields, ConfidentialField } from '../../domain/claim.ts'
import { HIDDEN } from '../../domain/confidential.ts'
import { type Html, html, nothing } from '../html.ts'
import type { Page } from '../page.ts'
import type { Mention } from '../queries/articles.ts'
import type { MessageKey } from '../translate.ts'
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
  const others = fields.victims.filter((name) => !people.includes(name) && name !== HIDDEN)
  const victimsHidden = fields.victims.includes(HIDDEN)
  const hidesDate = !page.account?.seesConfidential && fields.confidential?.includes('eventDate')
  const told = (pick: (claim: ClaimFields) => string | null) =>
    unique(claims.map(({ fields: each }) => pick(each)).filter((words) => words !== null && words !== ''))
  return html`
${select({ name: 'type', label: t('field.type'), value: fields.type, ...(fields.type === '' ? { any: t('add.type') } : {}), choices: types.map((type) => ({ value: type.name, label: type.label[language] })) })}
${select({ name: 'status', label: t('field.status'), value: fields.status, choices: ['alleged', 'denied', 'feared', 'resolved'].map((value) => ({ value, label: word(page, 'status', value) })) })}
<fieldset><legend>${t('field.victims')}</legend>${victimsHidden ? html`<p class="unknown">${t('confidential.hidden')}</p>` : nothing}
${people.map((name) => html`<label class="check"><input type="checkbox" name="victim" value="${name}"${fields.victims.includes(name) ? html` checked` : nothing}> ${name}</label>`)}
<label class="field"><span>${t('correct.register')}</span><input name="victims" list="register" autocomplete="off"></label>
<label class="field"><span>${t('correct.other-victims')}</span><textarea name="victims" rows="2">${others.join('\n')}</textarea></label>
${unlessHidden(page, 'field.group', fields.victimGroup, input({ name: 'victim_group', label: t('field.group'), value: fields.victimGroup ?? '', list: 'groups' }))}</fieldset>
${unlessHidden(page, 'field.facility', fields.facility, input({ name: 'facility', label: t('field.facility'), value: fields.facility ?? '', list: 'places' }))}
${unlessHidden(page, 'field.source', fields.source, input({ name: 'source', label: t('field.source'), value: fields.source ?? '', list: 'sources', hint: t('correct.source-hint') }))}
${unlessHidden(page, 'field.date', hidesDate ? HIDDEN : null, input({ name: 'date', label: t('field.date'), value: writtenDate(fields.eventDate), hint: t('correct.date-hint'), list: 'dates' }))}
${marks(page, fields)}
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

/** An input, or that what it would show is not for this reader: then it stays as it is. */
const unlessHidden = ({ t }: Page, label: MessageKey, value: string | null, shown: Html): Html =>
  value === HIDDEN
    ? html`<p class="field"><span>${t(label)}</span><span class="unknown">${t('confidential.hidden')}</span></p>`
    : shown

/** What the fields are called that can be marked as confidential. */
export const FIELD_WORDS: Record<ConfidentialField, MessageKey> = {
  source: 'field.source',
  sourceChain: 'field.chain',
  victims: 'field.victims',
  victimGroup: 'field.group',
  facility: 'field.facility',
  eventDate: 'field.date',
}

/** Which fields are not for everybody. Whoever does not see them can mark others, and take no mark away. */
function marks({ t, account }: Page, { confidential = [] }: ClaimFields): Html {
  const sees = account?.seesConfidential ?? false
  return html`<details class="marks"${confidential.length > 0 ? html` open` : nothing}><summary>${t('confidential.legend')}</summary><fieldset><legend class="sr">${t('confidential.legend')}</legend><p class="hint" id="confidential-hint">${t('confidential.hint')}</p>
${ConfidentialField.options.map((field) => {
  const isMarked = confidential.includes(field)
  return html`<label class="check"><input type="checkbox" name="confidential" value="${field}" aria-describedby="confidential-hint"${isMarked ? html` checked` : nothing}${isMarked && !sees ? html` disabled` : nothing}> ${t(FIELD_WORDS[field])}</label>`
})}</fieldset></details>`
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
