import { createHash } from 'node:crypto'
import type { Trust } from './store.ts'

// At an hourly look, a lie is found within a day even of a server that was believed long.
const MOST_BELIEVED = 24

/** Whether validators are sent: not to a server that lied, and now and then not to any, to see whether it does. */
export function sendsValidators({ lies, believed, believe }: Trust): boolean {
  return !lies && believed < believe
}

/** "Not modified" was believed once more. */
export function afterNotModified(trust: Trust): Trust {
  return { ...trust, believed: trust.believed + 1 }
}

/**
 * After a look in full. Other bytes under the validators that were called "not modified" are a lie; the same bytes earn
 * more trust.
 */
export function afterFullLook(trust: Trust, body: Buffer, validatorsSame: boolean): Trust {
  const bodySha256 = createHash('sha256').update(body).digest()
  const same = trust.bodySha256?.equals(bodySha256) ?? false
  const wasChecking = trust.believed >= trust.believe
  if (!wasChecking) return { ...trust, bodySha256, believed: 0 }
  return {
    bodySha256,
    believed: 0,
    believe: same ? Math.min(trust.believe * 2, MOST_BELIEVED) : 1,
    lies: trust.lies || (!same && validatorsSame),
  }
}

/** For a look that saves nothing: validators are not sent. */
export const NO_TRUST: Trust = { bodySha256: null, believed: 0, believe: 0, lies: false }
