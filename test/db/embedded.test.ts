import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alive, holderOf, takeDataFolder } from '../../src/db/data-folder.ts'
import { openDatabase } from '../../src/db/database.ts'
import { embeddedUrl, startEmbedded } from '../../src/db/embedded.ts'
import { testFolder } from '../database.ts'

let folder: ReturnType<typeof testFolder>
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next, on another port if need be', async () => {
    const first = await startEmbedded(folder.path)
    const database = openDatabase(first.url)
    await database.sql`create table kept as select 'Şəmkir, Ганджа' as words`
    await database.close()
    await first.stop()
    expect(embeddedUrl(folder.path)).toBeNull()
    const second = await startEmbedded(folder.path)
    const again = openDatabase(second.url)
    expect(await again.sql`select words from kept`).toEqual([{ words: 'Şəmkir, Ганджа' }])
    await again.close()
    await second.stop()
    expect(second.repaired).toEqual([])
  })

  it('repairs what a kill -9 leaves, and says so', async () => {
    const first = await startEmbedded(folder.path)
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    const second = await startEmbedded(folder.path)
    expect(second.repaired).toEqual([expect.stringMatching(/not shut down properly/)])
    await second.stop()
  })

  it('stops a server that outlived its starter', async () => {
    const left = await startEmbedded(folder.path)
    const second = await startEmbedded(folder.path)
    expect(second.repaired).toEqual([expect.stringMatching(/left over.*stopped/)])
    await sleep(100)
    expect(alive(left.pid)).toBe(false)
    await second.stop()
  })

  it('makes a half-made database anew', async () => {
    mkdirSync(join(folder.path, 'postgres.new/base'), { recursive: true })
    const server = await startEmbedded(folder.path)
    expect(server.repaired).toEqual([expect.stringMatching(/half-made/)])
    await server.stop()
  })

  it('refuses the data of another major version, with the way out', async () => {
    mkdirSync(join(folder.path, 'postgres'))
    writeFileSync(join(folder.path, 'postgres/PG_VERSION'), '17\n')
    await expect(startEmbedded(folder.path)).rejects.toThrow(/PostgreSQL 17.*vigil backup.*vigil restore/)
  })

  it('never runs as root and lets nobody in without its password', async () => {
    const server = await startEmbedded(folder.path)
    const [, uid] = /Uid:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))!
    expect(uid).not.toBe('0')
    const stranger = openDatabase(server.url.replace(/vigil:[^@]+/, 'vigil:guess'))
    await expect(stranger.sql`select 1`).rejects.toThrow(/password/)
    await stranger.close()
    await server.stop()
  })
})

describe('the data folder', () => {
  it('is used by one process at a time', () => {
    writeFileSync(join(folder.path, 'vigil.lock'), lockOf(1))
    expect(() => takeDataFolder(folder.path)).toThrow(/used by another Vigil \(process 1\)/)
    expect(holderOf(folder.path)).toBe(1)
  })

  it('is taken over from a process that is gone, and from another that has its number now', () => {
    writeFileSync(join(folder.path, 'vigil.lock'), JSON.stringify({ pid: 1, start: 'another' }))
    const taken = takeDataFolder(folder.path)
    expect(taken.repaired).toEqual([expect.stringMatching(/lock was taken over/)])
    taken.release()
    expect(holderOf(folder.path)).toBeNull()
  })

  it('says in words why it can not be used', () => {
    writeFileSync(join(folder.path, 'a-file'), '')
    expect(() => takeDataFolder(join(folder.path, 'a-file/data'))).toThrow(/can't be used/)
  })
})

function lockOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return JSON.stringify({ pid, start: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] })
}
