import { createHash } from 'node:crypto'
import { appendFileSync, createReadStream, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import { blankRecord, keptMembers, openWarc, readKept, type Warc } from '../../src/2-capture/warc.ts'
import type { Page } from '../../src/domain/fetch.ts'
import { testFolder } from '../database.ts'

let folder: ReturnType<typeof testFolder>
let warc: Warc
beforeEach(() => {
  folder = testFolder()
  warc = openWarc(folder.path, { software: 'vigil/test', now: () => new Date('2026-03-01T10:00:00Z') })
})
afterEach(async () => {
  await warc.close()
  folder.remove()
})

const pageOf = (text: string, url = 'https://post.example/news/1'): Page => ({
  url,
  finalUrl: url,
  redirects: [],
  status: 200,
  statusText: 'OK',
  headers: [
    ['Content-Type', 'text/html; charset=windows-1251'],
    ['Transfer-Encoding', 'chunked'],
  ],
  contentType: 'text/html; charset=windows-1251',
  served: Buffer.from(text),
  body: Buffer.from(text),
  wall: false,
  fetchedAt: new Date('2026-03-01T10:00:00Z'),
  request: { method: 'GET', url, headers: [['host', 'post.example']] },
  address: '93.184.216.34',
})

async function recordsOf(file: string) {
  const records = []
  for await (const record of new WARCParser(createReadStream(join(folder.path, file)))) {
    const text = await record.contentText()
    records.push({ type: record.warcType, uri: record.warcTargetURI, digest: record.warcPayloadDigest, text })
  }
  return records
}

describe('kept evidence', () => {
  it('is read back letter for letter from where it was said to lie', async () => {
    const kept = await warc.keepPage(pageOf('<p>Məktub gəlmədi</p>'))
    const read = await readKept(folder.path, kept, kept.sha256)
    expect('body' in read && read.body.toString()).toBe('<p>Məktub gəlmədi</p>')
    expect(kept.sha256).toEqual(createHash('sha256').update('<p>Məktub gəlmədi</p>').digest())
    expect(kept.file).toMatch(/^warc\/2026\/03\/vigil-20260301-.*\.warc\.gz$/)
  })

  it('is readable by a reader of others: what was asked, what was answered, with digests', async () => {
    const kept = await warc.keepPage(pageOf('<p>One</p>'))
    await warc.keepRendered({
      url: 'https://post.example/news/1',
      at: new Date(),
      html: Buffer.from('<p>Two</p>'),
      refersTo: kept.recordId,
    })
    const records = await recordsOf(kept.file)
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request', 'conversion'])
    expect(records[1]).toMatchObject({ uri: 'https://post.example/news/1', text: '<p>One</p>' })
    expect(records[1]!.digest).toMatch(/^sha256:[A-Z2-7]{52}====$/)
    expect(records[3]!.text).toBe('<p>Two</p>')
  })

  it('keeps each of many that come at once at its own place', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => warc.keepPage(pageOf(`page ${n}`))))
    const texts = await Promise.all(
      all.map(async (kept) => ((await readKept(folder.path, kept, kept.sha256)) as { body: Buffer }).body.toString()),
    )
    expect(texts).toEqual(all.map((_, n) => `page ${n}`))
  })

  it('is never shared by two writers', async () => {
    const second = openWarc(folder.path, { software: 'vigil/test', now: () => new Date('2026-03-01T10:00:00Z') })
    const [a, b] = await Promise.all([warc.keepPage(pageOf('a')), second.keepPage(pageOf('b'))])
    await second.close()
    expect(a.file).not.toBe(b.file)
  })

  it('stays readable before a record that a crash tore', async () => {
    const kept = await warc.keepPage(pageOf('whole'))
    const path = join(folder.path, kept.file)
    appendFileSync(path, readFileSync(path).subarray(kept.offset, kept.offset + kept.length - 7))
    expect(await readKept(folder.path, kept, kept.sha256)).toHaveProperty('body')
  })

  it('tells a flipped bit, a record cut short, a missing file and another body, each in words', async () => {
    const kept = await warc.keepPage(pageOf('evidence '.repeat(100)))
    const path = join(folder.path, kept.file)
    const whole = readFileSync(path)
    const flipped = Buffer.from(whole)
    const at = kept.offset + Math.floor(kept.length / 2)
    flipped[at] = flipped[at]! ^ 1
    writeFileSync(path, flipped)
    expect(await readKept(folder.path, kept, kept.sha256)).toHaveProperty('fault')
    writeFileSync(path, whole)
    expect(await readKept(folder.path, kept, createHash('sha256').update('other').digest())).toMatchObject({
      fault: expect.stringContaining('SHA-256'),
    })
    truncateSync(path, kept.offset + 10)
    expect(await readKept(folder.path, kept)).toMatchObject({ fault: expect.stringContaining('ends before') })
    expect(await readKept(folder.path, { ...kept, file: 'warc/none' })).toMatchObject({
      fault: expect.stringContaining('missing'),
    })
  })

  it('can be blanked for good, and those around it stay where they are', async () => {
    const [before, secret, after] = [
      await warc.keepPage(pageOf('before')),
      await warc.keepPage(pageOf('secret name', 'https://post.example/secret-slug')),
      await warc.keepPage(pageOf('after')),
    ]
    await blankRecord(folder.path, secret)
    expect(await readKept(folder.path, secret)).toHaveProperty('fault')
    for (const kept of [before, after]) expect(await readKept(folder.path, kept, kept.sha256)).toHaveProperty('body')
    const records = await recordsOf(secret.file)
    expect(records.filter(({ type }) => type === 'response').map(({ text }) => text)).toEqual(['before', 'after'])
    expect(records.filter(({ type }) => type === 'request')).toHaveLength(2)
    expect(records.filter(({ uri }) => uri?.includes('secret'))).toEqual([])
  })

  const hop = (url: string, body = ''): Page => ({
    ...pageOf(body, url),
    status: 301,
    statusText: 'Moved Permanently',
    headers: [['location', '/secret-slug']],
  })
  const led = {
    ...pageOf('secret name', 'https://post.example/secret-slug'),
    hops: [hop('https://post.example/a?secret=1'), hop('https://post.example/b?secret=1', 'x'.repeat(40_000))],
  }

  it('has a record of its own for each redirect, asked and answered, tied to the page it led to', async () => {
    const kept = await warc.keepPage(led)
    await warc.keepPage(pageOf('after'))
    const records = []
    for await (const record of new WARCParser(createReadStream(join(folder.path, kept.file)))) {
      const concurrent = record.warcHeaders.headers.get('WARC-Concurrent-To')
      records.push({
        type: record.warcType,
        uri: record.warcTargetURI,
        status: record.httpHeaders?.statusCode,
        concurrent,
      })
      await record.contentText()
    }
    expect(
      records.slice(1, 7).map(({ type, uri, status }) => [type, uri?.slice(20), type === 'response' ? status : null]),
    ).toEqual([
      ['response', '/secret-slug', 200],
      ['request', '/secret-slug', null],
      ['response', '/a?secret=1', 301],
      ['request', '/a?secret=1', null],
      ['response', '/b?secret=1', 301],
      ['request', '/b?secret=1', null],
    ])
    expect(records[3]!.concurrent).toBe(kept.recordId)
    const members = (await keptMembers(folder.path, kept, kept.sha256)) as Buffer
    expect(
      gunzipSync(members)
        .toString()
        .match(/^WARC-Type: .*$/gm),
    ).toHaveLength(6)
  })

  it('is blanked with the redirects that led to it, also when it is asked for twice', async () => {
    await warc.keepPage(pageOf('before'))
    const kept = await warc.keepPage(led)
    const after = await warc.keepPage(pageOf('after'))
    await blankRecord(folder.path, kept)
    await blankRecord(folder.path, kept)
    expect(gunzipSync(readFileSync(join(folder.path, kept.file))).toString()).not.toContain('secret')
    expect(await readKept(folder.path, after, after.sha256)).toHaveProperty('body')
    expect((await recordsOf(kept.file)).filter(({ type }) => type === 'response').map(({ text }) => text)).toEqual([
      'before',
      'after',
    ])
  })
})
