import type { z } from 'zod'
import type { Account } from '../../accounts/account-store.ts'
import type { Role } from '../../domain/decision.ts'
import type { WebDeps } from '../environment.ts'

/** What a route's answer can be beside the thing itself. */
export class ApiTrouble extends Error {
  readonly status: 400 | 404 | 409
  readonly code: string
  constructor(status: 400 | 404 | 409, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export interface Asked<Q, B> {
  params: Record<string, string>
  query: Q
  body: B
  account: Account
}

/** One address of the API, told once: the server answers by it and the OpenAPI document is made of it. */
export interface Route {
  method: 'get' | 'post' | 'delete'
  /** With parameters in braces: /claims/{id}. */
  path: string
  summary: string
  role: Role
  query: z.ZodObject | null
  body: z.ZodType | null
  answer: z.ZodType
  answerWith(asked: Asked<unknown, unknown>, deps: WebDeps): Promise<unknown>
}

interface Given<Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType> {
  method: Route['method']
  path: string
  summary: string
  role: Role
  query?: Q
  body?: B
  answer: A
  answerWith(asked: Asked<z.infer<Q>, z.infer<B>>, deps: WebDeps): Promise<z.input<A>>
}

/** Checks a route's handler against its own schemas. */
export function route<
  A extends z.ZodType,
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodNull,
>(given: Given<Q, B, A>): Route {
  const { query = null, body = null, answerWith, ...rest } = given
  return {
    ...rest,
    query,
    body,
    answerWith: (asked, deps) => answerWith(asked as Asked<z.infer<Q>, z.infer<B>>, deps),
  }
}

export const notFound = (what: string): ApiTrouble => new ApiTrouble(404, 'not-found', `there is no such ${what}`)
