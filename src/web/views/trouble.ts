import { type Html, html, nothing } from '../html.ts'
import type { Page } from '../page.ts'
import { layout } from './layout.ts'

/** A page that says what went wrong and what to do, in words a person understands. */
export const troubleView = (
  page: Page,
  { title, words, next }: { title: string; words: string; next?: { href: string; label: string } },
): Html =>
  layout(page, {
    title,
    body: html`<p class="lead">${words}</p>${next ? html`<p><a class="button" href="${next.href}">${next.label}</a></p>` : nothing}`,
  })
