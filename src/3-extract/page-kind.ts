import type { PageBlocks } from './blocks.ts'
import type { PageHead } from './page-head.ts'
import { PAGE_KINDS, type PageWords } from './page-words.ts'

export type PageKind = 'article' | 'empty' | 'not-article' | 'challenge' | 'consent' | 'login-wall' | 'blocked' | 'gone'

export interface KindOfPage {
  kind: PageKind
  because: string | null
  advice: string | null
}

// An article of a newspaper is rarely shorter; pages that refuse, ask or say "not found" rarely longer.
const SHORT = 120
const NO_TEXT = 12
// A line of a menu or a caption may say "404"; a page that is about nothing else says it in its title or early on.
const LINES_LOOKED_AT = 40

/** What a page is, from its words, its forms and scripts, and how much of an article was found in it. */
export function kindOfPage(
  head: PageHead,
  page: PageBlocks,
  found: { words: number; sureWords: number; signs: string[]; title: string },
  words: PageWords,
): KindOfPage {
  if (found.words >= SHORT * 2) return plainly(head, page, found)
  const lines = [head.title ?? '', found.title, ...page.blocks.slice(0, LINES_LOOKED_AT).map((block) => block.text)]
  const said = PAGE_KINDS.filter((kind) => lines.some((line) => words.saysKind(kind, line)))
  const inTitle = PAGE_KINDS.filter((kind) =>
    [head.title ?? '', found.title].some((line) => words.saysKind(kind, line)),
  )
  const small = page.words < SHORT * 2.5
  if ((small && said.includes('challenge')) || (page.words < SHORT && head.challengeScript !== null)) {
    return {
      kind: 'challenge',
      because: 'The page asks to prove that a person reads it.',
      advice: 'Open it in the browser (render: always in the outlet\u2019s file), ask more slowly, or try a mirror.',
    }
  }
  if (inTitle.includes('gone') || (small && said.includes('gone') && found.signs.length < 2)) {
    return {
      kind: 'gone',
      because: 'The page says that there is no such page, though the server answered that all is well.',
      advice: 'Nothing to do: the outlet took it down or the address is wrong.',
    }
  }
  if (inTitle.includes('blocked') || (small && said.includes('blocked') && found.signs.length < 2)) {
    return {
      kind: 'blocked',
      because: 'The page says that access is refused.',
      advice: 'Try a mirror or another way out (a proxy) in the outlet\u2019s file.',
    }
  }
  const paywalled = head.data?.free === false || said.includes('login_wall')
  if (found.words < SHORT && (paywalled || (head.passwordFields > 0 && found.words < 40 && small))) {
    return {
      kind: 'login-wall',
      because: 'Only the beginning is shown; the rest is for readers with an account.',
      advice: 'What is shown was kept. The whole article needs an account with the outlet.',
    }
  }
  if (small && found.words < 60 && said.includes('consent')) {
    return {
      kind: 'consent',
      because: 'The page asks to agree to cookies before it shows anything.',
      advice: 'Open it in the browser (render: always in the outlet\u2019s file).',
    }
  }
  return plainly(head, page, found)
}

function plainly(
  head: PageHead,
  page: PageBlocks,
  found: { words: number; sureWords: number; signs: string[] },
): KindOfPage {
  if (page.words < NO_TEXT || (found.words < 25 && page.words < 60)) {
    return {
      kind: 'empty',
      because:
        head.scripts > 0
          ? 'The page has no readable text before its scripts have run.'
          : 'The page has no readable text.',
      advice: 'Open it in the browser (render: auto does so).',
    }
  }
  if (found.words < 25 || (found.sureWords < 25 && found.signs.length === 0)) {
    const listing = page.top.linkWords > page.words * 0.5
    return {
      kind: 'not-article',
      because: listing ? 'The page is a list of links.' : 'No run of paragraphs on the page reads like an article.',
      advice:
        'If it is one, add a text rule (text: CSS) to the outlet\u2019s file and try it with vigil outlet check --page.',
    }
  }
  return { kind: 'article', because: null, advice: null }
}

/** Signs that a page means to be an article. */
export function articleSigns(head: PageHead, hasDate: boolean, hasByline: boolean): string[] {
  const signs: string[] = []
  if (/article|news/i.test(head.meta.get('og:type') ?? '')) signs.push('og:type')
  if (head.data) signs.push('schema.org')
  if (head.withItemprop.has('articlebody')) signs.push('articleBody')
  if (hasDate) signs.push('date')
  if (hasByline) signs.push('by-line')
  return signs
}
