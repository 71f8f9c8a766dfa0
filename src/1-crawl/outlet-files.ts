import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { load } from 'cheerio'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { ZodError, z } from 'zod'
import { Outlet } from '../domain/outlet.ts'

export { syncOutlets } from './outlet-rows.ts'

/** An outlet as its file has it: its id is where the file lies. */
export type Written = z.infer<typeof Outlet>

/** What is wrong in an outlet's file, where, and what is expected there. */
export interface OutletProblem {
  file: string
  line?: number
  expected: string
}

export interface OutletFiles {
  outlets: Outlet[]
  problems: OutletProblem[]
}

/** Reads every file below `<config>/outlets`. A wrong file is told with its line; the others are read all the same. */
export function readOutlets(configFolder: string): OutletFiles {
  const folder = join(configFolder, 'outlets')
  const outlets: OutletFiles['outlets'] = []
  const problems: OutletProblem[] = []
  for (const file of yamlFiles(folder)) {
    const id = relative(folder, file)
      .split(sep)
      .join('/')
      .replace(/\.ya?ml$/, '')
    const read = readOutlet(file)
    if ('outlet' in read) outlets.push({ ...read.outlet, id })
    else problems.push(...read.problems)
  }
  return { outlets, problems }
}

/** Reads one outlet's file. */
export function readOutlet(file: string): { outlet: Written } | { problems: OutletProblem[] } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { problems: [{ file, expected: `a file that can be read (${(error as NodeJS.ErrnoException).code})` }] }
  }
  return parseOutlet(text, file)
}

/** @param file how the file is called in what is said about it */
export function parseOutlet(text: string, file: string): { outlet: Written } | { problems: OutletProblem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken)
    return { problems: [{ file, line: lines.linePos(broken.pos[0]).line, expected: `YAML (${broken.message})` }] }
  const parsed = Outlet.safeParse(document.toJS() ?? {})
  if (!parsed.success) return { problems: problemsOf(parsed.error, document, lines, file) }
  const outlet = parsed.data
  const faults = selectorFaults(outlet)
  if (faults.length > 0)
    return { problems: faults.map(({ path, expected }) => ({ file, line: lineOf(document, lines, path), expected })) }
  return { outlet }
}

function problemsOf({ issues }: ZodError, document: Document, lines: LineCounter, file: string): OutletProblem[] {
  return issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
    const key = path.join('.') || 'the file'
    const missing = issue.code === 'invalid_type' && document.getIn(path as string[]) === undefined
    const expected = missing
      ? `"${key}" is missing`
      : issue.code === 'unrecognized_keys'
        ? `no key "${issue.keys.join('", "')}"`
        : `${key}: ${issue.message}`
    return { file, line: lineOf(document, lines, path), expected }
  })
}

// The line of a value, of the nearest thing around it where it is missing, or the first.
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length) as string[], true) as
      | { range?: [number, number, number] }
      | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function selectorFaults(outlet: Written): { path: (string | number)[]; expected: string }[] {
  const selectors: [(string | number)[], string | undefined][] = [
    ...outlet.sections.flatMap((section, n): [(string | number)[], string | undefined][] => [
      [['sections', n, 'links'], section.links],
      [['sections', n, 'next'], section.next],
    ]),
    [['text'], outlet.text],
    [['date'], outlet.date],
    ...outlet.remove.map((selector, n): [(string | number)[], string] => [['remove', n], selector]),
  ]
  const faults = selectors
    .filter(([, selector]) => selector !== undefined && !isSelector(selector))
    .map(([path, selector]) => ({ path, expected: `${path.join('.')}: expected a CSS selector, not "${selector}"` }))
  if (outlet.article && !isPattern(outlet.article))
    faults.push({ path: ['article'], expected: `article: expected a regular expression, not "${outlet.article}"` })
  return faults
}

const nothing = load('', { xml: { xmlMode: false } })

function isSelector(selector: string): boolean {
  try {
    nothing(selector)
    return selector.trim() !== ''
  } catch {
    return false
  }
}

function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'))
  } catch {
    return false
  }
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
