import { openHttp } from '../../src/2-capture/http.ts'
import { PAGE_LIMITS } from '../../src/2-capture/one-request.ts'
import type { CaptureDeps } from '../../src/2-capture/step.ts'
import { openWarc } from '../../src/2-capture/warc.ts'
import type { Sql } from '../../src/db/database.ts'
import { canonicalAddress } from '../../src/domain/canonical-address.ts'
import { Outlet } from '../../src/domain/outlet.ts'

/** Limits as in the product, but shorter, so that the tests are. */
export const QUICK_LIMITS = { ...PAGE_LIMITS, firstByteMs: 1_500, allMs: 2_500, bodyBytes: 2 * 1024 * 1024 }

/** What the capture step needs, on a test's own database and folder. */
export function captureDeps(sql: Sql, dataFolder: string): CaptureDeps & { close(): Promise<void> } {
  const http = openHttp({ sql, version: '0.0.0', contact: 'desk@example.org', limits: QUICK_LIMITS })
  const warc = openWarc(dataFolder, { software: 'vigil/test' })
  return {
    sql,
    http,
    warc,
    dataFolder,
    now: () => new Date(),
    close: async () => void (await Promise.all([http.close(), warc.close()])),
  }
}

/** An outlet's row; its file allows the loopback host that it names. */
export async function saveOutlet(
  sql: Sql,
  id: string,
  written: Partial<Record<keyof Outlet, unknown>>,
): Promise<Outlet> {
  const { id: _, ...definition } = {
    id,
    ...Outlet.parse({ name: id, language: 'en', delay: '0s', allow_private: true, ...written }),
  }
  await sql`insert into outlet (id, definition, enabled) values (${id}, ${sql.json(definition as never)}, true)
    on conflict (id) do update set definition = excluded.definition`
  return { id, ...definition }
}

export async function saveDiscovery(sql: Sql, outlet: Outlet, url: string): Promise<string> {
  const address = canonicalAddress(url, outlet)!
  const [row] = await sql<{ id: string }[]>`
    insert into discovery (outlet_id, url, url_hash, host) values (${outlet.id}, ${address.url}, ${address.hash}, ${address.host})
    returning id`
  return row!.id
}
