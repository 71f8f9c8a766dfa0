import type { SampleArticle } from './articles.ts'

/** A sample article as a gold document: what a human monitor would record from it. */
export function goldOf(article: SampleArticle) {
  const version = article.updated === null ? '' : '-edited'
  return {
    id: `sample-${article.outlet}-${article.slug}${version}`,
    url: `sample:${article.outlet}/${article.slug}${version}`,
    outlet: article.outlet,
    lang: article.lang,
    published: article.published.slice(0, 10),
    title: article.title,
    text: article.text,
    people: article.people,
    facilities: article.facilities,
    claims: article.claims.map(({ type, victims, group, facility, source, status, evidence, also }) => ({
      type,
      victims,
      victim_group: group,
      facility,
      source,
      status,
      evidence,
      also,
    })),
    contacts: article.contacts,
  }
}
