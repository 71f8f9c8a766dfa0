import type { ClaimFields } from '../domain/claim.ts'
import type { ClaimRecord } from './claim-record.ts'
import { around, codePointsBefore } from './code-points.ts'

// Written out in full: who opens the file must not have to ask the network what its words mean. The words of Web
// Annotation keep the meaning that the W3C gives them; what it has no word for is ours.
const CONTEXT = {
  '@version': 1.1,
  oa: 'http://www.w3.org/ns/oa#',
  schema: 'https://schema.org/',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  vigil: 'urn:vigil:words:',
  id: '@id',
  type: '@type',
  Annotation: 'oa:Annotation',
  TextQuoteSelector: 'oa:TextQuoteSelector',
  TextPositionSelector: 'oa:TextPositionSelector',
  TimeState: 'oa:TimeState',
  Claim: 'schema:Claim',
  NewsArticle: 'schema:NewsArticle',
  Person: 'schema:Person',
  Place: 'schema:Place',
  Organization: 'schema:Organization',
  Software: 'schema:SoftwareApplication',
  motivation: { '@id': 'oa:motivatedBy', '@type': '@vocab' },
  classifying: 'oa:classifying',
  body: { '@id': 'oa:hasBody', '@type': '@id' },
  target: { '@id': 'oa:hasTarget', '@type': '@id' },
  source: { '@id': 'oa:hasSource', '@type': '@id' },
  state: { '@id': 'oa:hasState', '@type': '@id' },
  sourceDate: { '@id': 'oa:sourceDate', '@type': 'xsd:dateTime' },
  renderedVia: { '@id': 'oa:renderedVia', '@type': '@id' },
  selector: { '@id': 'oa:hasSelector', '@type': '@id' },
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  start: { '@id': 'oa:start', '@type': 'xsd:nonNegativeInteger' },
  end: { '@id': 'oa:end', '@type': 'xsd:nonNegativeInteger' },
  generator: { '@id': 'dcterms:creator', '@type': '@id' },
  name: 'schema:name',
  alternateName: { '@id': 'schema:alternateName', '@container': '@set' },
  headline: 'schema:headline',
  author: 'schema:author',
  url: 'schema:url',
  publisher: { '@id': 'schema:publisher', '@type': '@id' },
  datePublished: 'schema:datePublished',
  inLanguage: 'schema:inLanguage',
  sha256: 'schema:sha256',
  softwareVersion: 'schema:softwareVersion',
  claimType: 'vigil:claimType',
  label: 'vigil:label',
  status: 'vigil:status',
  review: 'vigil:review',
  victims: { '@id': 'vigil:victim', '@type': '@id', '@container': '@set' },
  victimGroup: 'vigil:victimGroup',
  facility: { '@id': 'vigil:facility', '@type': '@id' },
  saidBy: 'vigil:saidBy',
  relation: 'vigil:relation',
  sourceChain: { '@id': 'vigil:sourceChain', '@container': '@list' },
  via: 'vigil:via',
  eventDate: 'vigil:eventDate',
  from: { '@id': 'vigil:from', '@type': 'xsd:date' },
  to: { '@id': 'vigil:to', '@type': 'xsd:date' },
  precision: 'vigil:precision',
  words: 'vigil:words',
  confidence: 'vigil:confidence',
  origin: 'vigil:origin',
  textChanged: 'vigil:textChanged',
  textMayBeCut: 'vigil:textMayBeCut',
  textSha256: 'vigil:textSha256',
} as const

/**
 * Claims as JSON-LD: each a Web Annotation whose body is what is claimed and whose target is the sentence that says so,
 * with its place counted in code points. `labels`: the English names of the claim types.
 */
