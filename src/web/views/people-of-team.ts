import { type Account, LANGUAGES } from '../../accounts/account-store.ts'
import type { Session } from '../../accounts/session-store.ts'
import type { Token } from '../../accounts/token-store.ts'
import { Role } from '../../domain/decision.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Page, when } from '../page.ts'
import { layout } from './layout.ts'
import { input, postForm, select, word } from './parts.ts'

const LANGUAGE_NAMES = { en: 'English', ru: 'Русский', az: 'Azərbaycanca' }

const problemNote = (problem: string | null): Html =>
  problem ? html`<p class="notice warn" role="alert">${problem}</p>` : nothing

export function loginView(
  page: Page,
  { back, name, problem }: { back: string; name: string; problem: string | null },
): Html {
  const { t } = page
  const body = html`${problemNote(problem)}
<form method="post" action="/login" class="card narrow"><input type="hidden" name="back" value="${back}">
${input({ name: 'name', label: t('login.name'), value: name, required: true, autocomplete: 'username' })}
${input({ name: 'password', label: t('login.password'), type: 'password', required: true, autocomplete: 'current-password' })}
<button class="primary">${t('login.enter')}</button></form>
<p class="narrow">${t('login.lost')}</p>`
  return layout(page, { title: t('login.title'), body })
}

export function welcomeView(
  page: Page,
  { key, name, problem }: { key: string; name: string; problem: string | null },
): Html {
  const { t } = page
  const body = html`<p class="lead">${t('welcome.lead')}</p>${problemNote(problem)}
<form method="post" action="/welcome/${key}" class="card narrow">
${input({ name: 'name', label: t('login.name'), value: name, required: true, autocomplete: 'username' })}
${input({ name: 'password', label: t('login.password'), type: 'password', required: true, autocomplete: 'new-password', hint: t('password.hint') })}
<button class="primary">${t('welcome.make')}</button></form>`
  return layout(page, { title: t('welcome.title'), body })
}

export function accountView(
  page: Page,
  {
    sessions,
    current,
    tokens,
    newToken,
    zones,
    problem,
  }: {
    sessions: Session[]
    current: Uint8Array
    tokens: Token[]
    newToken: string | null
    zones: string[]
    problem: string | null
  },
): Html {
  const { t } = page
  const account = page.account!
  const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
  const body = html`
<p class="lead">${word(page, 'role', account.role)}</p>${problemNote(problem)}
<h2>${t('account.reading')}</h2>
${postForm(
  page,
  '/account',
  html`
${select({ name: 'language', label: t('field.language'), value: account.language, choices: LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] })) })}
<label class="field"><span>${t('account.zone')}</span><input name="zone" value="${account.zone}" list="zones" required></label><datalist id="zones">${zones.map((zone) => html`<option value="${zone}">`)}</datalist>
<label class="check"><input type="checkbox" name="keys" value="yes"${account.keysOn ? html` checked` : nothing}> ${t('account.keys')}</label>
<p class="acts"><button class="primary">${t('act.save')}</button></p>`,
)}
<h2>${t('account.password')}</h2>
${postForm(
  page,
  '/account/password',
  html`
${input({ name: 'old', label: t('account.old-password'), type: 'password', required: true, autocomplete: 'current-password' })}
${input({ name: 'password', label: t('account.new-password'), type: 'password', required: true, autocomplete: 'new-password', hint: t('password.hint') })}
<p class="acts"><button class="primary">${t('account.change-password')}</button></p>`,
)}
<h2>${t('account.sessions')}</h2><p>${t('account.sessions-hint')}</p>
<ul class="cards">${sessions.map(
    (session) =>
      html`<li class="card">${t('account.session-since')} ${when(page, session.createdAt)} · ${t('account.session-seen')} ${when(page, session.seenAt)} ${hex(session.keyHash) === hex(current) ? html`<span class="badge on">${t('account.this-session')}</span>` : postForm(page, '/account/sessions/end', html`<input type="hidden" name="session" value="${hex(session.keyHash)}"><button class="plain">${t('account.end-session')}</button>`, 'inline')}</li>`,
  )}</ul>
${sessions.length > 1 ? postForm(page, '/account/sessions/end-others', html`<button>${t('account.end-others')}</button>`) : nothing}
<h2>${t('account.tokens')}</h2><p>${t('account.tokens-hint')} <a href="/api/v1/openapi.json">openapi.json</a></p>
${newToken ? html`<p class="notice" role="status">${t('account.new-token')} <code class="break">${newToken}</code></p>` : nothing}
<ul class="cards">${tokens.map((token) => html`<li class="card">${token.label || '–'} · ${when(page, token.createdAt)} ${postForm(page, '/account/tokens/remove', html`<input type="hidden" name="token" value="${hex(token.keyHash)}"><button class="plain">${t('account.remove-token')}</button>`, 'inline')}</li>`)}</ul>
${postForm(page, '/account/tokens', html`${input({ name: 'label', label: t('account.token-label'), required: true })}<button>${t('account.make-token')}</button>`)}`
  return layout(page, { title: account.name, body })
}

export function userListView(page: Page, { accounts, problem }: { accounts: Account[]; problem: string | null }): Html {
  const { t } = page
  const roles = Role.options.map((role) => ({ value: role, label: word(page, 'role', role) }))
  const body = html`${problemNote(problem)}
<section class="card" aria-labelledby="add-user"><h2 id="add-user">${t('users.add')}</h2>${postForm(
    page,
    '/users',
    html`
${input({ name: 'name', label: t('login.name'), required: true, autocomplete: 'off' })}
${select({ name: 'role', label: t('users.role'), value: 'reviewer', choices: roles })}
${input({ name: 'password', label: t('users.password'), type: 'password', required: true, autocomplete: 'new-password', hint: t('password.hint') })}
<button class="primary">${t('users.make')}</button>`,
  )}</section>
<ul class="cards">${accounts.map(
    (
      account,
    ) => html`<li class="card"><h2>${account.name}${account.disabledAt ? html` <span class="badge warn">${t('users.off')}</span>` : nothing}</h2>
<p class="meta">${t('users.since')} ${when(page, account.createdAt)}</p>
${postForm(
  page,
  `/users/${account.id}`,
  html`${select({ name: 'role', label: t('users.role'), value: account.role, choices: roles })}
<label class="check"><input type="checkbox" name="enabled" value="yes"${account.disabledAt ? nothing : html` checked`}> ${t('users.enabled')}</label>
<label class="check"><input type="checkbox" name="confidential" value="yes"${account.seesConfidential ? html` checked` : nothing}> ${t('users.confidential')}</label><button>${t('act.save')}</button>`,
  'inline',
)}
${postForm(page, `/users/${account.id}/password`, html`${input({ name: 'password', label: t('account.new-password'), type: 'password', required: true, autocomplete: 'new-password' })}<button>${t('account.change-password')}</button>`, 'inline')}</li>`,
  )}</ul>`
  return layout(page, { title: t('nav.users'), body })
}
