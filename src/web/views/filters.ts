import { type ClaimFilter, filterQuery } from '../../6-review/claim-filter.ts'
import { type Html, html, nothing } from '../html.ts'
import { languageName, type Page } from '../page.ts'
import type { SavedView } from '../queries/desk.ts'
import type { OutletName } from '../queries/outlets.ts'
import { type Choice, input, postForm, select, word } from './parts.ts'

/** What the filter form offers beside the words of the domain. */
export interface FilterChoices {
  outlets: OutletName[]
  languages: string[]
}

/** The filter form of claim lists. It is a GET form: its result is an address that can be sent to a colleague. */
export function claimFilterForm(
  page: Page,
  action: string,
  filter: ClaimFilter,
  choices: FilterChoices,
  reviews: string[],
): Html {
  const { t, types, language } = page
  const words = (group: string, names: string[]): Choice[] =>
    names.map((name) => ({ value: name, label: word(page, group, name) }))
  const active = Object.entries(filter).filter(([name]) => name !== 'review').length
  const check = (name: 'cut' | 'tracked' | 'changed' | 'differs' | 'skipped', label: string) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="yes"${filter[name] ? html` checked` : nothing}> ${label}</label>`
  return html`<details class="filters"${active > 0 ? html` open` : nothing}><summary>${t('filter.title')}${active > 0 ? html` <span class="badge">${active}</span>` : nothing}</summary>
<form method="get" action="${action}" role="search" aria-label="${t('filter.title')}">
<div class="grid">
${select({ name: 'review', label: t('filter.review'), choices: words('review', reviews), value: filter.review ?? reviews[0] })}
${select({ name: 'type', label: t('field.type'), any: t('filter.any'), value: filter.type, choices: types.map((type) => ({ value: type.name, label: type.label[language] })) })}
${select({ name: 'status', label: t('field.status'), any: t('filter.any'), value: filter.status, choices: words('status', ['alleged', 'denied', 'feared', 'resolved']) })}
${input({ name: 'name', label: t('filter.person'), value: filter.name ?? '' })}
${input({ name: 'facility', label: t('field.facility'), value: filter.facility ?? '' })}
${select({ name: 'outlet', label: t('field.outlet'), any: t('filter.any'), value: filter.outlet, choices: choices.outlets.map(({ id, name }) => ({ value: id, label: name })) })}
${select({ name: 'language', label: t('field.language'), any: t('filter.any'), value: filter.language, choices: choices.languages.map((code) => ({ value: code, label: languageName(page, code) })) })}
${input({ name: 'from', label: t('filter.from'), type: 'date', value: filter.from ?? '' })}
${input({ name: 'to', label: t('filter.to'), type: 'date', value: filter.to ?? '' })}
${select({ name: 'confidence', label: t('filter.confidence'), any: t('filter.any'), value: filter.confidence?.toString(), choices: ['0.5', '0.7', '0.9'].map((value) => ({ value, label: `≥ ${Math.round(Number(value) * 100)} %` })) })}
</div>
<p class="checks">${check('tracked', t('filter.tracked'))} ${check('cut', t('filter.cut'))} ${check('changed', t('filter.changed'))} ${check('differs', t('filter.differs'))} ${check('skipped', t('filter.skipped'))}</p>
${filter.person ? html`<input type="hidden" name="person" value="${filter.person}">` : nothing}
<p class="acts"><button class="primary">${t('filter.show')}</button> <a href="${action}">${t('filter.clear')}</a></p>
</form></details>`
}

/** Addresses that the reader keeps under a name, and a form to keep this one. */
export function savedViewList(page: Page, views: SavedView[], path: string, filter: ClaimFilter): Html {
  const { t } = page
  const address = `${path}${filterQuery(filter)}`
  return html`<div class="views">
${
  views.length > 0
    ? html`<ul aria-label="${t('views.title')}">${views.map(
        (
          view,
        ) => html`<li><a href="${view.address}"${view.address === address ? html` aria-current="true"` : nothing}>${view.name}</a>
${postForm(page, `/views/${view.id}/remove`, html`<button class="plain" aria-label="${t('views.remove', { name: view.name })}">×</button>`, 'inline')}</li>`,
      )}</ul>`
    : nothing
}
${Object.keys(filter).length > 0 ? postForm(page, '/views', html`<input type="hidden" name="address" value="${address}"><label class="field inline"><span>${t('views.name')}</span><input name="name" required maxlength="60"></label><button>${t('views.save')}</button>`, 'inline') : nothing}
</div>`
}

export const wrongFilters = ({ t }: Page, wrong: string[]): Html =>
  wrong.length === 0
    ? nothing
    : html`<p class="notice warn" role="alert">${t('filter.wrong', { names: wrong.join(', ') })}</p>`
