// Prints the sample articles with their gold annotation as JSONL, in the form of the claims scorer:
//   node scripts/run.mjs scripts/sample-gold.ts > sample-gold.jsonl
import { loadSampleArticles } from '../src/sample/articles.ts'
import { goldOf } from '../src/sample/gold.ts'

for (const article of loadSampleArticles()) {
  console.log(JSON.stringify(goldOf(article)))
  if (article.edited) console.log(JSON.stringify(goldOf(article.edited)))
}
