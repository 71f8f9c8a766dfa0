import { Parser } from 'htmlparser2'
import type { RawEntry } from './feed.ts'

interface Draft extends RawEntry {
  guid: string | null
}

// What each field may be called, best first, whatever the dialect.
const FIELDS: Record<string, 'title' | 'published' | 'changed' | 'link' | 'guid'> = {
  title: 'title',
  'dc:title': 'title',
  'atom:title': 'title',
  pubdate: 'published',
  'dc:date': 'published',
  'dcterms:created': 'published',
  published: 'published',
  'atom:published': 'published',
  issued: 'published',
  date: 'published',
  updated: 'changed',
  'atom:updated': 'changed',
  modified: 'changed',
  'dcterms:modified': 'changed',
  link: 'link',
  'atom:link': 'link',
  'feedburner:origlink': 'link',
  guid: 'guid',
  id: 'guid',
  'atom:id': 'guid',
}

/** Reads a feed that is not well formed: unclosed tags, bare ampersands, cut short. Null where it has no entries at all. */
export function lenientEntries(
  text: string,
): { title: string | null; base: string | null; entries: RawEntry[] } | null {
  const entries: RawEntry[] = []
  let title: string | null = null
  let base: string | null = null
  let entry: Draft | null = null
  let field: { name: string; text: string; permanent: boolean } | null = null

  const finishField = () => {
    if (!field) return
    const value = field.text.trim()
    const kind = FIELDS[field.name]
    if (value !== '' && kind) {
      if (!entry) {
        if (kind === 'title') title ??= value
      } else if (kind === 'link') entry.links[field.name.startsWith('feedburner') ? 'unshift' : 'push'](value)
      else if (kind === 'guid') entry.guid ??= field.permanent && /^https?:\/\//i.test(value) ? value : null
      else entry[kind] ??= value
    }
    field = null
  }
  const finishEntry = () => {
    finishField()
    if (!entry) return
    const { guid, ...rest } = entry
    entries.push({
      ...rest,
      links: guid ? [...rest.links, guid] : rest.links,
      published: rest.published ?? rest.changed,
    })
    entry = null
  }

  const parser = new Parser(
    {
      onopentag(rawName, attributes) {
        const name = rawName.toLowerCase()
        const local = name.replace(/^.*:/, '')
        if (local === 'item' || local === 'entry') {
          // A new one begins, so the last one is over, closed or not.
          finishEntry()
          entry = { links: [], title: null, published: null, changed: null, guid: null }
          const about = attributes['rdf:about']
          if (about) entry.guid = about
          return
        }
        if (local === 'feed') base = attributes['xml:base'] ?? null
        if (!Object.hasOwn(FIELDS, name)) return
        finishField()
        const href = attributes.href
        if (FIELDS[name] === 'link' && href) {
          const own = attributes.rel === undefined || attributes.rel === 'alternate'
          if (entry && own) entry.links.push(href)
          return
        }
        field = { name, text: '', permanent: attributes.isPermaLink?.toLowerCase() !== 'false' }
      },
      ontext(text) {
        if (field && field.text.length < 5_000) field.text += text
      },
      onclosetag(rawName) {
        const name = rawName.toLowerCase()
        const local = name.replace(/^.*:/, '')
        if (local === 'item' || local === 'entry') finishEntry()
        else if (field?.name === name) finishField()
      },
    },
    { xmlMode: true, recognizeCDATA: true, decodeEntities: true, lowerCaseTags: false },
  )
  parser.write(text)
  // Cut short: half an address is none, and half a title says too little.
  field = null
  parser.end()
  finishEntry()
  return entries.length > 0 || title !== null ? { title, base, entries } : null
}
