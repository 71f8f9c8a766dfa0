import type { PageReading } from './read-page.ts'

// A first line this short, with no full stop, is a headline.
const LONGEST_TITLE = 200

/** Reads a text file that somebody added by hand: its first line is the title where it looks like one. */
export function readPlainText(bytes: Uint8Array): PageReading {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
  const paragraphs = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
  const [first = '', ...rest] = paragraphs
  const titled = rest.length > 0 && first.length <= LONGEST_TITLE && !/[.!?…]["”»)]?$/u.test(first)
  const body = titled ? rest : paragraphs
  return {
    kind: body.length > 0 ? 'article' : 'empty',
    because: body.length > 0 ? null : 'The file has no text.',
    advice: null,
    article: { title: titled ? first : '', byline: null, published: null, language: null, text: body.join('\n') },
    confidence: 1,
    signals: {
      textLength: text.length,
      paragraphs: body.length,
      canonicalUrl: null,
      ampOf: null,
      alternates: [],
      translationOf: null,
      description: null,
      siteName: null,
      keywords: [],
      articleSigns: [],
      dateFrom: null,
      charset: 'utf-8',
      secondMethod: false,
      unmatchedRules: [],
    },
  }
}
