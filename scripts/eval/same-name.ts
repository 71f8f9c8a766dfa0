// The definitions of the project's scorer: what counts as the same name.

const fold = (name: string): string =>
  name
    .replace(/[əƏ]/g, 'a')
    .replace(/[ıİ]/g, 'i')
    .replace(/ё/gi, 'е')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`"«»“”().,]/g, '')
    .replace(/[-–—№#/]/g, ' ')
    .replace(/\bno\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const isCyrillic = (token: string): boolean => /[а-я]/.test(token)

function sameToken(a: string, b: string): boolean {
  if (a === b) return true
  if (!isCyrillic(a) || !isCyrillic(b)) return false
  let shared = 0
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++
  return shared >= 4 && shared >= Math.max(a.length, b.length) - 3 // inflected forms of one name
}

const within = (few: string[], many: string[]): boolean => few.every((a) => many.some((b) => sameToken(a, b)))

/** Whether two names are one: every word of the shorter is among the words of the longer. */
export function sameName(a: string, b: string): boolean {
  const x = fold(a).split(' ').filter(Boolean)
  const y = fold(b).split(' ').filter(Boolean)
  if (x.length === 0 || y.length === 0) return false
  return x.length <= y.length ? within(x, y) : within(y, x)
}

/** Whether a found name stands for a gold one: its name, or one of its mentions. */
export const standsFor = (name: string, gold: { name: string; mentions?: string[] }): boolean =>
  [gold.name, ...(gold.mentions ?? [])].some((mention) => fold(mention) === fold(name)) || sameName(name, gold.name)
