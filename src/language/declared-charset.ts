import { isUtf8 } from 'node:buffer'

// Where nothing is declared and it is no UTF-8: the encoding that old Russian sites forget to name.
const UNDECLARED = 'windows-1251'

/**
 * Bytes → text by byte-order mark, then UTF-8 where it is valid, then what the header or the first bytes declare. For
 * feeds, lists of links and titles; an article's own text is decoded with more care by the extract step.
 */
export function decodeDeclared(bytes: Buffer, contentType: string | null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be')
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] === 0x3c) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] === 0x3c) return decode(bytes, 'utf-16be')
  if (isUtf8(bytes)) return decode(bytes, 'utf-8')
  const head = bytes.subarray(0, 2048).toString('latin1')
  const inHeader = /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  const inBody = /(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]
  // Not valid UTF-8, so who says UTF-8 is wrong, unless most of it is: then a few bytes were broken on the way.
  const declared = [inHeader, inBody].find((label) => label && !/^utf-?8$/i.test(label))
  if (declared) return decode(bytes, declared)
  const text = decode(bytes, 'utf-8')
  const broken = text.split('\uFFFD').length - 1
  const beyondAscii = text.match(/[^\x00-\x7f]/g)?.length ?? 0
  return broken * 10 < beyondAscii ? text : decode(bytes, UNDECLARED)
}

function decode(bytes: Buffer, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}
