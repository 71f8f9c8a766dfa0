import { z } from 'zod'
import {
  type Account,
  AccountName,
  addAccount,
  isZone,
  LANGUAGES,
  readAccount,
  readAccounts,
  setPassword,
  setPreferences,
  setRole,
} from '../../accounts/account-store.ts'
import { passwordFault } from '../../accounts/password.ts'
import { Role } from '../../domain/decision.ts'
import { ApiTrouble, notFound, route } from './route.ts'
import { Done, Id, Paging, pageFromAll, pageOf, Time } from './schemas.ts'

const ApiUser = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  enabled: z.boolean(),
  sees_confidential: z.boolean().describe('May see fields that are marked confidential'),
  created: Time,
})

const userTold = ({ id, name, role, disabledAt, seesConfidential, createdAt }: Account): z.input<typeof ApiUser> => ({
  id,
  name,
  role,
  enabled: disabledAt === null,
  sees_confidential: seesConfidential,
  created: createdAt.toISOString(),
})

const users = route({
  method: 'get',
  path: '/users',
  summary: 'The accounts of the team',
  role: 'admin',
  query: Paging,
  answer: pageOf(ApiUser),
  async answerWith({ query }, { sql }) {
    return pageFromAll(await readAccounts(sql), query, userTold)
  },
})

const FAULTS: Record<NonNullable<ReturnType<typeof passwordFault>>, string> = {
  'too-short': 'a password has at least ten characters',
  'too-long': 'the password is too long',
  'is-name': 'the password must not be the name',
}

function checkPassword(password: string, name: string): void {
  const fault = passwordFault(password, name)
  if (fault) throw new ApiTrouble(400, 'bad-password', FAULTS[fault])
}

const Password = z.string().min(1).max(2000)

const userAdd = route({
  method: 'post',
  path: '/users',
  summary: 'Makes an account',
  role: 'admin',
  body: z.object({ name: AccountName, role: Role, password: Password }),
  answer: ApiUser,
  async answerWith({ body }, { sql }) {
    checkPassword(body.password, body.name)
    const added = await addAccount(sql, body)
    if (!added) throw new ApiTrouble(409, 'taken', 'there is an account of this name')
    return userTold(added)
  },
})

const userChange = route({
  method: 'post',
  path: '/users/{id}',
  summary: 'Changes what somebody may do, or switches their account off: their sessions and tokens end then',
  role: 'admin',
  body: z.object({ role: Role, enabled: z.boolean(), sees_confidential: z.boolean() }),
  answer: ApiUser,
  async answerWith({ params, body: { sees_confidential: seesConfidential, ...body } }, { sql }) {
    const outcome = await setRole(sql, params.id!, { ...body, seesConfidential })
    if (outcome === 'not-found') throw notFound('account')
    if (outcome === 'last-admin') throw new ApiTrouble(409, 'last-admin', 'no admin would be left')
    return userTold((await readAccount(sql, params.id!))!)
  },
})

const userPassword = route({
  method: 'post',
  path: '/users/{id}/password',
  summary: 'A new password for somebody who lost theirs; all their sessions end',
  role: 'admin',
  body: z.object({ password: Password }),
  answer: Done,
  async answerWith({ params, body }, { sql }) {
    const found = await readAccount(sql, params.id!)
    if (!found) throw notFound('account')
    checkPassword(body.password, found.name)
    await setPassword(sql, found.id, body.password, null)
    return {}
  },
})

const ApiOwnAccount = ApiUser.extend({
  zone: z.string(),
  language: z.enum(LANGUAGES),
  keys_on: z.boolean().describe('Whether the keys of the pages are on'),
})
const ownTold = (account: Account): z.input<typeof ApiOwnAccount> => ({
  ...userTold(account),
  zone: account.zone,
  language: account.language,
  keys_on: account.keysOn,
})

const own = route({
  method: 'get',
  path: '/account',
  summary: 'Whose token this is, and what it may do',
  role: 'reader',
  answer: ApiOwnAccount,
  answerWith: async ({ account }) => ownTold(account),
})

const ownChange = route({
  method: 'post',
  path: '/account',
  summary: 'Changes your zone, language and keys',
  role: 'reader',
  body: z.object({
    zone: z.string().refine(isZone, 'there is no such time zone'),
    language: z.enum(LANGUAGES),
    keys_on: z.boolean(),
  }),
  answer: ApiOwnAccount,
  async answerWith({ body: { keys_on: keysOn, ...body }, account }, { sql }) {
    await setPreferences(sql, account.id, { ...body, keysOn })
    return ownTold((await readAccount(sql, account.id))!)
  },
})

export const teamRoutes = [users, userAdd, userChange, userPassword, own, ownChange]
