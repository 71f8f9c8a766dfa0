import { isDeepStrictEqual } from 'node:util'
import { readWrittenDate, writtenDate } from '../6-review/written-date.ts'
import { ClaimFields } from '../domain/claim.ts'
import { tidyMarks } from '../domain/confidential.ts'
import { refusalOf } from '../domain/refusal.ts'
import { keepHidden } from './confidential.ts'
import type { Page } from './page.ts'
import { tellRefusal } from './refusals.ts'
import type { Form } from './request.ts'

export type ReadFields = { fields: ClaimFields } | { problem: string }

/** The fields that a reviewer sent. What can't be understood is named; what was left as it was stays letter for letter. */
export function readClaimFields(
  page: Page,
  form: Form,
  published: Date | null,
  claim: { original: ClaimFields; shown: ClaimFields } | null,
): ReadFields {
  const before = claim?.shown ?? null
  const written = form.get('date')
  const untouched = before && written.trim() === writtenDate(before.eventDate)
  const eventDate = untouched ? before.eventDate : readWrittenDate(written, published)
  if (eventDate === undefined) return { problem: page.t('correct.bad-date', { words: written.slice(0, 60) }) }
  const type = form.get('type')
  if (!page.types.some(({ name }) => name === type) && type !== before?.type)
    return { problem: tellRefusal(page, { field: 'type', because: 'no-choice', value: '' }) }
  const source = oneLine(form.get('source'))
  const parsed = ClaimFields.safeParse({
    type,
    status: form.get('status'),
    victims: victimsOf(form, before),
    victimGroup: oneLine(form.get('victim_group')),
    facility: oneLine(form.get('facility')),
    source,
    sourceChain: source !== null && source === before?.source ? before.sourceChain : [],
    eventDate,
    ...tidyMarks(form.all('confidential')),
  })
  if (!parsed.success) {
    return { problem: tellRefusal(page, refusalOf(parsed.error)) }
  }
  const reader = { seesConfidential: page.account?.seesConfidential ?? false }
  const fields = claim ? keepHidden(reader, claim, parsed.data) : parsed.data
  if (fields.victims.length === 0 && fields.victimGroup === null) return { problem: page.t('correct.no-victim') }
  return { fields }
}

const oneLine = (words: string): string | null => words.replaceAll(/\s+/g, ' ').trim() || null

function victimsOf(form: Form, before: ClaimFields | null): string[] {
  const written = form.all('victims').flatMap((words) => words.split('\n').map(oneLine))
  const names = [...new Set([...form.all('victim'), ...written])].filter(
    (name) => name !== null && name !== '',
  ) as string[]
  // The order of the boxes is the article's; the same people are no correction.
  const same = before && isDeepStrictEqual([...names].sort(), [...before.victims].sort())
  return same ? before.victims : names
}
