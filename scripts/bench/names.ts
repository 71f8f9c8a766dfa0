import { buildNameIndex, nominatives, spotNames, type WatchedName } from '../../src/names/names.ts'
import { loadTable } from '../../src/names/tables.ts'

const TEXT_BYTES = 1_000_000
const ARTICLE = 3_000
// One word in eight begins a name, as in news of arrests and trials; one name in ten is tracked.
const TRACKED_SHARE = 0.1

/** Index and spotting of 1,000, 10,000 and 100,000 tracked names in 1 MB of text, beside plainer ways of the same run. */
export async function bench(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1_000, 10_000, 100_000]
  const random = seeded(8)
  const names = madeNames(Math.max(...sizes, 10_000) * 2, random)
  // The first index pays for the tables; a server pays once.
  const loading = seconds(() => buildNameIndex([{ id: 'first', name: names[0]! }]))
  console.log(`processor time; tables loaded in ${loading.toFixed(2)} s`)
  console.log('names     index s   1 MB spotted s   hits   of sought')
  for (const size of sizes) {
    const watches = names.slice(0, size).map((name, at): WatchedName => ({ id: String(at), name }))
    const { articles, sought } = madeArticles(watches, names.slice(-5_000), seeded(size))
    let index = buildNameIndex([])
    const building = seconds(() => {
      index = buildNameIndex(watches)
    })
    const found = new Set<string>()
    let hits = 0
    const spotting = seconds(() => {
      for (const [at, article] of articles.entries()) {
        for (const hit of spotNames(index, article, 'ru')) {
          hits++
          found.add(`${at} ${hit.watchId}`)
        }
      }
    })
    const recall = [...sought].filter((one) => found.has(one)).length / sought.size
    console.log(
      `${String(size).padEnd(9)} ${building.toFixed(2).padStart(7)} ${spotting.toFixed(2).padStart(16)} ${String(hits).padStart(6)} ${(100 * recall).toFixed(1).padStart(10)} %`,
    )
    if (size === 10_000) comparePeers(watches, articles, sought, building + spotting)
  }
}

function comparePeers(watches: WatchedName[], articles: string[], sought: Set<string>, ours: number): void {
  const found = new Set<string>()
  const exact = seconds(() => {
    for (const [at, article] of articles.entries()) {
      for (const { id, name } of watches) if (article.includes(name)) found.add(`${at} ${id}`)
    }
  })
  const recall = [...sought].filter((one) => found.has(one)).length / sought.size
  console.log(
    `          peer, exact substring: ${exact.toFixed(2)} s (ours takes ${(ours / exact).toFixed(2)} of it), finds ${(100 * recall).toFixed(1)} % of sought`,
  )
  // Jaro-Winkler needs minutes for all names; it is timed on one in a hundred and counted up.
  const some = watches.filter((_, at) => at % 100 === 0).map(({ name }) => name.toLowerCase())
  const jw =
    100 *
    seconds(() => {
      for (const article of articles) {
        for (const run of article.match(/\p{Lu}\p{L}+ \p{Lu}\p{L}+/gu) ?? []) {
          const lower = run.toLowerCase()
          for (const name of some) jaroWinkler(lower, name)
        }
      }
    })
  console.log(
    `          peer, Jaro-Winkler on capitalised pairs: ${jw.toFixed(0)} s, counted up (ours is ${(jw / ours).toFixed(0)} times as fast)`,
  )
}

// Processor time of this process: on a busy machine the clock measures the neighbours.
function seconds(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function seeded(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(list: T[], random: () => number): T => list[Math.floor(random() * list.length)]!

// Real names would be somebody's; these are put together from the tables and from made-up stems.
function madeNames(count: number, random: () => number): string[] {
  const entries = (table: string, from: RegExp) =>
    [...loadTable(table)]
      .filter(([heading]) => from.test(heading))
      .flatMap(([, lines]) => lines.flatMap((line) => line.split(';').map((entry) => entry.trim().split(' ')[0]!)))
      .filter((name) => name.length > 2)
  const given = [
    entries('given', /^azerbaijani m/),
    entries('given', /^(russian|caucasian|armenian|georgian|central asian) m/),
  ]
  const surnames = [entries('surnames', /^azerbaijani/), entries('surnames', /^(russian|ukrainian|armenian|caucasian)/)]
  const syllables = ['ба', 'ва', 'го', 'ди', 'ка', 'лу', 'ме', 'на', 'ру', 'са', 'ти', 'ха', 'чу', 'ша', 'зе', 'мо']
  const names = new Set<string>()
  while (names.size < count) {
    const culture = random() < 0.4 ? 0 : 1
    const made = `${pick(syllables, random)}${pick(syllables, random)}${pick(syllables, random)}${pick(['ев', 'нов', 'рян', 'дзе', 'ский'], random)}`
    const surname =
      culture === 1 && random() < 0.5 ? made[0]!.toUpperCase() + made.slice(1) : pick(surnames[culture]!, random)
    names.add(`${pick(given[culture]!, random)} ${surname}`)
  }
  return [...names]
}

const FILLER =
  'суд продлил арест ещё на два месяца адвокат сообщил что свидание не состоялось по словам родственников в колонии не передали лекарства дело рассматривает коллегия жалоба отклонена məhkəmə vəkil deyib ki ailəsi ilə görüşə icazə verilməyib müraciət edilib the lawyer said that the hearing was postponed and the family had no news for weeks'.split(
    ' ',
  )

function madeArticles(watches: WatchedName[], strangers: string[], random: () => number) {
  const articles: string[] = []
  const sought = new Set<string>()
  let bytes = 0
  while (bytes < TEXT_BYTES) {
    let text = ''
    while (text.length < ARTICLE) {
      if (random() < 1 / 8) {
        const watch = random() < TRACKED_SHARE ? pick(watches, random) : undefined
        if (watch) sought.add(`${articles.length} ${watch.id}`)
        text += ` ${inCase(watch?.name ?? pick(strangers, random), random)}`
      } else {
        const word = pick(FILLER, random)
        text += random() < 0.1 ? `. ${word[0]!.toUpperCase()}${word.slice(1)}` : ` ${word}`
      }
    }
    bytes += Buffer.byteLength(text)
    articles.push(text)
  }
  return { articles, sought }
}

// Half of the men's names in -ов, -ев and consonants stand in the genitive, so that exact search shows what it misses.
function inCase(name: string, random: () => number): string {
  if (random() < 0.5 || !/^[а-яё]+[бвгдзклмнпрстфх] [а-яё]+(?:ов|ев|ян)$/i.test(name)) return name
  const inflected = name
    .split(' ')
    .map((word) => `${word}а`)
    .join(' ')
  return inflected.split(' ').every((word) => nominatives(word).length > 1) ? inflected : name
}

function jaroWinkler(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const usedB = new Uint8Array(b.length)
  const usedA = new Uint8Array(a.length)
  let common = 0
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (usedB[j] || a[i] !== b[j]) continue
      usedB[j] = 1
      usedA[i] = 1
      common++
      break
    }
  }
  if (common === 0) return 0
  let swaps = 0
  for (let i = 0, j = 0; i < a.length; i++) {
    if (!usedA[i]) continue
    while (!usedB[j]) j++
    if (a[i] !== b[j++]) swaps++
  }
  const jaro = (common / a.length + common / b.length + (common - swaps / 2) / common) / 3
  let prefix = 0
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
