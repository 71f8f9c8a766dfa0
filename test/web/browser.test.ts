import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../src/2-capture/chromium.ts'
import type { Database } from '../../src/db/database.ts'
import { testDatabase } from '../database.ts'
import { type Desk, openDesk, PASSWORD, type Reader } from './desk.ts'
import { seedSamples } from './seed.ts'

let db: Database
let desk: Desk
let browser: Browser
let aida: Reader
beforeAll(async () => {
  db = await testDatabase()
  await seedSamples(db.sql)
  desk = await openDesk(db.sql)
  aida = await desk.signIn('Aida', 'admin')
  const found = await findChromium(join(tmpdir(), 'vigil-test-browser'))
  // The pages are our own; where the tests run as root Chromium has no sandbox to offer.
  browser = await chromium.launch({
    executablePath: found.path,
    chromiumSandbox: false,
    env: { ...process.env, ...found.env } as Record<string, string>,
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await desk.close()
  await db.close()
})

const WIDE = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

/** A tab of somebody who is signed in; `asked` collects requests that leave for another host, and what the policy stopped. */
async function open({
  reader = aida,
  viewport = WIDE,
  script = true,
  dark = false,
} = {}): Promise<{ page: Page; context: BrowserContext; trouble: string[] }> {
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
  })
  const [name, value] = reader.cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: desk.base }])
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('request', (request) => request.url().startsWith(desk.base) || trouble.push(`asked ${request.url()}`))
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
  return { page, context, trouble }
}

const decisions = async () => (await db.sql<{ count: number }[]>`select count(*)::int as count from decision`)[0]!.count
const focusedClaim = (page: Page) =>
  page.evaluate<string | null>(`document.activeElement?.closest('[data-claim]')?.id ?? null`)

// A browser on a busy machine takes its time.
const LONG = 120_000

describe('reading the archive again', () => {
  it(
    'moves its bar by itself, tells the end aloud and leaves the focus where it is',
    async () => {
      await db.sql`insert into reanalysis (analyser, asked_by, total, fed, upto) values ('9.0', 'Aida', 10, 3, 0)`
      const { page, context, trouble } = await open()
      await page.goto(`${desk.base}/analyser`)
      const bar = page.locator('#reanalysis progress')
      expect(await bar.getAttribute('value')).toBe('3')
      await page.getByRole('button', { name: 'Stop' }).focus()
      await db.sql`update reanalysis set fed = 7`
      await page.locator('#reanalysis progress[value="7"]').waitFor()
      expect(await bar.getAttribute('aria-label')).toBe('7 of 10 articles')
      await db.sql`update reanalysis set fed = 10, state = 'done', ended_at = now()`
      await page.getByRole('status').filter({ hasText: 'done' }).waitFor()
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Stop')
      expect(trouble).toEqual([])
      await context.close()
      await db.sql`delete from reanalysis`
    },
    LONG,
  )
})

