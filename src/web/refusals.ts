import type { Refusal } from '../domain/refusal.ts'
import type { Page } from './page.ts'
import type { MessageKey } from './translate.ts'

// What the forms call the fields of their schemas.
const LABELS: Record<string, MessageKey> = {
  name: 'watches.name',
  spellings: 'watches.spellings',
  father: 'watch.father',
  leaveOut: 'watch.leave-out',
  heldAt: 'watch.held-at',
  words: 'watch.words',
  claimTypes: 'watch.types',
  wants: 'watch.wants',
  silence: 'watch.silence',
  mutedUntil: 'watch.mute-until',
  kind: 'channels.kind',
  address: 'channels.address',
  pace: 'channels.pace',
  hour: 'channels.hour',
  weekday: 'channels.weekday',
  quietFrom: 'channels.quiet',
  quietTo: 'channels.quiet',
  dailyCap: 'channels.cap',
  type: 'field.type',
  status: 'field.status',
  victims: 'field.victims',
  victimGroup: 'field.group',
  facility: 'field.facility',
  source: 'field.source',
  eventDate: 'field.date',
}

/** Why a form was not taken, with the field as the form calls it, in the reader's language. */
export function tellRefusal({ t }: Pick<Page, 't'>, { field, because, value }: Refusal): string {
  const label = field === null ? undefined : LABELS[field]
  const words = t(`refusal.${because}`, { value })
  return label === undefined ? words : `${t(label)}: ${words}`
}
