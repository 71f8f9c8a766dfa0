import { describe, expect, it } from 'vitest'
import { withoutCopies, withoutGaps } from '../../src/3-extract/article-text.ts'
import { readBlocks } from '../../src/3-extract/blocks.ts'
import { parseHtml } from '../../src/3-extract/html-tree.ts'
import { pageWords } from '../../src/3-extract/page-words.ts'

const words = pageWords()
const paragraph = (n: number) =>
  `<p>Paragraph ${n}. ${'The wardens told the family to wait at the gate. '.repeat(4)}</p>`

/** The lines kept, where the paragraphs are sure and all else is as unlikely as said. */
function kept(html: string, unlikely: number): string[] {
  const { blocks } = readBlocks(parseHtml(html), words)
  const likely = blocks.map((block) => (block.text.startsWith('Paragraph') ? 0.95 : unlikely))
  const sure = blocks.filter((_, i) => likely[i]! > 0.9)
  return withoutGaps(blocks, sure, likely, words).map((block) => block.text.slice(0, 11))
}

describe('the text of an article', () => {
  const list = '<ul><li>Monday, ten o’clock</li><li>Friday, cell 5</li></ul>'

  it('has the short lines and lists that stand between its paragraphs', () => {
    expect(kept(`<div>${paragraph(1)}${list}<p>Third visit</p>${paragraph(2)}</div>`, 0.2)).toEqual([
      'Paragraph 1',
      'Monday, ten',
      'Friday, cel',
      'Third visit',
      'Paragraph 2',
    ])
  })

  it.each([
    ['what the model finds hopeless', `${paragraph(1)}${list}${paragraph(2)}`, 0.01],
    ['what stands in an element of its own', `${paragraph(1)}<div><p>Our app</p></div>${paragraph(2)}`, 0.2],
    ['links', `${paragraph(1)}<p><a href="/x">Other news today</a></p>${paragraph(2)}`, 0.2],
    ['"Read also"', `${paragraph(1)}<p>Read also: the trial</p>${paragraph(2)}`, 0.2],
    ['what comes after its last paragraph', `${paragraph(1)}${paragraph(2)}${list}`, 0.2],
  ])('has not %s', (_, html, unlikely) => {
    expect(kept(`<div>${html}</div>`, unlikely)).toEqual(['Paragraph 1', 'Paragraph 2'])
  })

  it('has a question as often as it is put, and nothing else twice', () => {
    const question = '<p>What did the doctor of the colony tell you that day?</p>'
    const html = `<div>${question}<p>Anna: he told me nothing at all and sent me away.</p>${question}<p>Leyla: he gave me a paper that I could not read.</p>`
    const { blocks } = readBlocks(parseHtml(`${html}</div>${html}</div>`), words)
    expect(withoutCopies(blocks).map((block) => block.text.slice(0, 5))).toEqual(['What ', 'Anna:', 'What ', 'Leyla'])
  })
})
