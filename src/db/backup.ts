import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Trouble } from '../commands/command.ts'
import { version } from '../settings.ts'
import type { Sql, Transaction } from './database.ts'
import { migrate } from './migrate.ts'

// The file: gzip of JSON lines. The first names version and migrations; then per table its rows, as PostgreSQL itself
// writes them as JSON; then the evidence in pieces; the last line says that it is whole.

const EVIDENCE = ['warc', 'screenshots']
// What restoring makes itself.
const LEFT_OUT = ['migration', 'claim_count', 'claim_count_change']
const PIECE_BYTES = 512 * 1024
const ROWS_AT_ONCE = 500

export interface Counted {
  rows: number
  files: number
}

/** Writes all tables, as one moment saw them, and the evidence into one file. */
export async function backUp(sql: Sql, dataFolder: string, file: string): Promise<Counted> {
  const counted = { rows: 0, files: 0 }
  const half = `${file}.part`
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      await pipeline(
        Readable.from(lines(tx, dataFolder, counted)),
        createGzip(),
        createWriteStream(half, { mode: 0o600 }),
      )
    })
    await rename(half, file)
  } catch (error) {
    rmSync(half, { force: true })
    throw inWords(error, file)
  }
  return counted
}

async function* lines(tx: Transaction, dataFolder: string, counted: Counted): AsyncGenerator<string> {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`
  const migrations = (await tx<{ name: string }[]>`select name from migration order by name`).map(({ name }) => name)
  yield line({ vigil: version, migrations })
  for (const table of await tablesInOrder(tx)) {
    const rows = tx<{ row: string }[]>`select to_jsonb(t)::text as row from ${tx(table)} t`.cursor(ROWS_AT_ONCE)
    for await (const batch of rows) {
      counted.rows += batch.length
      yield `{"table":${JSON.stringify(table)},"rows":[${batch.map(({ row }) => row).join(',')}]}\n`
    }
  }
  for (const path of evidenceFiles(dataFolder)) {
    counted.files++
    for await (const piece of createReadStream(join(dataFolder, path), { highWaterMark: PIECE_BYTES }))
      yield line({ file: path, piece: (piece as Buffer).toString('base64') })
  }
  yield line({ end: counted })
}

/** Every table of ours, those that others refer to first. */
async function tablesInOrder(tx: Transaction): Promise<string[]> {
  const tables = (
    await tx<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all(${LEFT_OUT}) order by 1`
  ).map(({ name }) => name)
  const refers = await tx<{ from: string; to: string }[]>`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
    where contype = 'f' and conrelid <> confrelid`
  const order: string[] = []
  const visit = (table: string): void => {
    if (order.includes(table)) return
    for (const { to } of refers.filter(({ from }) => from === table)) visit(to)
    order.push(table)
  }
  for (const table of tables) visit(table)
  return order
}

