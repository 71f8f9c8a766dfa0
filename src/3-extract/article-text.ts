import { type Block, isProse, type PageBlocks, type Place } from './blocks.ts'
import { PARTS, type PageWords, type Part } from './page-words.ts'

const bit = (part: Part) => 1 << PARTS.indexOf(part)
const OUT =
  bit('comment') |
  bit('share') |
  bit('related') |
  bit('advert') |
  bit('navigation') |
  bit('footer') |
  bit('consent') |
  bit('tags') |
  bit('hidden') |
  bit('caption')

/** The blocks of the page that make up the article. */
export function chooseBlocks(page: PageBlocks, words: PageWords): Block[] {
  let top = page.places[0]!
  const total = top.goodWords
  const children = new Map<Place, Place[]>()
  for (const place of page.places)
    if (place.parent) children.set(place.parent, [...(children.get(place.parent) ?? []), place])
  const top0 = page.places.find((p) => p.parent === null)!
  top = top0
  for (;;) {
    const next = (children.get(top) ?? []).find((child) => child.goodWords >= total * 0.6 && child.goodWords > 0)
    if (!next) break
    top = next
  }
  return page.blocks.filter((block) => {
    let inside = false
    let out = false
    for (let place: Place | null = block.place; place; place = place.parent) {
      if (place === top) {
        inside = true
        break
      }
      if (place.parts & OUT || /^(nav|footer|aside|form|figure|figcaption)$/.test(place.element.name)) out = true
    }
    if (!inside || out || block.place.hidden) return false
    if (words.openingOf(block.text) && block.words < 20) return false
    return isProse(block) || (block.linkWords < block.words * 0.5 && block.words > 3)
  })
}
