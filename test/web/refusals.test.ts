import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/accounts/account-store.ts'
import type { Database } from '../../src/db/database.ts'
import { REFUSAL_REASONS } from '../../src/domain/refusal.ts'
import { tellRefusal } from '../../src/web/refusals.ts'
import { type MessageKey, translator } from '../../src/web/translate.ts'
import { goTheWay } from '../6-alert/desk.ts'
import { claimOn } from '../6-review/made-up.ts'
import { testDatabase } from '../database.ts'
import { type Desk, openDesk, PASSWORD, type Reader } from './desk.ts'

let db: Database
let desk: Desk
let aida: Reader
let claim: { id: string; version: string }
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'admin')
  const text = 'Rauf Tahirzadə has been without insulin since Monday.'
  await goTheWay(
    db.sql,
    { text },
    {
      people: [{ name: 'Rauf Tahirzadə', held: true }],
      claims: [claimOn(text, text, { type: 'denied_medical_care', victims: ['Rauf Tahirzadə'] })],
    },
  )
  const [row] = await db.sql<{ id: string }[]>`select id from claim`
  claim = { id: row!.id, version: '' }
})
afterAll(async () => {
  await desk.close()
  await db.close()
})

type Fields = Record<string, string | string[]>
const LONG = 'a'.repeat(3000)
const lines = (count: number) => Array.from({ length: count }, (_, n) => `name ${n}`).join('\n')
const watch = (fields: Fields): [string, Fields] => [
  '/watches/new',
  { name: 'Rauf Tahirzadə', of_person: 'yes', wants: 'mention', do: 'save', ...fields },
]
const channel = (fields: Fields): [string, Fields] => ['/channels', { kind: 'mail', address: 'a@b.example', ...fields }]
const correction = (fields: Fields): [string, Fields] => [
  `/claims/${claim.id}/correct`,
  {
    type: 'denied_medical_care',
    status: 'alleged',
    victim: 'Rauf Tahirzadə',
    reason: 'x',
    seen: '0',
    review: 'corrected',
    ...fields,
  },
]
const user = (fields: Fields): [string, Fields] => [
  '/users',
  { name: 'Nino', role: 'reader', password: PASSWORD, ...fields },
]
const list = (csv: string): [string, Fields] => ['/watches/list', { csv, do: 'try' }]

