import { refusalOfUrl } from '../2-capture/address-check.ts'
import { openWays } from '../2-capture/pinned-agent.ts'
import { openMailer } from '../6-alert/deliver/mail.ts'
import type { DeliverDeps } from '../6-alert/deliver/step.ts'
import { readClaimTypes } from '../6-review/claim-types.ts'
import type { Sql } from '../db/database.ts'
import type { Settings } from '../settings.ts'

/** Where readers find the pages. */
export const publicBase = ({ PUBLIC_URL, HOST, PORT }: Settings): string =>
  (PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).replace(/\/$/, '')

/** What sending to readers needs: a mail server, and ways out that keep the rules of addresses. */
export function openDelivering({ settings, sql, stopping }: { settings: Settings; sql: Sql; stopping: AbortSignal }): {
  deps: DeliverDeps
  close(): Promise<void>
} {
  const { SMTP_URL, MAIL_FROM, VIGIL_WEBHOOK_HOSTS, VIGIL_CONFIG } = settings
  const mailer = SMTP_URL ? openMailer({ smtpUrl: SMTP_URL, from: MAIL_FROM }) : null
  const ways = openWays()
  const privateHosts = new Set(VIGIL_WEBHOOK_HOSTS)
  const types = readClaimTypes(VIGIL_CONFIG)
  const deps: DeliverDeps = {
    sql,
    mailer,
    stopping,
    addresses: {
      refusal: (url) => refusalOfUrl(url, privateHosts),
      way: (url) => ways.to({ allowPrivate: privateHosts.has(url.host) }),
    },
    around: {
      base: publicBase(settings),
      typeLabel: (name, language) => types.find((type) => type.name === name)?.label[language] ?? name,
    },
    now: () => new Date(),
    random: Math.random,
  }
  return {
    deps,
    async close() {
      mailer?.close()
      await ways.close()
    },
  }
}
