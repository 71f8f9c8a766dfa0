import { z } from 'zod'
import {
  addRecordFeed,
  type RecordFeed,
  RecordKind,
  recordFeeds,
  recordOf,
  removeRecordFeed,
  renewRecordFeed,
} from '../queries/record-feeds.ts'
import { notFound, route } from './route.ts'
import { Done, Id, Paging, pageFromAll, pageOf, Time } from './schemas.ts'

const ApiFeed = z.object({
  id: Id,
  kind: RecordKind,
  record: z.string().describe('Id of the person, place, outlet or incident'),
  path: z
    .string()
    .describe('Its address on this server; whoever has it can read the feed. Takes the filters of /claims'),
  created: Time,
})
const told = ({ id, kind, record, key, createdAt }: RecordFeed): z.input<typeof ApiFeed> => ({
  id,
  kind,
  record,
  path: `/feeds/${key}.atom`,
  created: createdAt.toISOString(),
})

const list = route({
  method: 'get',
  path: '/feeds',
  summary: 'Your Atom feeds of records; those of watches are with the watches',
  role: 'reader',
  query: Paging,
  answer: pageOf(ApiFeed),
  async answerWith({ query, account }, { sql }) {
    return pageFromAll(await recordFeeds(sql, account.id), query, told)
  },
})

const add = route({
  method: 'post',
  path: '/feeds',
  summary: 'Makes a feed of a record; the one that there is already stays',
  role: 'reader',
  body: z.object({ kind: RecordKind, record: z.string().min(1).max(200) }),
  answer: ApiFeed,
  async answerWith({ body, account }, { sql }) {
    if (!(await recordOf(sql, body.kind, body.record))) throw notFound('record')
    return told(await addRecordFeed(sql, account.id, body))
  },
})

const renew = route({
  method: 'post',
  path: '/feeds/{id}/renew',
  summary: 'A new address for a feed: the old one tells nothing any more',
  role: 'reader',
  answer: ApiFeed,
  async answerWith({ params, account }, { sql }) {
    const feed = await renewRecordFeed(sql, account.id, params.id!)
    if (!feed) throw notFound('feed')
    return told(feed)
  },
})

const remove = route({
  method: 'delete',
  path: '/feeds/{id}',
  summary: 'Ends a feed',
  role: 'reader',
  answer: Done,
  async answerWith({ params, account }, { sql }) {
    if (!(await removeRecordFeed(sql, account.id, params.id!))) throw notFound('feed')
    return {}
  },
})

export const feedRoutes = [list, add, renew, remove]
