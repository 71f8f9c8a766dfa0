import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readPage } from '../3-extract/read-page.ts'
import { BadLine } from './json-lines.ts'

/** One page of a manifest. */
export interface PageFile {
  path: string
  url: string | null
  contentType: string | null
}

// A page is at most 10 MB once unpacked; more is a bomb, or no page.
const MAX_PAGE = 10 * 1024 * 1024

/** Reads a saved page: what `vigil extract` writes of it, without its id. */
export function extractOne({ path, url, contentType }: PageFile) {
  const { article } = readPage({ bytes: bytesOf(path), contentType, url })
  return {
    title: article.title,
    text: article.text,
    published: article.published,
    author: article.byline,
    lang: article.language,
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path)
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    return zipped ? gunzipSync(bytes, { maxOutputLength: MAX_PAGE }) : bytes
  } catch (error) {
    throw new BadLine(`cannot read the page: ${error instanceof Error ? error.message : String(error)}`)
  }
}
