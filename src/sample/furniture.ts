import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { SAMPLE_OUTLET_IDS, type SampleArticle } from './articles.ts'

const OutletFurniture = z.strictObject({
  comments: z.array(z.strictObject({ by: z.string(), text: z.string() })),
  adverts: z.array(z.string()),
})

/** What stands around an outlet's articles and is no part of them. */
export const furniture = z
  .record(z.enum(SAMPLE_OUTLET_IDS), OutletFurniture)
  .parse(parse(readFileSync(new URL('furniture.yaml', import.meta.url), 'utf8')))

/** "Read also": the neighbours in time, whose titles often are claims about somebody else. */
export function neighbours(article: SampleArticle, all: SampleArticle[], count: number): SampleArticle[] {
  const at = all.findIndex(({ slug }) => slug === article.slug)
  return Array.from({ length: count }, (_, i) => all[(at + 1 + i * 3) % all.length]!).filter(
    ({ slug }, i, chosen) => slug !== article.slug && chosen.findIndex((other) => other.slug === slug) === i,
  )
}
