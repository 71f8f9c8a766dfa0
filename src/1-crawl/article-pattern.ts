// A shape must hold for this share of an outlet's articles, or it would shut some out.
const MOST = 0.9
const LEAST_ADDRESSES = 5

/**
 * How articles' addresses look, as a regular expression, learned from some of them; null where they have no shape in
 * common that tells them from other pages.
 */
export function learnArticlePattern(urls: string[]): string | null {
  const paths = [...new Set(urls.map((url) => new URL(url).pathname))]
  if (paths.length < LEAST_ADDRESSES) return null
  const names = commonNames(paths)
  const shapes = paths.map((path) => shapeOf(path, names))
  const counts = new Map<string, number>()
  for (const shape of shapes) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  const ranked = [...counts].sort((a, b) => b[1] - a[1])
  // The fewest shapes that cover nearly all; more than three is no pattern.
  let covered = 0
  const chosen: string[] = []
  for (const [shape, count] of ranked) {
    if (covered >= MOST * paths.length || chosen.length === 3) break
    chosen.push(shape)
    covered += count
  }
  if (covered < MOST * paths.length || chosen.some((shape) => !/\\d/.test(shape))) return null
  return chosen.length === 1 ? `${chosen[0]}$` : `(${chosen.join('|')})$`
}

/** "/news/2026/11/24/the-letter-1234.html" → "/news/\d+/\d+/\d+/[^/]+". */
function shapeOf(path: string, names: Set<string>): string {
  const parts = path.split('/').filter(Boolean)
  const shaped = parts.map((part, n) => {
    const ending = /\.[a-z]{2,5}$/.exec(part)?.[0] ?? ''
    const bare = part.slice(0, part.length - ending.length)
    const end = ending.replace('.', '\\.')
    if (/^\d+$/.test(bare)) return `\\d+${end}`
    if (n === parts.length - 1) return /\d{3,}$/.test(bare) && !/-\d{4}$/.test(bare) ? `[^/]*\\d+${end}` : `[^/]+${end}`
    return names.has(`${n}/${part}`) ? asPattern(part) : '[^/]+'
  })
  return `/${shaped.join('/')}/?`
}

// Parts that several addresses share at one place name a section; the others name the article.
function commonNames(paths: string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const path of paths)
    for (const [n, part] of path.split('/').filter(Boolean).entries())
      counts.set(`${n}/${part}`, (counts.get(`${n}/${part}`) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count >= Math.max(2, paths.length / 10)).map(([key]) => key))
}

const asPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
