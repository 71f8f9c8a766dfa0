import postgres from 'postgres'

export type Sql = postgres.Sql
export type Transaction = postgres.TransactionSql
/** What a query can be run on: the pool, or a transaction that is under way. */
export type Runner = Sql | Transaction

export interface Database {
  sql: Sql
  close(): Promise<void>
}

// What is looked up lies in memory, or on a disc that does not turn: with the price of one that does, the planner reads
// whole tables for a page or a batch, and more of them as the archive grows. Helpers take longer to start than a page may
// take, and the other core has articles to read. And to remember what was looked up, room is made for all claims where
// forty are shown, which takes as long as the rest of a page.
const PLANNING = { random_page_cost: '1.1', max_parallel_workers_per_gather: '0', enable_memoize: 'off' }

// Steps run the same few statements again and again, all of them look-ups by index: planning each anew costs more than
// running it.
const QUICK = { synchronous_commit: 'off', plan_cache_mode: 'force_generic_plan' }

/**
 * A pool of connections. `durable: false` is for what can be made again from what is stored already: a commit does not
 * wait for the disc, and a crash of the server may take the last half second of it (docs/decisions/0005).
 *
 * Names are snake_case in SQL and camelCase in TypeScript; only here are they converted. */
export function openDatabase(
  url: string,
  { connections = 8, durable = true }: { connections?: number; durable?: boolean } = {},
): Database {
  const sql = postgres(url, {
    max: connections,
    // Keys inside JSON stay as they are: what is stored is what domain/ says.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    connection: { application_name: 'vigil', TimeZone: 'UTC', ...PLANNING, ...(durable ? {} : QUICK) },
    idle_timeout: 0,
    connect_timeout: 10,
    // bigint ids travel as text: they are names, not numbers to count with.
    types: {
      bigint: { to: 20, from: [20], serialize: (id: string | number) => String(id), parse: (id: string) => id },
    },
    onnotice: () => {},
  })
  return { sql, close: () => sql.end({ timeout: 3 }) }
}
