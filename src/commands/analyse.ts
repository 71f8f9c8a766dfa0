import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyse, explain } from '../4-analyse/analyse.ts'
import { keepIn } from '../4-analyse/kept-tables.ts'
import { type Lexicon, loadLexicon } from '../4-analyse/lexicon.ts'
import { configFolder } from '../config-folder.ts'
import type { Claim, Contact } from '../domain/claim.ts'
import type { Reading, TextToRead } from '../domain/reading.ts'
import { type Command, Trouble, WrongUse } from './command.ts'
import { BadLine, eachJsonLine } from './json-lines.ts'

const help = `
  vigil analyse [--explain] [FILE|-]

Reads one JSON object a line: {"id", "title", "text", "lang"?, "outlet"?, "published"?, "url"?} and writes one line for
each: the people named, the places of detention, the claims with their evidence, the contacts that took place.
Offsets are UTF-16 code units into "text" as given.

  --explain   prints what each pass found, for a person to read, instead of JSON

Example:
  echo '{"id": 1, "text": "Samir Ashurov is held in Penal Colony No. 2."}' | vigil analyse
`

// Beside what Node keeps of our modules.
const KEPT = join(import.meta.dirname, '../../node_modules/.cache/vigil')

export const command: Command = {
  help,
  async run(args) {
    const explaining = args.includes('--explain')
    const [file, ...more] = args.filter((arg) => arg !== '--explain')
    const unknown = [file ?? '', ...more].find((arg) => arg.startsWith('-') && arg !== '-')
    if (unknown || more.length > 0)
      throw new WrongUse(
        unknown ? `analyse has no option "${unknown}".` : 'analyse takes one FILE, or - for standard input.',
      )
    const lexicon = loadLexicon(configFolder(), keepIn(KEPT))
    if (explaining) explainAll(file, lexicon)
    else
      await eachJsonLine(file, (value) => ({ id: value.id ?? null, ...written(analyse(textToRead(value), lexicon)) }))
    return 0
  },
}

// For a person to read, so it is lines of text; one text after the other, each under its id.
function explainAll(file: string | undefined, lexicon: Lexicon): void {
  for (const [index, line] of readWhole(file).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    try {
      const value = JSON.parse(line) as Record<string, unknown>
      const lines = explain(textToRead(value ?? {}), lexicon)
      process.stdout.write(`## ${value.id ?? index}\n${lines.join('\n')}\n\n`)
    } catch (error) {
      if (!(error instanceof BadLine) && !(error instanceof SyntaxError)) throw error
      process.stdout.write(`## line ${index + 1}: ${error.message}\n\n`)
    }
  }
}

function readWhole(file: string | undefined): string {
  try {
    return readFileSync(file === undefined || file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Trouble(`cannot read ${file ?? 'standard input'}: ${(error as Error).message}`)
  }
}

// Checked by hand: loading the schema library would take longer than reading a short text does.
function textToRead(value: Record<string, unknown>): TextToRead {
  if (typeof value.text !== 'string') throw new BadLine('"text" is missing or no string')
  const string = (key: string): string | null => {
    const field = value[key]
    if (field === undefined || field === null) return null
    if (typeof field !== 'string') throw new BadLine(`"${key}" is no string`)
    return field
  }
  return {
    title: string('title') ?? '',
    text: value.text,
    lang: string('lang'),
    outlet: string('outlet'),
    published: string('published'),
    url: string('url'),
  }
}

/** A reading as the contract writes it: snake_case keys, mentions of people and facilities as strings. */
function written({ lang, people, facilities, claims, contacts }: Reading): Record<string, unknown> {
  const surfaces = (mentions: { text: string }[]): string[] => [...new Set(mentions.map(({ text }) => text))]
  return {
    lang,
    people: people.map(({ name, mentions, held }) => ({ name, mentions: surfaces(mentions), held })),
    facilities: facilities.map(({ name, mentions }) => ({ name, mentions: surfaces(mentions) })),
    claims: claims.map(writtenClaim),
    contacts: contacts.map(({ kind, person, eventDate, evidence }: Contact) => ({
      kind,
      person,
      event_date: eventDate,
      evidence,
    })),
  }
}

function writtenClaim(claim: Claim): Record<string, unknown> {
  return {
    type: claim.type,
    status: claim.status,
    victims: claim.victims,
    victim_group: claim.victimGroup,
    facility: claim.facility,
    source: claim.source,
    source_chain: claim.sourceChain,
    event_date: claim.eventDate,
    confidence: claim.confidence,
    evidence: claim.evidence,
    also: claim.also,
    why: claim.why,
  }
}
