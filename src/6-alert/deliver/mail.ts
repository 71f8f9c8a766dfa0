import { createTransport, type Transporter } from 'nodemailer'
import type { MailText } from './mail-text.ts'
import type { SendOutcome } from './send-outcome.ts'

export interface Mailer {
  send(mail: MailText & { to: string; key: string }): Promise<SendOutcome>
  close(): void
}

/**
 * Sends mail through a server. One connection a message: what became of a message is then never mixed up with another's.
 * The Message-ID is made of the message's key, so that a mail whose end nobody saw is the same mail when it is sent again.
 */
export function openMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport: Transporter = createTransport(smtpUrl, {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  } as never)
  const host = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'vigil.invalid'
  return {
    async send({ to, subject, text, key }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${key}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { kind: 'sent' }
      } catch (error) {
        return outcomeOf(error as Error & { code?: string; responseCode?: number; command?: string })
      }
    },
    close: () => transport.close(),
  }
}

function outcomeOf({
  code,
  responseCode,
  command,
}: {
  code?: string
  responseCode?: number
  command?: string
}): SendOutcome {
  const answer = responseCode ? ` (${responseCode})` : ''
  // Only a refusal of this address or this mail is for ever; one at the greeting or the log-in is the server's own trouble.
  if (responseCode && responseCode >= 500 && ['RCPT TO', 'DATA', 'MAIL FROM'].includes(command ?? ''))
    return { kind: 'given-up', trouble: `the mail server refuses this mail${answer}` }
  if (code === 'EAUTH')
    return {
      kind: 'try-later',
      trouble: `the mail server does not accept our log-in${answer}: see SMTP_URL`,
      waits: true,
    }
  if (code === 'EDNS' || code === 'ECONNECTION')
    return { kind: 'try-later', trouble: 'the mail server can not be reached: see SMTP_URL', waits: true }
  return {
    kind: 'try-later',
    trouble: responseCode ? `the mail server says: later${answer}` : 'the connection to the mail server broke',
  }
}
