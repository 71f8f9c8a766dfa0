import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { factsOf, isMissing, loadFactRules } from '../../../src/5-link/incidents/facts.ts'
import { loadIncidentRules } from '../../../src/5-link/incidents/incident-rules.ts'
import { statusOverTime, type ToldClaim } from '../../../src/5-link/incidents/incident-state.ts'
import { type ClaimToWeigh, loadUrgencyRules, urgencyOf } from '../../../src/5-link/incidents/urgency.ts'
import { readClaimTypes } from '../../../src/6-review/claim-types.ts'
import { root } from '../../../src/settings.ts'

const config = join(root, 'config')
const told = (...all: [ToldClaim['status'], ToldClaim['review']?][]): ToldClaim[] =>
  all.map(([status, review = 'suggested'], n) => ({
    claimId: String(n),
    status,
    review,
    told: new Date(2026, 0, n + 1),
  }))
const steps = (...all: Parameters<typeof told>) => statusOverTime(told(...all)).map(({ status }) => status)

describe('an incident’s status over time', () => {
  it('turns a fear into an allegation, and an allegation into its end', () => {
    expect(steps(['feared'], ['alleged'], ['resolved'])).toEqual(['feared', 'alleged', 'resolved'])
  })
  it('leaves an allegation standing when the authorities deny it', () =>
    expect(steps(['alleged'], ['denied'])).toEqual(['alleged']))
  it('opens again what ended and is alleged once more', () =>
    expect(steps(['alleged'], ['resolved'], ['alleged'])).toEqual(['alleged', 'resolved', 'alleged']))
  it('says nothing by a rejected claim', () =>
    expect(steps(['alleged'], ['resolved', 'rejected'])).toEqual(['alleged']))
  it('says a status once, however many outlets tell it', () =>
    expect(steps(['alleged'], ['alleged'])).toEqual(['alleged']))
})

const urgency = loadUrgencyRules(config)
const incidents = loadIncidentRules(config)
const weigh = (changes: Partial<ClaimToWeigh>) =>
  urgencyOf(
    {
      type: 'ill_treatment',
      status: 'alleged',
      eventDate: null,
      evidence: '',
      lang: 'en',
      told: new Date('2026-11-20'),
      ...changes,
    },
    urgency,
    incidents,
  )
const day = (from: string, to = from) => ({ from, to, precision: 'day' as const, text: '' })

describe('urgent appeal or letter of allegation', () => {
  it.each([
    ['en', 'He still does not get his medicine.', 'going_on'],
    ['en', 'They threatened to put him in a cell.', 'to_come'],
    ['ru', 'До сих пор ему не дают лекарств.', 'going_on'],
    ['ru', 'Ему грозят новым сроком.', 'to_come'],
    ['az', 'Ona hələ də dərman verilmir.', 'going_on'],
    ['az', 'Onu karserə salmaqla hədələyiblər.', 'to_come'],
    ['en', 'He was beaten.', 'unclear'],
  ])('%s: %s → %s', (lang, evidence, kind) => expect(weigh({ lang, evidence }).kind).toBe(kind))

  it('takes what ended for past, whatever the words', () =>
    expect(weigh({ status: 'resolved', evidence: 'He still waits.' })).toMatchObject({ kind: 'past', rule: 'ended' }))
  it('takes a fear for something to come', () => expect(weigh({ status: 'feared' }).kind).toBe('to_come'))
  it('lets unknown whereabouts go on until something else is told', () =>
    expect(weigh({ type: 'incommunicado', evidence: 'She was told nothing.' })).toMatchObject({
      kind: 'going_on',
      rule: 'type',
    }))
  it('counts the days of a punishment cell', () => {
    const cell = {
      type: 'punishment_cell',
      evidence: 'He was given fifteen days in the cell.',
      eventDate: day('2026-11-15'),
    }
    expect(weigh(cell)).toMatchObject({ kind: 'going_on', rule: 'term' })
    expect(weigh({ ...cell, told: new Date('2026-12-05') })).toMatchObject({ kind: 'past', rule: 'term' })
  })
  it('takes an old date for past even where the words are in the present', () =>
    expect(weigh({ evidence: 'He is now a sick man.', eventDate: day('2026-01-01') }).kind).toBe('past'))
  it('gives the word that decided', () =>
    expect(weigh({ lang: 'ru', evidence: 'Его по-прежнему бьют.' }).word).toBe('по-прежнему'))
})

describe('facts still missing', () => {
  const rules = loadFactRules(config)
  const claim = {
    victims: ['Rauf Tahirzadə'],
    eventDate: null,
    facility: 'IK-6',
    source: null,
    status: 'alleged' as const,
  }

  it('knows each claim type', () => {
    for (const { name } of readClaimTypes(config)) expect(rules.types[name]?.length).toBeGreaterThan(4)
  })
  it('asks for what no article tells and nobody ticked off', () => {
    const tick = { fact: 'consent', by: 'Ayla', at: new Date(), note: 'by telephone' }
    const facts = factsOf('ill_treatment', [claim], [tick], rules)
    const missing = facts.filter(isMissing).map(({ name }) => name)
    expect(missing).toContain('when')
    expect(missing).toContain('medical_proof')
    expect(missing).not.toContain('who')
    expect(missing).not.toContain('where')
    expect(missing).not.toContain('consent')
  })
  it('takes a denial for the authorities’ answer', () => {
    const denied = { ...claim, status: 'denied' as const, source: 'Penitentiary Service' }
    const answer = factsOf('threat', [claim, denied], [], rules).find(({ name }) => name === 'official_answer')
    expect(answer?.told).toBe('Penitentiary Service')
  })
})
