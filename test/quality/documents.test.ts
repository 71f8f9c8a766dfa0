import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ClaimStatus, ClaimTypeName, ContactKind } from '../../src/domain/claim.ts'

// The documents of this folder are what the analyser is scored on: people, places and events are invented, and they
// were written without looking at its words. blind/ holds whole articles in the form of the claims scorer, contacts/
// short texts with what did take place in them (`on`: the day, where the text tells it).

const read = (path: string): unknown[] =>
  readFileSync(new URL(path, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const ContactCase = z.strictObject({
  id: z.string(),
  lang: z.string(),
  title: z.string(),
  text: z.string(),
  published: z.iso.date(),
  contacts: z.array(
    z.strictObject({ kind: ContactKind, person: z.string(), evidence: z.string(), on: z.iso.date().nullable() }),
  ),
})

const Named = z.strictObject({ name: z.string(), mentions: z.array(z.string()).min(1), held: z.boolean().optional() })
const GoldDocument = z.strictObject({
  id: z.string(),
  url: z.string(),
  outlet: z.string(),
  lang: z.string(),
  published: z.iso.date(),
  title: z.string(),
  text: z.string(),
  people: z.array(Named),
  facilities: z.array(Named),
  claims: z.array(
    z.strictObject({
      type: ClaimTypeName,
      victims: z.array(z.string()),
      victim_group: z.string().nullable(),
      facility: z.string().nullable(),
      source: z.string().nullable(),
      status: ClaimStatus,
      evidence: z.string(),
      also: z.array(z.string()),
    }),
  ),
  contacts: z.array(z.strictObject({ kind: ContactKind, person: z.string(), evidence: z.string() })),
})

const claimTypes = Object.keys(parse(readFileSync(new URL('../../config/claims.yaml', import.meta.url), 'utf8')))

describe.each(['en', 'ru', 'az'])('the documents in %s', (language) => {
  const cases = z.array(ContactCase).parse(read(`contacts/${language}.jsonl`))
  const documents = z.array(GoldDocument).parse(read(`blind/${language}.jsonl`))

  it('tell every kind of contact, and as often one that did not take place', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20)
    expect(new Set(cases.flatMap(({ contacts }) => contacts.map(({ kind }) => kind)))).toEqual(
      new Set(ContactKind.options),
    )
    expect(cases.filter(({ contacts }) => contacts.length === 0).length).toBeGreaterThanOrEqual(8)
  })

  it('quote their text exactly, a contact not before its day', () => {
    for (const { id, text, contacts, published } of cases) {
      for (const { evidence, on } of contacts) {
        expect(text, id).toContain(evidence)
        if (on) expect(on <= published, id).toBe(true)
      }
    }
    for (const { id, text, people, facilities, claims, contacts } of documents) {
      for (const { mentions } of [...people, ...facilities])
        for (const mention of mentions) expect(text, id).toContain(mention)
      for (const { evidence, also } of claims)
        for (const quote of [evidence, ...also]) expect(text, id).toContain(quote)
      for (const { evidence } of contacts) expect(text, id).toContain(evidence)
    }
  })

  it('name victims, facilities and persons of contacts that are in their lists', () => {
    for (const { id, people, facilities, claims, contacts } of documents) {
      const names = people.map(({ name }) => name)
      for (const { type, victims, victim_group, facility } of claims) {
        expect(claimTypes, id).toContain(type)
        expect(names, id).toEqual(expect.arrayContaining(victims))
        expect(victims.length > 0 || victim_group !== null, id).toBe(true)
        if (facility) expect(facilities.map(({ name }) => name)).toContain(facility)
      }
      expect(names, id).toEqual(expect.arrayContaining(contacts.map(({ person }) => person)))
    }
  })

  it('hold articles near the subject that claim nothing', () => {
    expect(documents.filter(({ claims }) => claims.length === 0).length).toBeGreaterThanOrEqual(2)
  })
})