describe('by keyboard alone', () => {
  it(
    'a reviewer goes through twenty claims of the inbox, a key each',
    async () => {
      const { page, context, trouble } = await open()
      await page.goto(`${desk.base}/inbox`)
      await page.keyboard.press('j')
      const before = await decisions()
      for (let done = 1; done <= 20; done++) {
        const claim = await focusedClaim(page)
        expect(claim).toMatch(/^claim-\d+$/)
        await Promise.all([page.waitForURL(/done=decided/), page.waitForEvent('load'), page.keyboard.press('a')])
        expect(await decisions()).toBe(before + done)
        if (done % 2 === 0) await page.goto(`${desk.base}/inbox`).then(() => page.keyboard.press('j'))
      }
      expect(trouble).toEqual([])
      await context.close()
    },
    LONG,
  )

  it(
    'accepts, rejects with a reason, corrects and undoes on an article’s page',
    async () => {
      const [article] = await db.sql<{ discoveryId: string }[]>`
      select discovery_id from claim where review = 'suggested' group by discovery_id having count(*) >= 3 order by discovery_id limit 1`
      const { page, context, trouble } = await open()
      const path = `${desk.base}/articles/${article!.discoveryId}`
      await page.goto(path)
      await page.keyboard.press('j')
      const first = await focusedClaim(page)
      expect(await page.locator('mark.lit').count()).toBeGreaterThan(0)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('a')])
      const second = await focusedClaim(page)
      expect(second).not.toBe(first)

      await page.keyboard.press('r')
      await page.keyboard.type('a') // typing in the field is no key of the desk
      await page.keyboard.press('Tab')
      await page.keyboard.type('jar')
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
      const [rejected] =
        await db.sql`select review, reason from claim join decision on claim_id = claim.id where claim.id = ${second!.slice(6)}`
      expect(rejected).toMatchObject({ review: 'rejected', reason: expect.stringContaining('jar') })

      const third = await focusedClaim(page)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('e')])
      await page.locator('form.correct input[name="facility"]').fill('Prison No. 5')
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save' }).click()])
      expect(
        await db.sql`select review, decided ->> 'facility' as facility from claim where id = ${third!.slice(6)}`,
      ).toEqual([{ review: 'corrected', facility: 'Prison No. 5' }])

      await page.goto(`${path}#${third}`)
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('u')])
      expect(await db.sql`select review from claim where id = ${third!.slice(6)}`).toEqual([{ review: 'suggested' }])

      await page.keyboard.press('?')
      expect(await page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(trouble).toEqual([])
      await context.close()
    },
    LONG,
  )

  it(
    'leaves the keys alone for who has switched them off',
    async () => {
      const quiet = await desk.signIn('Quiet', 'reviewer')
      await quiet.post('/account', { language: 'en', zone: 'UTC' })
      const { page, context } = await open({ reader: quiet })
      await page.goto(`${desk.base}/inbox`)
      await page.keyboard.press('j')
      expect(await focusedClaim(page)).toBeNull()
      await context.close()
    },
    LONG,
  )
})

describe('words that are selected in the text', () => {
  it('are offered as other evidence while a claim is corrected, and are not taken unasked', async () => {
    const [claim] = await db.sql<{ id: string; discoveryId: string }[]>`
      select id, discovery_id from claim where review = 'suggested' order by id limit 1`
    const { page, context, trouble } = await open()
    await page.goto(`${desk.base}/articles/${claim!.discoveryId}?correct=${claim!.id}`)
    await page.evaluate(`getSelection().selectAllChildren(document.querySelectorAll('.text p')[1])`)
    const offered = page.locator('#evidence-selected')
    await offered.waitFor({ state: 'visible' })
    expect(await offered.locator('input').isChecked()).toBe(false)
    const words = await offered.locator('q').textContent()
    await offered.locator('input').check()
    await Promise.all([page.waitForEvent('load'), page.locator('form.correct button.primary').click()])
    const [chosen] = await db.sql<{ evidence: string }[]>`select evidence from claim where id = ${claim!.id}`
    expect(words).toContain(chosen!.evidence)
    expect(trouble).toEqual([])
    await context.close()
  })

  it(
    'become the evidence of a claim that was missed, whatever numbers of ours stand between them',
    async () => {
      const [claim] = await db.sql<{ discoveryId: string; evidence: string; start: number }[]>`
        select discovery_id, evidence, evidence_start as start from claim where review = 'suggested' order by id desc limit 1`
      const { page, context, trouble } = await open()
      await page.goto(`${desk.base}/articles/${claim!.discoveryId}`)
      expect(await page.locator('#add-selected').isVisible()).toBe(false)
      // From the first letter of the line that has the evidence to its last one, over the claims' numbers.
      await page.evaluate(`{
        const line = document.querySelector('mark.m-evidence').closest('p')
        getSelection().selectAllChildren(line)
      }`)
      const line = await page.evaluate<{ start: number; words: string }>(`(() => {
        const line = document.querySelector('mark.m-evidence').closest('p').cloneNode(true)
        for (const number of line.querySelectorAll('.ref')) number.remove()
        return { start: Number(line.dataset.start), words: line.textContent }
      })()`)
      const link = page.locator('#add-selected a')
      await link.waitFor({ state: 'visible' })
      expect(await link.getAttribute('href')).toBeTruthy()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('m')])
      expect(page.url()).toContain(`span=${line.start}-${line.start + line.words.length}`)
      expect(await page.locator('#add blockquote').textContent()).toBe(line.words)
      await page.getByLabel('Type').last().selectOption('incommunicado')
      await page.locator('#add input[name=victim]').first().check()
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Add the claim' }).click()])
      expect(await page.getByRole('status').textContent()).toContain('The claim is added')
      const [added] =
        await db.sql`select evidence, evidence_start from claim where origin = 'reviewer' order by id desc limit 1`
      expect(added).toEqual({ evidence: line.words, evidenceStart: line.start })
      expect(trouble).toEqual([])
      await context.close()
    },
    LONG,
  )
})

