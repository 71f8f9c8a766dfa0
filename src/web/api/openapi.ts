import { z } from 'zod'
import type { Route } from './route.ts'
import { ApiError, Id } from './schemas.ts'

type Json = Record<string, unknown>

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}

const content = (schema: z.ZodType, io: 'input' | 'output') => ({ 'application/json': { schema: jsonOf(schema, io) } })

/** The OpenAPI 3.1 document of the routes that the server answers: made of the same schemas, so that it can't drift. */
export function openApi(routes: Route[], { version, url }: { version: string; url: string }): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vigil',
      version,
      description:
        'Articles, claims and decisions of a Vigil. `Authorization: Bearer …` with a token of `vigil token NAME` or of the account page.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: jsonOf(ApiError, 'output') },
    },
    paths,
  }
}

function operation({ method, path, summary, role, query, body, answer }: Route): Json {
  const failure = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  })
  return {
    operationId: `${method}${path.replaceAll(/\/\{?(\w)(\w*)\}?/g, (_, first: string, rest: string) => first.toUpperCase() + rest)}`,
    summary,
    description: `For the role ${role} and those above it.`,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body ? { requestBody: { required: true, content: content(body, 'input') } } : {}),
    responses: {
      200: { description: 'As asked', content: content(answer, 'output') },
      400: failure('The request is not understood'),
      401: failure('No token, or one that is not known'),
      403: failure('Not for this role'),
      404: failure('There is no such thing, or it is not yours'),
      ...(method === 'post' ? { 409: failure('It has changed, or stands like that already') } : {}),
    },
  }
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonOf(Id, 'input'),
  }))

function queryParameters(query: z.ZodObject | null): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = jsonOf(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    }
  })
}
