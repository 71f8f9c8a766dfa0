import { type NameHit, type NameIndex, spotNames } from '../names/names.ts'
import type { Alert, ArticleToWatch, WatchedClaim } from './store.ts'

/** The alerts that an article gives rise to: one for each watched person it names, one for each claim about them. */
export function alertsFor(article: ArticleToWatch, claims: WatchedClaim[], index: NameIndex): Alert[] {
  const inText = bestByWatch(spotNames(index, article.text, article.lang ?? undefined))
  const inTitle = bestByWatch(spotNames(index, article.title, article.lang ?? undefined))
  const watchIds = new Set([...inText.keys(), ...inTitle.keys()])
  return [...watchIds].flatMap((watchId) => {
    const hit = (inText.get(watchId) ?? inTitle.get(watchId))!
    const place = inText.has(watchId) ? sentenceAround(article.text, hit) : article.title
    return [mentionAlert(article, hit, place), ...claimAlerts(article, claims, watchId, index)]
  })
}

function bestByWatch(hits: NameHit[]): Map<string, NameHit> {
  const best = new Map<string, NameHit>()
  for (const hit of hits) if (hit.score > (best.get(hit.watchId)?.score ?? 0)) best.set(hit.watchId, hit)
  return best
}

const mentionAlert = (article: ArticleToWatch, hit: NameHit, place: string): Alert => ({
  watchId: hit.watchId,
  kind: 'mention',
  subject: 'person',
  origin: article.origin,
  discoveryId: article.discoveryId,
  articleId: article.articleId,
  claimId: null,
  mention: hit.mention,
  reason: `“${hit.mention}” (${hit.why}): ${place}`,
  score: hit.score,
})

function claimAlerts(article: ArticleToWatch, claims: WatchedClaim[], watchId: string, index: NameIndex): Alert[] {
  return claims.flatMap((claim) => {
    const victim = claim.victims.flatMap((name) => spotNames(index, name)).find((hit) => hit.watchId === watchId)
    if (!victim) return []
    return [
      {
        watchId,
        kind: 'claim' as const,
        // One event is one alert for each origin that tells it, however often it is analysed again.
        subject: claim.incidentId ? `incident ${claim.incidentId}` : `${claim.type} in article ${article.discoveryId}`,
        origin: article.origin,
        discoveryId: article.discoveryId,
        articleId: article.articleId,
        claimId: claim.id,
        mention: victim.mention,
        reason: `${claim.type}, ${claim.review === 'suggested' ? 'suggested, not reviewed yet' : 'reviewed'}: ${claim.evidence}`,
        score: victim.score,
      },
    ]
  })
}

/** The sentence, or where none ends near, the words around a hit. */
function sentenceAround(text: string, { start, end }: NameHit): string {
  const before = text.slice(Math.max(0, start - 200), start)
  const after = text.slice(end, end + 200)
  const from = Math.max(before.lastIndexOf('\n'), before.search(/[.!?…]\s+(?!.*[.!?…]\s)/su) + 1)
  const to = after.search(/[.!?…\n]/)
  return text.slice(start - before.length + Math.max(0, from), end + (to < 0 ? after.length : to + 1)).trim()
}