function evidenceFiles(dataFolder: string): string[] {
  return EVIDENCE.filter((folder) => existsSync(join(dataFolder, folder))).flatMap((folder) =>
    readdirSync(join(dataFolder, folder), { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => statSync(join(dataFolder, path)).isFile()),
  )
}

/**
 * Fills an empty database and data folder from a back-up, all or nothing in the database.
 * @throws Trouble when there is something already, the file is cut off or of a newer version
 */
export async function restore(sql: Sql, dataFolder: string, file: string): Promise<Counted> {
  const counted = { rows: 0, files: 0 }
  try {
    const [{ some } = { some: false }] = await sql<{ some: boolean }[]>`
      select exists (select from discovery) or exists (select from account) as some`
    if (some)
      throw new Trouble('this database is not empty: restore into a new data folder (VIGIL_DATA) or a new database')
    await migrate(sql)
    await sql.begin(async (tx) => {
      const others = await othersTriggers(tx)
      for (const { table, name } of others) await tx`alter table ${tx(table)} disable trigger ${tx(name)}`
      const whole = await readLines(tx, dataFolder, file, counted)
      if (!whole) throw new Trouble(`${file} is cut off: it has no last line. Nothing was restored.`)
      // No triggers counted what was restored.
      await tx`select count_claims_again()`
      await tx`set constraints all immediate` // a table with checks still to come can't be altered
      for (const { table, name } of others) await tx`alter table ${tx(table)} enable trigger ${tx(name)}`
      await resetCounters(tx)
      // A back-up of an older version has nothing by which its articles are found.
      await tx`
        insert into search_todo (article_id) select id from article
        where not exists (select from article_search where article_search.discovery_id = article.discovery_id)
          or exists (select from claim where claim.discovery_id = article.discovery_id and has_secret)
        on conflict do nothing`
    })
  } catch (error) {
    throw inWords(error, file)
  }
  return counted
}

/** Triggers that add rows to other tables: what they would add comes out of the back-up itself. */
async function othersTriggers(tx: Transaction): Promise<{ table: string; name: string }[]> {
  const BEFORE = 2
  return tx<{ table: string; name: string }[]>`
    select tgrelid::regclass::text as "table", tgname as name from pg_trigger
    where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
      and (tgtype & ${BEFORE}::int) = 0`
}

async function readLines(tx: Transaction, dataFolder: string, file: string, counted: Counted): Promise<boolean> {
  const input = createReadStream(file).pipe(createGunzip())
  const opened = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  input.on('error', () => opened.close())
  let last: Record<string, unknown> = {}
  const seen = new Set<string>()
  for await (const text of opened) {
    last = JSON.parse(text)
    if (Array.isArray(last.migrations)) await checkMigrations(tx, last.migrations as string[])
    if (typeof last.table === 'string') {
      const rows = last.rows as unknown[]
      counted.rows += rows.length
      const columns = await columnsToFill(tx, last.table, rows[0] as object)
      await tx`insert into ${tx(last.table)} (${tx(columns)}) overriding system value
        select ${tx(columns)} from jsonb_populate_recordset(null::${tx(last.table)}, ${tx.json(rows as never)})`
    }
    if (typeof last.file === 'string') {
      if (!seen.has(last.file)) counted.files++
      await putPiece(dataFolder, last.file, Buffer.from(String(last.piece), 'base64'), !seen.has(last.file))
      seen.add(last.file)
    }
  }
  return 'end' in last
}

/** Columns of a table that its rows have: those that PostgreSQL makes itself, and those that came later, fill themselves. */
async function columnsToFill(tx: Transaction, table: string, row: object): Promise<string[]> {
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  return columns.flatMap(({ name }) => (Object.hasOwn(row, name) ? [name] : []))
}

async function checkMigrations(tx: Transaction, migrations: string[]): Promise<void> {
  const ours = new Set((await tx<{ name: string }[]>`select name from migration`).map(({ name }) => name))
  const unknown = migrations.filter((name) => !ours.has(name))
  if (unknown.length > 0)
    throw new Trouble(`the back-up was made by a newer Vigil (it has ${unknown.join(', ')}): update Vigil first`)
}

async function putPiece(dataFolder: string, path: string, bytes: Buffer, first: boolean): Promise<void> {
  const clean = normalize(path)
  // A back-up may come from anybody: it must not write elsewhere.
  if (!EVIDENCE.some((folder) => clean.startsWith(folder + sep)) || clean.includes('..'))
    throw new Trouble(`the back-up names a file outside the evidence ("${path}")`)
  const target = join(dataFolder, clean)
  mkdirSync(dirname(target), { recursive: true })
  await pipeline(Readable.from([bytes]), createWriteStream(target, { flags: first ? 'w' : 'a' }))
}

/** Identity columns count on from the highest restored id. */
async function resetCounters(tx: Transaction): Promise<void> {
  const columns = await tx<{ table: string; column: string }[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`
  for (const { table, column } of columns)
    await tx`select setval(pg_get_serial_sequence(${table}, ${column}), greatest((select max(${tx(column)}) from ${tx(table)}), 1))`
}

function inWords(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new Trouble(`the disc is full: ${file} could not be written`)
  if (code === 'ENOENT') return new Trouble(`there is no such file or folder: ${file}`)
  if (code === 'EACCES') return new Trouble(`this user may not read or write ${file}`)
  if (code?.startsWith('Z_') || error instanceof SyntaxError)
    return new Trouble(`${file} is no back-up of Vigil, or it is broken`)
  return error
}
