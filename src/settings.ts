import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Trouble } from './commands/command.ts'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export const version: string = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).version

const folder = (fallback: string) =>
  z
    .string()
    .min(1)
    .default(fallback)
    .transform((path) => resolve(root, path))
const yes = z
  .enum(['', '0', '1', 'false', 'true', 'off', 'on', 'no', 'yes'])
  .default('off')
  .transform((word) => ['1', 'true', 'on', 'yes'].includes(word))

/** Each variable that Vigil reads, with its default and meaning. docs/operating.md lists them; a test compares. */
export const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4780).describe('Port of the pages'),
  HOST: z.string().default('127.0.0.1').describe('Address that the pages listen on'),
  VIGIL_DATA: folder('data').describe('Folder of the database, the evidence and the locks'),
  VIGIL_CONFIG: folder('config').describe('Folder of outlets, claim types, lexicons and places'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address that readers use; links and secure cookies follow it'),
  TRUST_PROXY: yes.describe('Whether X-Forwarded-For is believed: on only behind a proxy of your own'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional()
    .describe('A PostgreSQL of your own (15 or later); without it Vigil runs one in the data folder'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'expected redis://host:port' })
    .optional()
    .describe('A Redis for the queues; without it they are kept in PostgreSQL'),
  VIGIL_CONTACT: z.string().max(200).optional().describe('E-mail or page told to outlets in the User-Agent'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected smtp://user:password@host:587 or smtps://…' })
    .optional()
    .describe('Mail server for alerts; without it mail waits'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'expected an address like Vigil <vigil@example.org>')
    .default('Vigil <vigil@localhost>')
    .describe('Sender of alerts'),
  VIGIL_WEBHOOK_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''))
    .describe('Hosts with ports, split by commas, to which webhooks may go though they lie on the local network'),
  VIGIL_CHROMIUM: z.string().optional().describe('Path of a Chromium to use for pages that need a browser'),
  VIGIL_DEBUG: yes.describe('Stack traces and chattier logs'),
})
export type Settings = z.infer<typeof Settings>

/**
 * The settings of this process.
 * @throws Trouble naming each variable that is wrong, never its value: it may hold a password
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Trouble(`the environment is not right. ${faults.join('; ')}`)
}
