import type { Action } from '../environment.ts'
import { countStates } from '../queries/queue.ts'
import { peerAddress } from '../request.ts'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
]

/** How the product is, for its own machine only: a request that a proxy passed on comes from somewhere else. */
export const health: Action =
  ({ sql }) =>
  async (c) => {
    const direct =
      LOOPBACK.test(peerAddress(c) ?? '') &&
      LOOPBACK_HOST.test(c.req.header('host') ?? '') &&
      FORWARDED.every((name) => c.req.header(name) === undefined)
    if (!direct)
      return c.json({ error: { code: 'forbidden', message: 'only for requests from this machine itself' } }, 403)
    try {
      const { articles, claims } = await countStates(sql)
      return c.json({ status: 'ok', articles, claims })
    } catch {
      return c.json({ status: 'database away', articles: null, claims: null }, 503)
    }
  }
