import { blackOut } from '../accounts/confidential.ts'
import type { Sql } from '../db/database.ts'
import type { ClaimRecord, Registered } from './claim-record.ts'
import type { ClaimToExport } from './claim-table.ts'

// Each brings the text of its article: more at once would only take memory.
const AT_ONCE = 100

/** A claim as its reader may see it; `secrets` are words that its article must not show. */
export type ClaimOfArticle = ClaimToExport & { discoveryId: string; articleId: string; secrets?: string[] }

/** Claims with what linked exports need beside them, a few at a time. */
export async function* withRecords(sql: Sql, claims: AsyncIterable<ClaimOfArticle>): AsyncGenerator<ClaimRecord> {
  let batch: ClaimOfArticle[] = []
  for await (const claim of claims) {
    batch.push(claim)
    if (batch.length < AT_ONCE) continue
    yield* await recordsOf(sql, batch)
    batch = []
  }
  yield* await recordsOf(sql, batch)
}

type OfArticle = Pick<ClaimRecord, 'text' | 'textSha256' | 'byline' | 'outletHome'> & {
  articleId: string
} & ClaimRecord['capture']

async function recordsOf(sql: Sql, claims: ClaimOfArticle[]): Promise<ClaimRecord[]> {
  if (claims.length === 0) return []
  const articleIds = [...new Set(claims.map(({ articleId }) => articleId))]
  const names = [...new Set(claims.flatMap(({ fields }) => (fields.facility === null ? [] : [fields.facility])))]
  const [articles, people, places] = await Promise.all([
    sql<OfArticle[]>`
      select article.id as article_id, text, encode(text_sha256, 'hex') as text_sha256, byline, outlet.definition ->> 'home' as outlet_home,
        encode(capture.sha256, 'hex') as sha256, capture.fetched_at, capture.final_url, capture.content_type
      from article join capture on capture.id = capture_id join discovery on discovery.id = article.discovery_id
        join outlet on outlet.id = outlet_id
      where article.id = any(${articleIds}::bigint[])`,
    // A victim's name is one that the article's mentions have, or a spelling of a person whom the claim is about.
    sql<(Registered & { claimId: string; said: string[] })[]>`
      select claim_id, coalesce(kept.id, person.id) as id, coalesce(kept.name, person.name) as name, coalesce(kept.spellings, person.spellings) as spellings,
        array[person.name] || person.spellings || array(
          select distinct mention.name from mention join claim on claim.id = claim_id
          where mention.article_id = claim.article_id and mention.person_id = person.id) as said
      from claim_person join person on person.id = person_id left join person kept on kept.id = person.merged_into
      where claim_id = any(${claims.map(({ id }) => id)}::bigint[])`,
    sql<Registered[]>`select id, name, spellings from facility where name = any(${names})`,
  ])
  const byArticle = new Map(articles.map((article) => [article.articleId, article]))
  const byClaim = Map.groupBy(people, ({ claimId }) => claimId)
  const byName = new Map(places.map((place) => [place.name, place]))
  return claims.flatMap((claim) => {
    const article = byArticle.get(claim.articleId)
    // Forgotten between the two questions: it is told no more.
    if (!article) return []
    const { text, textSha256, byline, outletHome, articleId: _, ...capture } = article
    const known = (byClaim.get(claim.id) ?? []).flatMap(({ said, claimId: _, ...person }) =>
      said.map((name) => [name, person] as const),
    )
    const place = claim.fields.facility === null ? null : (byName.get(claim.fields.facility) ?? null)
    const { secrets = [] } = claim
    const shown = { text: blackOut(text, secrets), byline: blackOut(byline, secrets) }
    return [{ ...claim, ...shown, people: new Map(known), place, textSha256, outletHome, capture }]
  })
}
