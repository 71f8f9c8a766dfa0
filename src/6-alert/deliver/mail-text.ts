import { say, type WordKey } from './message-words.ts'
import type { MessageForm } from './plan-messages.ts'
import { articleLink, type Recipient, type Surroundings, type ToldAlert } from './told-alert.ts'

export interface MailText {
  subject: string
  text: string
}

/** A message in plain text. Without names it says only that there is something, and where. */
export function mailText(
  form: MessageForm,
  alerts: readonly ToldAlert[],
  reader: Recipient,
  around: Surroundings,
): MailText {
  const { language, withNames } = reader
  const foot = say(language, 'foot', { link: `${around.base}/channels` })
  if (form === 'trial')
    return { subject: say(language, 'subject.trial'), text: `${say(language, 'trial')}\n\n-- \n${foot}\n` }
  if (!withNames) {
    const text = `${say(language, 'nameless', { count: alerts.length })}\n${around.base}/alerts\n\n-- \n${foot}\n`
    return { subject: say(language, 'subject.nameless'), text }
  }
  const first = alerts[0]!
  const subject =
    form === 'alert' || alerts.length === 1
      ? say(language, 'subject', { watch: first.watchName, what: whatOf(alerts, reader, around) })
      : say(language, 'subject.digest', { count: alerts.length })
  const opening =
    form === 'summary'
      ? say(language, 'summary')
      : form === 'digest'
        ? say(language, reader.pace === 'weekly' ? 'digest.weekly' : 'digest.daily')
        : null
  // What several alerts of one article have in common is said once, with the last of them.
  const parts = alerts.map((alert, n) => alertText(alert, reader, around, !isSameArticle(alert, alerts[n + 1])))
  return {
    subject: oneLine(subject),
    text: `${[...(opening ? [opening] : []), ...parts].join('\n\n')}\n\n-- \n${foot}\n`,
  }
}

// A claim says more than that a name was named.
function whatOf(alerts: readonly ToldAlert[], reader: Recipient, around: Surroundings): string {
  const most = alerts.find(({ claimId }) => claimId !== null) ?? alerts[0]!
  return `${headOf(most, reader, around)}${alerts.length > 1 ? ` (+${alerts.length - 1})` : ''}`
}

const isSameArticle = (a: ToldAlert, b: ToldAlert | undefined): boolean =>
  b !== undefined && a.discoveryId !== null && a.discoveryId === b.discoveryId && a.watchId === b.watchId

// A subject with a line break would become a header of its own.
const oneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').slice(0, 180)

/** What an alert is, in a few words. */
export function headOf(
  alert: ToldAlert,
  { language }: Pick<Recipient, 'language'>,
  { typeLabel }: Surroundings,
): string {
  const { kind, detail, claimType } = alert
  const what = say(language, `kind.${kind}`, {
    status: detail.status ? say(language, `status.${detail.status}` as WordKey) : '',
    days: detail.days ?? '',
    contact: detail.kind ? say(language, `contact.${detail.kind}`) : '',
  })
  return claimType ? `${typeLabel(claimType, language)} (${what})` : what
}

function alertText(alert: ToldAlert, reader: Recipient, around: Surroundings, withArticle: boolean): string {
  const { language, zone } = reader
  const {
    watchName,
    hint,
    urgency,
    origins,
    review,
    claimId,
    claimStatus,
    sentence,
    title,
    outletName,
    published,
    articleUrl,
  } = alert
  const day = published && new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(published)
  const state = [
    claimStatus ? say(language, `status.${claimStatus}` as WordKey) : null,
    urgency && claimId ? say(language, `urgency.${urgency}` as WordKey) : null,
    origins !== null && claimId ? say(language, 'origins', { count: origins }) : null,
  ].filter((line) => line !== null)
  return [
    `* ${watchName}: ${headOf(alert, reader, around)}`,
    hint ? say(language, 'hint', { watch: watchName }) : null,
    state.length > 0 ? state.join(' · ') : null,
    sentence ? quoted(sentence) : null,
    review && claimId ? say(language, `review.${review}` as WordKey) : null,
    withArticle || alert.hint ? reasonOf(alert, reader) : null,
    title && withArticle
      ? `${title}\n${[outletName, day].filter(Boolean).join(', ')}${articleUrl ? `\n${articleUrl}` : ''}`
      : null,
    say(language, 'read', { link: articleLink(alert, around.base) }),
    withArticle ? say(language, 'judge', { link: `${around.base}/alerts/${alert.id}` }) : null,
  ]
    .filter((line) => line !== null)
    .join('\n')
}

function reasonOf({ rule, words, detail }: ToldAlert, { language }: Recipient): string {
  if (rule !== 'silence') return say(language, `rule.${rule}` as WordKey, { words: words.join(', ') })
  return detail.day ? say(language, 'rule.silence', { day: detail.day }) : say(language, 'rule.silence-never')
}

const quoted = (sentence: string): string => `“${sentence.replaceAll('\n', ' ')}”`
