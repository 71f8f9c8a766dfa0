import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ToldAlert } from './told-alert.ts'

// Standard Webhooks (standardwebhooks.com): the signature is over id, time and body, and a key that is being changed
// signs beside the new one.
const PREFIX = 'whsec_'

/** A new secret for a webhook. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(PREFIX, ''), 'base64')

const sign = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`

/** The three headers of a webhook; one signature for each secret that is in use. */
export function webhookHeaders({
  id,
  at,
  body,
  secrets,
}: {
  id: string
  at: Date
  body: string
  secrets: readonly string[]
}): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signed = `${id}.${timestamp}.${body}`
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => sign(secret, signed)).join(' '),
  }
}

/** Whether a webhook was signed with this secret: what its receiver checks. */
export function isSignedWith(headers: Record<string, string | undefined>, body: string, secret: string): boolean {
  const wanted = Buffer.from(sign(secret, `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`))
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => {
    const bytes = Buffer.from(given)
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
  })
}

/** What a webhook tells. Without names it carries ids and links only. */
export function webhookBody(
  form: string,
  alerts: readonly ToldAlert[],
  { withNames, base, at }: { withNames: boolean; base: string; at: Date },
): string {
  const told = alerts.map((alert) => ({
    id: alert.id,
    kind: alert.kind,
    at: alert.at.toISOString(),
    link: `${base}/alerts/${alert.id}`,
    ...(withNames ? named(alert, base) : {}),
  }))
  return JSON.stringify({ type: `vigil.${form}`, timestamp: at.toISOString(), data: { alerts: told } })
}

const named = (alert: ToldAlert, base: string) => ({
  watch: { id: alert.watchId, name: alert.watchName },
  hint: alert.hint,
  because: { rule: alert.rule, words: alert.words, sentence: alert.sentence },
  detail: alert.detail,
  article: alert.discoveryId
    ? {
        id: alert.discoveryId,
        title: alert.title,
        outlet: alert.outletName,
        published: alert.published?.toISOString() ?? null,
        url: alert.articleUrl,
        link: `${base}/articles/${alert.discoveryId}`,
      }
    : null,
  claim: alert.claimId
    ? {
        id: alert.claimId,
        type: alert.claimType,
        status: alert.claimStatus,
        review: alert.review,
        urgency: alert.urgency,
        incident_id: alert.incidentId,
        independent_origins: alert.origins,
      }
    : null,
})
