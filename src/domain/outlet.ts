import { z } from 'zod'

const MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const webAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })

/** "1.5h" → milliseconds. */
export const Duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'expected a number and ms, s, m, h or d, like 30m or 1.5h')
  .transform((written) => {
    const [, amount, unit] = /^([\d.]+)(\w+)$/.exec(written)!
    return Number(amount) * MS[unit as keyof typeof MS]
  })

export const Section = z.strictObject({
  url: webAddress,
  links: z.string().optional().describe('CSS; without it, links that look like articles'),
  next: z.string().optional().describe('CSS of the link to the next page'),
  pages: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('Followed on the first crawl too; ends at a page with nothing new'),
})
export type Section = z.infer<typeof Section>

/** An outlet's file. Only name, home and language are required: the rest is found or has a default. */
export const Outlet = z.strictObject({
  name: z.string().min(1).max(120),
  home: webAddress,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a language code such as en, ru or az'),
  feeds: z.array(webAddress).default([]),
  sitemaps: z.array(webAddress).default([]).describe('Found through robots.txt when nothing is given here'),
  sections: z.array(Section).default([]),
  mirrors: z.array(z.string()).default([]).describe('Other hosts that carry the same paths'),
  every: Duration.default(30 * MS.m).describe('How often its sources are looked at'),
  delay: Duration.default(5 * MS.s).describe(
    'From the end of one request to the start of the next on one host; a longer Crawl-delay wins',
  ),
  render: z.enum(['auto', 'always', 'never']).default('auto').describe('Whether pages are opened in the browser'),
  allow_private: z
    .boolean()
    .default(false)
    .describe('Hosts and ports named in this file may lie on the local network or machine; nothing else may'),
  enabled: z.boolean().default(true),
  proxy: z
    .url({ protocol: /^(https?|socks5h?)$/, error: 'expected http://host:port or socks5://host:port' })
    .optional()
    .describe('A way out of its own, such as Tor: socks5://127.0.0.1:9050'),
  since: z.iso.date().optional().describe('Its archive is fetched back to this day, slowly'),
  article: z.string().optional().describe('Regular expression: addresses of articles'),
  verified: z.boolean().default(true).describe('false: a lead that nobody has tried yet'),
  note: z.string().optional(),
  text: z.string().optional().describe('CSS of the element that holds the article text'),
  remove: z.array(z.string()).default([]).describe('CSS of what is not article text on its pages'),
  trim: z.array(z.string()).default([]).describe('Paragraphs beginning so are no part of an article'),
  date: z.string().optional().describe('CSS of the element that holds the date'),
})
export type Outlet = z.infer<typeof Outlet> & {
  /** Path of its file under config/outlets without the ending: "azerbaijan/caucasian-knot-en". */
  id: string
}
