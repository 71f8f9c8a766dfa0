/** What came of sending a message, named by what happens next. `trouble` is told to people: no addresses, no secrets. */
export type SendOutcome =
  | { kind: 'sent' }
  /** Nobody can tell or it did not arrive: the same id is tried again; for ever where it is not this message's trouble. */
  | { kind: 'try-later'; trouble: string; notBefore?: Date; waits?: boolean }
  /** This message will never be taken. */
  | { kind: 'given-up'; trouble: string }
  /** The receiver wants no more, ever. */
  | { kind: 'ended'; trouble: string }

const S = 1_000
const M = 60 * S
const H = 60 * M

// The first tries come soon, for most trouble is a connection that broke; the last come a day apart.
const MAIL_PAUSES = [
  2 * S,
  5 * S,
  15 * S,
  30 * S,
  M,
  2 * M,
  5 * M,
  15 * M,
  30 * M,
  H,
  2 * H,
  4 * H,
  8 * H,
  12 * H,
  24 * H,
  24 * H,
  24 * H,
]
// As the Standard Webhooks specification recommends.
const WEBHOOK_PAUSES = [5 * S, 5 * M, 30 * M, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H, 24 * H]

/** Between tries where the trouble is not the message's. */
export const WAIT_MS = 10 * M

/**
 * The pause before the next try, or null after the last. A tenth more or less, so that all that a broken server left
 * do not come back at one moment.
 *
 * @param random 0 … 1
 */
export function pauseBefore(kind: 'mail' | 'webhook', tries: number, random: number): number | null {
  const pauses = kind === 'mail' ? MAIL_PAUSES : WEBHOOK_PAUSES
  const pause = pauses[tries - 1]
  return pause === undefined ? null : Math.round(pause * (0.9 + 0.2 * random))
}
