// npm run bench -- search [ARTICLES,ARTICLES,…]: searching as an archive grows (10,000, 30,000, 100,000 articles of three
// languages, some 2 KB each). Each kind of search is asked with different words through the page of the running server,
// as a reader asks; p50 and p95 of the server's time in ms, once everything has been in memory.

import { indexNext } from '../../src/search/store.ts'
import { openBenchDesk } from '../lib/bench-desk.ts'
import { fillArticles, fillRegister, personName } from '../lib/generated-archive.ts'

export const WORDS = {
  'a word, en': ['prison', 'lawyer', 'letters', 'insulin', 'visit', 'glass', 'punishment', 'hospital', 'beaten', 'court'],
  'a word, ru': ['тюрьме', 'адвоката', 'письма', 'свидание', 'врача', 'штрафной', 'изолятор', 'угрожали', 'матери', 'суда'],
  'a word, az': ['həbsxana', 'vəkilin', 'məktublar', 'görüş', 'həkimə', 'təcridxanada', 'döyülüb', 'anası', 'dərman', 'məhkəmə'],
  'words': ['lawyer letter', 'adamın vəkili', 'врача не пустили', 'hospital insulin', 'мать свидание', 'görüş şüşə', 'court complaint', 'жалоба суд', 'məktub cavab', 'prison service denies'],
  'a phrase': ['"through the glass"', '"prison service"', '"не пустили"', '"в штрафной изолятор"', '"penitensiar xidmət"', '"his lawyer"', '"к врачу"', '"on beş gün"', '"for the first time"', '"и не"'],
  'a phrase that never stands there': ['"the in of"', '"letter through lawyer"', '"и в не"', '"the said that of"', '"və bu da ki"', '"в на и"', '"glass lawyer"', '"врач суд"', '"of the and the"', '"не и в"'],
  'with and without': ['lawyer -letter', 'prison -"prison service"', 'врача -суд', 'vəkil -məktub', 'hospital -insulin', 'мать -свидание', 'visit -glass', 'court -lawyer', 'изолятор -штрафной', 'görüş -şüşə'],
  'a rare word': ['bateromon', 'монтерба', 'vuqparlin', 'nothingatall', 'селвокпар', 'gostamba', 'лингостам', 'dambater', 'drivokpar', 'тамбатер'],
  'a name by sound': Array.from({ length: 10 }, (_, n) => personName(n * 137 + 5, (['en', 'ru', 'az'] as const)[n % 3]!)),
  'a surname by sound': ['Mammadov', 'Алиева', 'Həsənov', 'Suleymanov', 'Керимов', 'Bayramli', 'Вагифов', 'Nəbiyev', 'Safarzade', 'Гасанов'],
  'a stop word': ['the', 'и', 'və', 'in', 'не', 'bu', 'of', 'в', 'da', 'that'],
  'with filters': ['lawyer&language=en', 'врача&language=ru', 'vəkil&language=az', 'prison&outlet=bench%2Foutlet-3', 'суда&outlet=bench%2Foutlet-4', 'məktub&outlet=bench%2Foutlet-5', 'letters&state=analysed', 'the&language=ru', 'Mammadov&language=az', 'glass&outlet=bench%2Foutlet-6'],
} // biome-ignore format: a kind a line

export async function bench([sizes = '10000,30000,100000']: string[]): Promise<void> {
  const steps = sizes.split(',').map(Number)
  const desk = await openBenchDesk()
  try {
    await fillRegister(desk.sql, Math.max(...steps))
    let from = 0
    for (const to of steps) {
      const began = performance.now()
      await fillArticles(desk.sql, { from, to })
      const filled = performance.now()
      while ((await indexNext(desk.sql, 500)) > 0);
      const took = (ms: number) => `${((ms / (to - from)) * 1).toFixed(2)} ms an article`
      console.log(
        `\n${to.toLocaleString('en')} articles (filled: ${took(filled - began)}; made findable: ${took(performance.now() - filled)})`,
      )
      await desk.sql`vacuum analyze`
      const [size] = await desk.sql`
        select pg_size_pretty(pg_total_relation_size('article')) as texts, pg_size_pretty(pg_total_relation_size('article_search')) as words,
          pg_size_pretty(pg_relation_size('article_search_words')) as index, (select count(*)::int from name_sound) as sounds`
      console.log(size)
      for (const [kind, asked] of Object.entries(WORDS)) {
        const paths = asked.map(
          (words) =>
            `/articles?words=${/&(language|outlet|state)=/.test(words) ? words.replace(/^[^&]+/, encodeURIComponent) : encodeURIComponent(words)}`,
        )
        desk.tell(kind, await desk.measure(paths, 3))
      }
      from = to
    }
  } finally {
    await desk.close()
  }
}