describe('without JavaScript', () => {
  it(
    'signs in, filters, rejects, tracks a person and signs out',
    async () => {
      await desk.signIn('Plain', 'reviewer')
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
      const page = await context.newPage()
      await page.goto(`${desk.base}/inbox?review=all`)
      await page.getByLabel('Name').fill('Plain')
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in' }).click()
      expect(page.url()).toBe(`${desk.base}/inbox?review=all`)
      await page.goto(`${desk.base}/inbox`)
      await page.locator('.filters > summary').click()
      await page.getByLabel('Type').selectOption('denied_visit')
      await page.getByRole('button', { name: 'Show' }).click()
      expect(page.url()).toContain('type=denied_visit')
      await page.getByRole('link', { name: 'Reject' }).first().click()
      await page.locator('details.reject[open] input[name=words]').fill('a visit did take place')
      await page.locator('details.reject[open] button').click()
      expect(await page.getByRole('status').textContent()).toContain('Your decision is saved')
      await page.goto(`${desk.base}/watches`)
      await page.getByLabel('Name', { exact: true }).fill('Rauf Tahirzade')
      await page.getByRole('button', { name: 'Save' }).first().click()
      expect(page.url()).toMatch(/\/watches\/\d+\?done=saved/)
      await page.locator('.own summary').click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      expect(page.url()).toBe(`${desk.base}/login`)
      await context.close()
    },
    LONG,
  )
})

const PAGES = [
  '/inbox',
  '/claims?review=all',
  '/articles',
  '/articles/2',
  '/articles/2?add=1',
  '/articles/2?add=1&span=0-40',
  '/articles/2/original',
  '/articles/2?mend=',
  '/questions',
  '/charts',
  '/analyser',
  '/people',
  '/people/2',
  '/facilities',
  '/facilities/1',
  '/outlets',
  '/outlets/sample/xezri',
  '/queue',
  '/watches',
  '/alerts',
  '/account',
  '/users',
  '/claims/1',
  '/claims/bulk?act=reject',
  '/nothing',
]

// All else is the same in the dark.
const COLOURS = { runOnly: ['color-contrast'] }

describe.each([
  ['a laptop', WIDE, false],
  ['a phone in the dark', PHONE, true],
] as const)('on %s', (_, viewport, dark) => {
  it('every page fits, asks no other host, and axe finds nothing', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const { page, context, trouble } = await open({ viewport, dark })
    const found: string[] = []
    const correcting = await db.sql<
      { id: string; discoveryId: string }[]
    >`select id, discovery_id from claim where review = 'suggested' limit 1`
    for (const path of [
      ...(dark ? PAGES.filter((_, index) => index % 3 === 0) : PAGES),
      `/articles/${correcting[0]!.discoveryId}?correct=${correcting[0]!.id}`,
    ]) {
      await page.goto(`${desk.base}${path}`)
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (width > viewport.width) found.push(`${path} is ${width} wide`)
      // Through the debugger, where the page's own policy has no say.
      await page.evaluate(axe)
      const violations = await page.evaluate<string[]>(
        `axe.run(document, ${JSON.stringify(dark ? COLOURS : {})}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
      )
      found.push(...violations.map((violation) => `${path} ${violation}`))
    }
    expect(found).toEqual([])
    expect(trouble.filter((line) => !line.includes('404'))).toEqual([])
    await context.close()
  }, 400_000)
})
