import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ElementNode, parseHtml, readTree, type TreeNode } from '../../src/3-extract/html-tree.ts'
import { lineOf } from '../../src/3-extract/tree-walk.ts'

/** The tree as a line: p(text b(bold)). */
const shape = (node: TreeNode): string =>
  node.type === 'text' ? node.data.trim() : `${node.name}(${node.children.map(shape).filter(Boolean).join(' ')})`
const shapeOf = (html: string) => parseHtml(html).children.map(shape).filter(Boolean).join(' ')

function depthOf(node: ElementNode): number {
  return 1 + Math.max(0, ...node.children.map((child) => (child.type === 'text' ? 0 : depthOf(child))))
}

describe('markup as old pages have it', () => {
  it.each([
    ['<p>one<p>two', 'p(one) p(two)'],
    ['<ul><li>one<li>two<ul><li>inner</ul><li>three</ul>', 'ul(li(one) li(two ul(li(inner))) li(three))'],
    ['<table><tr><td>a<td>b<tr><td>c</table>', 'table(tr(td(a) td(b)) tr(td(c)))'],
    ['<p>one<div>two</div>', 'p(one) div(two)'],
    ['<h2>one</h3><p>two', 'h2(one) p(two)'],
    ['<td><b>x</td><p>y', 'td(b(x)) p(y)'],
    ['<dl><dt>a<dd>b<dt>c</dl>', 'dl(dt(a) dd(b) dt(c))'],
  ])('%s', (html, expected) => {
    expect(shapeOf(html)).toBe(expected)
  })

  it('a link that is closed inside of a block does not swallow what follows', () => {
    expect(shapeOf('<div><a href=x><div>head</a><p>text</p></div><p>more</p></div>')).toBe(
      'div(a(div(head)) div(p(text)) p(more))',
    )
  })

  it('an end tag in a table cell does not end what lies outside of the table', () => {
    expect(shapeOf('<div><table><tr><td>a</div></td></tr></table>b</div>')).toBe('div(table(tr(td(a))) b)')
  })

  it('entities are read, also those that are not closed and those that do not exist', () => {
    expect(lineOf(parseHtml('<p>&laquo;Да&raquo; &#1078;&amp;&nbsp;&nosuch; &lt;b&gt;'))).toBe('«Да» ж& &nosuch; <b>')
  })
})

describe('markup that means harm', () => {
  it.each([
    ['elements in elements', '<div>'.repeat(100_000)],
    ['elements of many kinds, never closed', '<b><i><u><a href=x><font>'.repeat(20_000)],
    ['end tags of nothing', '</div></b>'.repeat(50_000)],
    ['end tags of something else', `${'<b>'.repeat(50_000)}${'</i>'.repeat(50_000)}`],
    ['links in links', '<a href=x>y'.repeat(30_000)],
    ['tables in tables', '<table><tr><td>'.repeat(30_000)],
    ['a formatting element closed within blocks, again and again', `<a><div>${'</a><a><div>'.repeat(20_000)}`],
  ])('%s do not nest deeper than any page', (_, html) => {
    const { root } = readTree(`${html}<p>the text`)
    expect(depthOf(root)).toBeLessThan(300)
    expect(lineOf(root)).toContain('the text')
  })

  it('says that a page nests too deep for others', () => {
    expect(readTree('<div>'.repeat(1000)).monstrous).toBe(true)
    expect(readTree('<div>'.repeat(50)).monstrous).toBe(false)
  })

  it('keeps attributes within bounds', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `data-${i}=x`).join(' ')
    const [node] = readTree(`<p ${many} class="${'x'.repeat(3_000_000)}">text`, true).root.children
    expect(node?.type).toBe('tag')
    const { attribs } = node as ElementNode
    expect(Object.keys(attribs).length).toBeLessThan(100)
    expect((attribs.class ?? '').length).toBeLessThan(50_000)
  })

  it('any text is read without a fault, and none of its letters outside of tags is lost', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div class=a>',
        '</div>',
        '<a href="x">',
        '</a>',
        '<b>',
        '</b>',
        '<td>',
        '</table>',
        '<br/>',
        '<svg>',
        '</svg>',
        '<li>',
        '</ul>',
      ),
      fc.constantFrom('word ', 'слово ', 'söz '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const root = parseHtml(pieces.join(''))
        const text = (node: TreeNode): string => (node.type === 'text' ? node.data : node.children.map(text).join(''))
        expect(text(root)).toBe(pieces.filter((one) => !one.startsWith('<')).join(''))
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (html) => parseHtml(html).type === 'root'))
  })
})