export async function* writeJsonLd(
  records: AsyncIterable<ClaimRecord>,
  { labels }: { labels: Map<string, string> },
): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[`
  let first = true
  for await (const record of records) {
    yield `${first ? '' : ','}\n${JSON.stringify(annotation(record, labels))}`
    first = false
  }
  yield '\n]}\n'
}

function annotation(record: ClaimRecord, labels: Map<string, string>): object {
  return known({
    id: `urn:vigil:claim:${record.id}`,
    type: 'Annotation',
    motivation: 'classifying',
    generator: record.analyser && {
      id: `urn:vigil:analyser:${encodeURIComponent(record.analyser)}`,
      type: 'Software',
      name: 'Vigil',
      softwareVersion: record.analyser,
    },
    body: claim(record, labels),
    target: target(record),
  })
}

function claim({ fields, people, place, ...record }: ClaimRecord, labels: Map<string, string>): object {
  const { eventDate } = fields
  return known({
    type: 'Claim',
    claimType: fields.type,
    label: labels.get(fields.type) ?? null,
    status: fields.status,
    review: record.review,
    victims: fields.victims.map((name) => {
      const person = people.get(name)
      return known({
        id: person && `urn:vigil:person:${person.id}`,
        type: 'Person',
        name,
        alternateName: person && others(person, name),
      })
    }),
    victimGroup: fields.victimGroup,
    facility:
      fields.facility !== null &&
      known({
        id: place && `urn:vigil:facility:${place.id}`,
        type: 'Place',
        name: fields.facility,
        alternateName: place && others(place, fields.facility),
      }),
    saidBy: fields.source,
    sourceChain: fields.sourceChain.map((link) => known({ name: link.name, relation: link.relation, via: link.via })),
    eventDate: eventDate && known({ ...onlyDate(eventDate), words: eventDate.text || null }),
    confidence: record.origin === 'analyser' ? Math.round(record.confidence * 1000) / 1000 : null,
    origin: record.origin,
    textChanged: record.textChanged || null,
    textMayBeCut: record.mayBeCut,
  })
}

const onlyDate = ({ from, to, precision }: NonNullable<ClaimFields['eventDate']>) => ({ from, to, precision })

const others = ({ name, spellings }: { name: string; spellings: string[] }, said: string) =>
  [...new Set([name, ...spellings])].filter((spelling) => spelling !== said)

function target(record: ClaimRecord): object {
  const { text, evidence, evidenceStart, evidenceEnd, capture } = record
  const start = codePointsBefore(text, evidenceStart)
  const end = codePointsBefore(text, evidenceEnd)
  // In an edited article whose quote is gone, the decision keeps the quote; it has no place any more.
  const stands = text.slice(evidenceStart, evidenceEnd) === evidence
  const address = webAddress(record.url)
  return {
    source: known({
      id: address ?? `urn:vigil:article:${record.discoveryId}`,
      type: 'NewsArticle',
      url: address ? null : record.url,
      headline: record.title,
      author: record.byline,
      datePublished:
        record.published &&
        (record.publishedPrecision === 'day'
          ? record.published.toISOString().slice(0, 10)
          : record.published.toISOString()),
      inLanguage: record.language,
      publisher: known({
        id: webAddress(record.outletHome ?? ''),
        type: 'Organization',
        name: record.outletName,
      }),
    }),
    state: { type: 'TimeState', sourceDate: capture.fetchedAt.toISOString(), sha256: capture.sha256 },
    renderedVia: { type: 'Software', name: 'Vigil, readable text of the page', textSha256: record.textSha256 },
    // Either of them finds the sentence.
    selector: [
      { type: 'TextQuoteSelector', exact: evidence, ...(stands && around(text, evidenceStart, evidenceEnd)) },
      ...(stands ? [{ type: 'TextPositionSelector', start, end }] : []),
    ],
  }
}

/** An address that can be a name in linked data; what is none stays words. */
const webAddress = (url: string): string | null =>
  /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : null

/** Unknown stays out: in linked data a null would be nothing anyway. */
function known<T extends object>(fields: T): Partial<T> {
  const isTold = (value: unknown) =>
    value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isTold(value))) as Partial<T>
}
