import { isUtf8 } from 'node:buffer'
import { plausibility } from './charset-plausibility.ts'
import { withoutScripts } from './without-scripts.ts'

export interface Decoded {
  html: string
  /** WHATWG name of the encoding that was used. */
  charset: string
  /** What settled it. */
  by: 'mark' | 'header' | 'meta' | 'bytes' | 'default'
}

// Older sites of the languages we read. The order settles ties: the common ones first.
const GUESSES = [
  'windows-1251',
  'koi8-r',
  'ibm866',
  'iso-8859-5',
  'x-mac-cyrillic',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1254',
  'windows-1250',
  'iso-8859-2',
  'windows-1253',
  'iso-8859-7',
  'windows-1257',
  'iso-8859-4',
  'windows-1256',
  'iso-8859-6',
  'windows-1255',
  'windows-874',
  'windows-1258',
]
const SAMPLE_BYTES = 200_000
// How much likelier than the declared encoding another one must look before the declaration counts as wrong.
const DECLARED_BONUS = 0.12

/**
 * Bytes → text. A byte-order mark wins; then whatever is valid UTF-8 is UTF-8, because text in another encoding is next
 * to never valid UTF-8 by chance while wrong declarations are common; then the HTTP header, the meta element and all
 * known encodings are tried on the bytes, and the declared ones are believed unless another reads much better.
 *
 * @param scripts false leaves out the content of scripts, styles and drawings, which is never read
 */
export function decodePage(bytes: Uint8Array, contentType?: string | null, scripts = true): Decoded {
  const mark = byMark(bytes)
  if (mark && mark !== 'utf-8') return { html: decode(bytes, mark), charset: mark, by: 'mark' }
  const wide = wideWithoutMark(bytes)
  if (wide) return { html: decode(bytes, wide), charset: wide, by: 'bytes' }
  return decodeAscii(scripts ? bytes : withoutScripts(bytes), contentType, mark)
}

/** Where markup is ASCII: every encoding but UTF-16. */
function decodeAscii(bytes: Uint8Array, contentType: string | null | undefined, mark: string | null): Decoded {
  if (mark) return { html: decode(bytes, mark), charset: mark, by: 'mark' }
  const header = known(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1])
  const meta = metaCharset(bytes)
  const declared = header ?? meta
  const by = header ? 'header' : meta ? 'meta' : 'default'
  if (isUtf8(bytes)) {
    const shifted = declared === 'iso-2022-jp' && bytes.includes(0x1b)
    if (shifted) return { html: decode(bytes, declared), charset: declared, by }
    return { html: decode(bytes, 'utf-8'), charset: 'utf-8', by: declared === 'utf-8' ? by : 'bytes' }
  }
  if (nearlyUtf8(bytes))
    return { html: decode(bytes, 'utf-8'), charset: 'utf-8', by: declared === 'utf-8' ? by : 'bytes' }
  const best = likeliest(bytes, header, meta)
  return { html: decode(bytes, best), charset: best, by: best === header ? 'header' : best === meta ? 'meta' : 'bytes' }
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

// Markup is ASCII, so every second byte of its UTF-16 is zero; in other encodings no byte is.
function wideWithoutMark(bytes: Uint8Array): string | null {
  const n = Math.min(bytes.length & ~1, 1024)
  if (n < 16) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < n; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd > n * 0.03 && even < odd * 0.1) return 'utf-16le'
  if (even > n * 0.03 && odd < even * 0.1) return 'utf-16be'
  return null
}

function known(label: string | undefined): string | null {
  if (!label) return null
  try {
    const name = new TextDecoder(label.trim()).encoding
    return name === 'gbk' || name === 'gb2312' ? 'gb18030' : name
  } catch {
    return null
  }
}

function metaCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1')
  const label =
    /<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  const name = known(label)
  // A meta element that could be read as ASCII cannot stand in UTF-16.
  return name?.startsWith('utf-16') ? 'utf-8' : name
}

/** UTF-8 with a few broken characters (cut in the middle, or pasted from elsewhere). */
function nearlyUtf8(bytes: Uint8Array): boolean {
  let good = 0
  let bad = 0
  const n = Math.min(bytes.length, SAMPLE_BYTES)
  for (let i = 0; i < n; ) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      i++
      continue
    }
    const more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0
    let k = 1
    while (k <= more && (bytes[i + k] ?? 0) >> 6 === 2) k++
    if (more > 0 && k > more) good++
    else bad++
    i += more > 0 ? k : 1
  }
  return good >= 5 && bad <= good / 20
}

function likeliest(bytes: Uint8Array, header: string | null, meta: string | null): string {
  const sample = textBytes(bytes)
  let best = header ?? meta ?? 'windows-1252'
  let bestScore = Number.NEGATIVE_INFINITY
  const tried = new Set<string>()
  for (const name of [header, meta, ...GUESSES]) {
    if (name === null || tried.has(name)) continue
    tried.add(name)
    const bonus = name === header || name === meta ? DECLARED_BONUS : 0
    const score = plausibility(decode(sample, name), name) + bonus
    if (score > bestScore + 1e-9) {
      best = name
      bestScore = score
    }
  }
  return best
}

/** The bytes that are neither markup nor script, as far as ASCII tells: the first with anything beyond ASCII in them. */
function textBytes(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_500_000))
  const text = source
    .toString('latin1')
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(<\/\1|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(-->|$)|<[^>]*>|&[#\w]{1,10};/g, ' ')
    .replace(/\s+/g, ' ')
  const kept = /[\x80-\xff]/.test(text) ? text : source.toString('latin1')
  return Buffer.from(kept.slice(0, SAMPLE_BYTES), 'latin1')
}

function decode(bytes: Uint8Array, name: string): string {
  // What is known to be UTF-8 decodes several times faster through Buffer.
  if (name === 'utf-8') {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
  try {
    return new TextDecoder(name).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
