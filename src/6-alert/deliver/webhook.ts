import type { Dispatcher } from 'undici'
import { request } from 'undici'
import type { SendOutcome } from './send-outcome.ts'
import { webhookHeaders } from './standard-webhook.ts'

/** The rules of addresses that fetching keeps: why one must not be asked, and the way to one that may. */
export interface AddressRules {
  refusal(url: URL): string | null
  way(url: URL): Dispatcher
}

export interface Hook {
  address: string
  key: string
  body: string
  secrets: string[]
}

const ANSWER_WITHIN_MS = 15_000

/** Calls a webhook once. Redirects are not followed: what was checked is what is called. */
export async function callWebhook(
  { address, key, body, secrets }: Hook,
  rules: AddressRules,
  now: Date,
): Promise<SendOutcome> {
  if (!URL.canParse(address)) return { kind: 'ended', trouble: 'its address is no address' }
  const url = new URL(address)
  const refusal = rules.refusal(url)
  if (refusal) return { kind: 'ended', trouble: `its address is refused: ${refusal}` }
  try {
    const answer = await request(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Vigil webhooks',
        ...webhookHeaders({ id: `msg_${key}`, at: now, body, secrets }),
      },
      dispatcher: rules.way(url),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    // What it says beside its status is of no use, and may be long.
    answer.body.on('error', () => {}).destroy()
    return outcomeOf(answer.statusCode, answer.headers['retry-after'], now)
  } catch (error) {
    const refused =
      (error as Error).name === 'RefusedAddress' || (error as { cause?: Error }).cause?.name === 'RefusedAddress'
    if (refused) return { kind: 'ended', trouble: 'its name leads to an address that must not be asked' }
    return {
      kind: 'try-later',
      trouble: (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'the connection failed',
    }
  }
}

function outcomeOf(status: number, retryAfter: string | string[] | undefined, now: Date): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 410) return { kind: 'ended', trouble: 'it answered 410: wants no more' }
  const words = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter
  const later =
    words === undefined
      ? null
      : /^\d+$/.test(words.trim())
        ? new Date(now.getTime() + Number(words) * 1000)
        : new Date(words)
  // A day is as long as we let anybody put us off.
  const notBefore =
    later && !Number.isNaN(later.getTime()) ? new Date(Math.min(later.getTime(), now.getTime() + 86_400_000)) : null
  return { kind: 'try-later', trouble: `it answered ${status}`, ...(notBefore ? { notBefore } : {}) }
}
