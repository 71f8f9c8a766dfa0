import type { Format } from '../../7-export/step.ts'
import type { Action } from '../environment.ts'
import { ArticleFilter, articleLanguages, eachArticle, listArticles } from '../queries/articles.ts'
import { outletNames } from '../queries/outlets.ts'
import { pageOf, queryOf, rowsOf, send } from '../request.ts'
import { sendTable } from '../send-table.ts'
import { articleListView } from '../views/records.ts'

const ARTICLES_A_PAGE = 40

function filterOf(query: Record<string, string>): ArticleFilter {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const parsed = ArticleFilter.safeParse(given)
  return parsed.success ? parsed.data : {}
}

export const articleList: Action = (deps) => async (c) => {
  const size = rowsOf(c, ARTICLES_A_PAGE)
  const query = queryOf(c)
  const filter = filterOf(query)
  const before = /^\d{1,18}$/.test(query.before ?? '') ? query.before : undefined
  const [found, outlets, languages] = await Promise.all([
    listArticles(deps.sql, filter, c.get('account'), { limit: size, before }),
    outletNames(deps.sql),
    articleLanguages(deps.sql),
  ])
  const view = { ...found, filter, outlets, languages, before: found.next ?? undefined }
  return send(c, articleListView(pageOf(c, deps), view))
}

const COLUMNS = ['id', 'title', 'url', 'outlet', 'state', 'because', 'discovered', 'published', 'language', 'claims']

export const articleExport =
  (format: Format): Action =>
  (deps) =>
  (c) => {
    const articles = eachArticle(deps.sql, filterOf(queryOf(c)), c.get('account'))
    const rows = (async function* () {
      for await (const row of articles)
        yield {
          id: row.discoveryId,
          title: row.title,
          url: row.url,
          outlet: row.outletName,
          state: row.state,
          because: row.because,
          discovered: row.discoveredAt,
          published: row.published,
          language: row.language,
          claims: row.claims,
        }
    })()
    return sendTable(c, format, { name: 'articles', columns: COLUMNS, rows })
  }
