import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { ClaimStatus, ClaimTypeName, ContactKind } from '../domain/claim.ts'
import { expandQuote } from './shortened-quote.ts'

export const SAMPLE_OUTLET_IDS = ['kura-terek-dispatch', 'zavolotsky-listok', 'xezri'] as const
export type SampleOutletId = (typeof SAMPLE_OUTLET_IDS)[number]

const SamplePerson = z.strictObject({ name: z.string(), mentions: z.array(z.string()).min(1), held: z.boolean() })
const SampleFacility = z.strictObject({ name: z.string(), mentions: z.array(z.string()).min(1) })

/** What a monitor would record, in the file's short form: `[...]` in a quote stands for the words between. */
const SampleClaim = z.strictObject({
  type: ClaimTypeName,
  victims: z.array(z.string()).default([]),
  group: z.string().nullable().default(null),
  facility: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  status: ClaimStatus.default('alleged'),
  evidence: z.string(),
  also: z.array(z.string()).default([]),
})

const SampleContact = z.strictObject({ kind: ContactKind, person: z.string(), evidence: z.string() })

const SampleArticleFile = z.strictObject({
  title: z.string(),
  author: z.string().nullable().default(null),
  published: z.iso.datetime({ offset: true }),
  updated: z.iso.datetime({ offset: true }).nullable().default(null).describe('In an edited version: when'),
  lang: z.enum(['en', 'ru', 'az']),
  section: z.string(),
  about: z.string().describe('Why this article is among the samples'),
  taken_from: z
    .strictObject({ how: z.enum(['translation', 'repost']), outlet: z.enum(SAMPLE_OUTLET_IDS), slug: z.string() })
    .nullable()
    .default(null),
  text: z.string().describe('A paragraph a line; "## " opens a subheading, "> " a set-off quotation'),
  people: z.array(SamplePerson).default([]),
  facilities: z.array(SampleFacility).default([]),
  claims: z.array(SampleClaim).default([]),
  contacts: z.array(SampleContact).default([]),
})

type SampleParagraph = { kind: 'plain' | 'heading' | 'quotation'; text: string }

export type SampleArticle = z.infer<typeof SampleArticleFile> & {
  outlet: SampleOutletId
  slug: string
  /** The text again with its form; `text` itself is the plain text, paragraphs split by a line feed. */
  paragraphs: SampleParagraph[]
  /** What stands at the same address after the outlet has edited the article. */
  edited: SampleArticle | null
}

const FOLDER = fileURLToPath(new URL('articles/', import.meta.url))

/** Every sample article, newest first within its outlet; an edited version hangs on the first one. */
export function loadSampleArticles(): SampleArticle[] {
  return SAMPLE_OUTLET_IDS.flatMap((outlet) => {
    const slugs = readdirSync(`${FOLDER}${outlet}`)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
    return slugs
      .filter((slug) => !slug.endsWith('.edited'))
      .map((slug) => {
        const edited = slugs.includes(`${slug}.edited`) ? readArticle(outlet, slug, `${slug}.edited`) : null
        return { ...readArticle(outlet, slug, slug), edited }
      })
      .sort((a, b) => Date.parse(b.published) - Date.parse(a.published))
  })
}

function readArticle(outlet: SampleOutletId, slug: string, file: string): SampleArticle {
  const path = `${FOLDER}${outlet}/${file}.yaml`
  const read = SampleArticleFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  const paragraphs = read.data.text.trim().split('\n').map(readParagraph)
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const whole = (quote: string) => expandQuote(text, quote, path)
  return {
    ...read.data,
    outlet,
    slug,
    text,
    paragraphs,
    claims: read.data.claims.map((claim) => ({
      ...claim,
      evidence: whole(claim.evidence),
      also: claim.also.map(whole),
    })),
    contacts: read.data.contacts.map((contact) => ({ ...contact, evidence: whole(contact.evidence) })),
    edited: null,
  }
}

function readParagraph(line: string): SampleParagraph {
  if (line.startsWith('## ')) return { kind: 'heading', text: line.slice(3) }
  if (line.startsWith('> ')) return { kind: 'quotation', text: line.slice(2) }
  return { kind: 'plain', text: line }
}
