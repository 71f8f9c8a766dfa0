import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWarc } from '../../src/2-capture/warc.ts'
import type { Database } from '../../src/db/database.ts'
import { addArticle } from '../6-review/made-up.ts'
import { testDatabase, testFolder } from '../database.ts'
import { ask, type Desk, openDesk, type Reader } from './desk.ts'

const EVIL = '<!doctype html><script>alert(document.cookie)</script><p>Его избили в колонии.</p>'

let db: Database
let desk: Desk
let leyla: Reader
const folder = testFolder()
beforeAll(async () => {
  db = await testDatabase()
  desk = await openDesk(db.sql, { VIGIL_DATA: folder.path })
  leyla = await desk.signIn('Leyla', 'reader')
})
afterAll(async () => {
  await desk.close()
  await db.close()
  folder.remove()
})

async function captured(
  html: string,
  { text = 'Его избили в колонии.', discoveryId }: { text?: string; discoveryId?: string } = {},
) {
  const made = await addArticle(db.sql, { text, language: 'ru', ...(discoveryId ? { discoveryId } : {}) })
  const warc = openWarc(folder.path, { software: 'test' })
  const kept = await warc.keepRendered({
    url: 'https://post.example/',
    at: new Date(),
    html: Buffer.from(html),
    refersTo: null,
  })
  await warc.close()
  await db.sql`
    update capture set sha256 = ${kept.sha256}, size = ${kept.size}, warc_file = ${kept.file}, warc_offset = ${kept.offset},
      warc_length = ${kept.length} where id = ${made.captureId}`
  return { ...made, file: kept.file, offset: kept.offset }
}

describe('the original of an article', () => {
  it('is one key away, checked against its hash, as bytes and as harmless text', async () => {
    const { discoveryId, captureId } = await captured(EVIL)
    expect((await leyla.get(`/articles/${discoveryId}`)).html).toContain(
      `<a href="/articles/${discoveryId}/original" data-key="open">`,
    )
    const page = await leyla.get(`/articles/${discoveryId}/original`)
    expect(page.html).toContain(createHash('sha256').update(EVIL).digest('hex'))
    expect(page.html).toContain('checked just now')
    const bytes = await leyla.get(`/captures/${captureId}/bytes`)
    expect(bytes.html).toBe(EVIL)
    expect(bytes.headers.get('content-type')).toBe('application/octet-stream')
    expect(bytes.headers.get('content-disposition')).toMatch(
      /^attachment; filename="capture-\d+-[0-9a-f]{12}\.html\.txt"$/,
    )
    const text = await leyla.get(`/captures/${captureId}/text`)
    expect(text.html).toBe(EVIL)
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    for (const { headers } of [bytes, text]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    }
  })

  it('whose bytes were changed or are missing says so, and is not given as evidence', async () => {
    const { discoveryId, captureId, file, offset } = await captured(EVIL.replace('колонии', 'тюрьме'))
    const path = join(folder.path, file)
    const whole = readFileSync(path)
    const broken = Buffer.from(whole)
    broken[offset + 60]! ^= 1
    writeFileSync(path, broken)
    expect((await leyla.get(`/articles/${discoveryId}/original`)).html).toContain('cannot be read')
    expect((await leyla.get(`/captures/${captureId}/bytes`)).status).toBe(404)
    writeFileSync(path, whole)
    expect((await leyla.get(`/captures/${captureId}/bytes`)).status).toBe(200)
    await db.sql`update capture set warc_file = 'warc/gone.warc.gz' where id = ${captureId}`
    const gone = await leyla.get(`/captures/${captureId}/text`)
    expect(gone.status).toBe(404)
    expect(gone.html).toContain('the file warc/gone.warc.gz is missing')
  })

  it('shows its screenshot, and no other file of the machine', async () => {
    const { captureId } = await captured(EVIL)
    expect((await leyla.get(`/captures/${captureId}/screenshot`)).status).toBe(404)
    mkdirSync(join(folder.path, 'screenshots'), { recursive: true })
    writeFileSync(join(folder.path, 'screenshots/1.jpg'), Buffer.from([0xff, 0xd8, 0xff]))
    await db.sql`update capture set screenshot = 'screenshots/1.jpg' where id = ${captureId}`
    const shown = await leyla.get(`/captures/${captureId}/screenshot`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    await db.sql`update capture set screenshot = 'screenshots/../../../../etc/passwd' where id = ${captureId}`
    expect((await leyla.get(`/captures/${captureId}/screenshot`)).status).toBe(404)
  })

  it('shows word for word what the outlet changed between any two versions', async () => {
    const first = await captured(EVIL, { text: 'Его избили в колонии.' })
    await captured(EVIL, { text: 'Его, как утверждают, избили в колонии.', discoveryId: first.discoveryId })
    await captured(EVIL, { text: 'Текст удалён.', discoveryId: first.discoveryId })
    const versions = await db.sql<
      { id: string }[]
    >`select id from article where discovery_id = ${first.discoveryId} order by id`
    const newest = (await leyla.get(`/articles/${first.discoveryId}/original`)).html
    expect(newest).toMatch(/<ins>Текст удалён.*<\/ins>|<del>/s)
    const compared = await leyla.get(
      `/articles/${first.discoveryId}/original?from=${versions[0]!.id}&to=${versions[1]!.id}`,
    )
    expect(compared.html).toMatch(/<ins>[^<]*как утверждают[^<]*<\/ins>/)
    expect(compared.html).not.toContain('удалён')
  })

  it('is shown to nobody who is not signed in', async () => {
    const { discoveryId, captureId } = await captured(EVIL)
    for (const path of [
      `/articles/${discoveryId}/original`,
      `/captures/${captureId}/bytes`,
      `/captures/${captureId}/text`,
    ])
      expect((await ask(`${desk.base}${path}`)).status).toBe(303)
    expect((await leyla.get('/captures/999999/bytes')).status).toBe(404)
  })
})