/** Forms as nobody should send them, and what they are told: the field as the form calls it, and the reason. */
const REFUSED: [string, () => [string, Fields], MessageKey | null, MessageKey, (string | number)?][] = [
  ['a watch without a name', () => watch({ name: '' }), 'watches.name', 'refusal.missing'],
  ['a watch for a surname', () => watch({ name: 'Tahirzadə' }), 'watches.name', 'refusal.surname-alone'],
  ['a watch with an endless name', () => watch({ name: `Rauf ${LONG}` }), 'watches.name', 'refusal.too-long', 200],
  [
    'a watch with endless spellings',
    () => watch({ spellings: lines(51) }),
    'watches.spellings',
    'refusal.too-many',
    50,
  ],
  ['a watch with an endless father', () => watch({ father: LONG }), 'watch.father', 'refusal.too-long', 100],
  ['a watch with endless words', () => watch({ words: lines(21) }), 'watch.words', 'refusal.too-many', 20],
  ['a watch that wants nothing', () => watch({ wants: [] }), 'watch.wants', 'refusal.none-chosen'],
  ['a watch that wants what there is not', () => watch({ wants: 'gossip' }), 'watch.wants', 'refusal.no-choice'],
  ['a watch of a long silence', () => watch({ silence_visit: '9999' }), 'watch.silence', 'refusal.too-big', 3650],
  ['a watch of nothing', () => watch({ of_person: 'no' }), null, 'refusal.asks-nothing'],
  ['a channel without an address', () => channel({ address: '' }), 'channels.address', 'refusal.missing'],
  ['a channel to no address', () => channel({ address: 'nowhere' }), 'channels.address', 'refusal.no-address'],
  ['a channel by fax', () => channel({ kind: 'fax' }), 'channels.kind', 'refusal.no-choice'],
  ['a channel at no hour', () => channel({ hour: 'noon' }), 'channels.hour', 'refusal.no-number'],
  ['a channel at hour 24', () => channel({ hour: '24' }), 'channels.hour', 'refusal.too-big', 23],
  ['a channel quiet from', () => channel({ quiet_from: '3' }), 'channels.quiet', 'refusal.one-quiet-hour'],
  ['a channel of no message', () => channel({ daily_cap: '0' }), 'channels.cap', 'refusal.too-small', 1],
  ['a list without columns', () => list('Rauf Tahirzadə\n'), null, 'refusal.no-name-column'],
  [
    'a list with an unknown type',
    () => list('name,claim_types\nRauf Tahirzadə,x\n'),
    null,
    'refusal.no-claim-type',
    'x',
  ],
  ['a list that names one twice', () => list('name\nRauf Tahirzadə\nRauf Tahirzadə\n'), null, 'refusal.named-twice', 2],
  ['a list with a surname', () => list('name\nTahirzadə\n'), 'watches.name', 'refusal.surname-alone'],
  ['a correction to no type', () => correction({ type: 'x' }), 'field.type', 'refusal.no-choice'],
  ['a correction to no status', () => correction({ status: 'x' }), 'field.status', 'refusal.no-choice'],
  ['a correction without a victim', () => correction({ victim: [] }), null, 'correct.no-victim'],
  ['an account without a name', () => user({ name: '' }), null, 'users.bad-name'],
  ['an account with a short password', () => user({ password: 'x' }), null, 'password.too-short'],
  ['an account that there is', () => user({ name: 'Aida' }), null, 'users.taken'],
  ['a zone that there is not', () => ['/account', { zone: 'Mars/Base', language: 'en' }], null, 'account.bad-zone'],
  [
    'a wrong old password',
    () => ['/account/password', { old: 'x', password: `${PASSWORD} two` }],
    null,
    'password.wrong-old',
  ],
]

describe.each(LANGUAGES)('what is refused is told in %s', (language) => {
  const t = translator(language)
  beforeAll(() => db.sql`update account set language = ${language} where name = 'Aida'`)

  it.each(REFUSED)('%s', async (_, form, label, key, value = '') => {
    const { html } = await aida.post(...form())
    const words = `${label ? `${t(label)}: ` : ''}${t(key, { value })}`
    expect(unescaped(html)).toContain(words)
  })

  it('a wrong log-in', async () => {
    const answer = await fetch(`${desk.base}/login`, {
      method: 'POST',
      headers: { 'accept-language': language, origin: desk.base },
      body: new URLSearchParams({ name: `nobody ${language}`, password: 'x' }),
    })
    expect(unescaped(await answer.text())).toContain(t('login.wrong'))
  })

  it('every reason, in words of its own', () => {
    const told = REFUSAL_REASONS.map((because) => tellRefusal({ t }, { field: null, because, value: '7' }))
    expect(new Set(told).size).toBe(REFUSAL_REASONS.length)
    if (language === 'en') return
    const english = REFUSAL_REASONS.map((because) =>
      tellRefusal({ t: translator('en') }, { field: null, because, value: '7' }),
    )
    expect(told.filter((words) => english.includes(words))).toEqual([])
  })
})

const unescaped = (html: string): string =>
  html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

it('walks every reason that a form can have', () => {
  const walked = new Set(REFUSED.map(([, , , key]) => key))
  // What no form of ours can send, but a schema may say one day.
  const never = ['refusal.other']
  expect(
    REFUSAL_REASONS.map((because) => `refusal.${because}`).filter((key) => !walked.has(key as MessageKey)),
  ).toEqual(never)
})
