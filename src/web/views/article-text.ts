import type { ListedClaim } from '../../6-review/claim-list.ts'
import { type Html, html, nothing } from '../html.ts'
import { linesOf, type Mark, type Segment, segmentsOf } from '../mark-text.ts'
import type { Page } from '../page.ts'
import type { Mention } from '../queries/articles.ts'

/**
 * The text with evidence, further evidence and names marked. Each mark differs by its line and by a number that leads
 * to its claim, so that it is understood without colour.
 */
export function articleText(
  page: Page,
  text: string,
  claims: ListedClaim[],
  mentions: Mention[],
  articleId: string,
): Html {
  const numbers = new Map(claims.map((claim, index) => [claim.id, index + 1]))
  const marks = [...claimMarks(claims, text, articleId), ...mentionMarks(mentions)]
  return html`${linesOf(text).map((line) => html`<p data-start="${line.start}">${segmentsOf(text, marks, line).map((segment) => segmentHtml(page, segment, numbers))}</p>`)}`
}

function claimMarks(claims: ListedClaim[], text: string, articleId: string): Mark[] {
  return claims
    .filter((claim) => claim.articleId === articleId && !claim.textChanged)
    .flatMap(({ id, evidenceStart, evidenceEnd, also }): Mark[] => [
      { start: evidenceStart, end: evidenceEnd, kind: 'evidence', id },
      // After an edit a span may say something else: only what is still there, letter for letter, is marked.
      ...also
        .filter(({ quote, start, end }) => text.slice(start, end) === quote)
        .map(({ start, end }): Mark => ({ start, end, kind: 'also', id })),
    ])
}

// A name within a longer one is told by the longer one: a link of one letter is no link.
const mentionMarks = (mentions: Mention[]): Mark[] =>
  mentions
    .filter((inner) => !mentions.some((outer) => isWithin(inner, outer)))
    .map(({ kind, starts, ends, personId, facilityId, name }) => ({
      start: starts,
      end: ends,
      kind,
      id: (kind === 'person' ? personId : facilityId) ?? `:${name}`,
    }))

const isWithin = (inner: Mention, outer: Mention): boolean =>
  outer.starts <= inner.starts && inner.ends <= outer.ends && outer.ends - outer.starts > inner.ends - inner.starts

function segmentHtml({ t }: Page, { text, marks, begins }: Segment, numbers: Map<string, number>): Html {
  const evidence = marks.filter(({ kind }) => kind === 'evidence')
  const also = marks.filter(({ kind }) => kind === 'also')
  const name = marks.find(({ kind }) => kind === 'person' || kind === 'facility')
  const classes = [evidence.length > 0 && 'm-evidence', also.length > 0 && 'm-also'].filter((kind) => kind !== false)
  const references = begins
    .filter(({ kind }) => kind === 'evidence' || kind === 'also')
    .map(
      ({ id, kind }) =>
        html`<a class="ref" href="#claim-${id}"${kind === 'evidence' ? html` id="evidence-${id}"` : nothing} aria-label="${t(kind === 'evidence' ? 'legend.ref' : 'legend.ref-also', { number: numbers.get(id) ?? 0 })}">${numbers.get(id)}${kind === 'also' ? '+' : ''}</a>`,
    )
  const words = name ? nameHtml(text, name) : html`${text}`
  // The claims' numbers let the script light up one claim's words.
  const ids = [...new Set([...evidence, ...also].map(({ id }) => id))].join(' ')
  return classes.length > 0
    ? html`${references}<mark class="${classes.join(' ')}" data-claims="${ids}">${words}</mark>`
    : html`${references}${words}`
}

function nameHtml(text: string, { kind, id }: Mark): Html {
  const className = kind === 'person' ? 'm-person' : 'm-facility'
  if (id.startsWith(':')) return html`<span class="${className}">${text}</span>`
  return html`<a class="${className}" href="/${kind === 'person' ? 'people' : 'facilities'}/${id}">${text}</a>`
}
