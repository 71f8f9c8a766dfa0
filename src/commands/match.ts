import { configFolder } from '../config-folder.ts'
import { compareProfessions, loadProfessions, type Professions, professionsNamed } from '../language/professions.ts'
import { compareNames } from '../names/names.ts'
import { type Command, WrongUse } from './command.ts'
import { BadLine, eachJsonLine } from './json-lines.ts'

function nameIn(value: Record<string, unknown>, field: string): string {
  const name = value[field]
  if (typeof name !== 'string') throw new BadLine(`"${field}" must be a name in quotation marks`)
  return name
}

let known: Professions | undefined

/** What is told of both professions, where the line tells of both. */
function professionsOf({ a_is: a, b_is: b }: Record<string, unknown>): { told: object; against: string[] } {
  if (typeof a !== 'string' || typeof b !== 'string') return { told: {}, against: [] }
  known ??= loadProfessions(configFolder())
  const found = { a: professionsNamed(a, known), b: professionsNamed(b, known) }
  const verdict = compareProfessions(found.a, found.b, known)
  const against =
    verdict && verdict.grade < 0 ? [`${verdict.a} is not ${verdict.b}: professions do not go together`] : []
  return { told: { professions: { ...found, grade: verdict?.grade ?? null } }, against }
}

export const command: Command = {
  help: `
Use: vigil match [--explain] [FILE|-]

Reads {"a": NAME, "b": NAME} a line and writes {a, b, score, same}: score 0 to 1, same where it reaches the shipped
threshold. Names may be Azerbaijani, Russian, English, Belarusian or Ukrainian, in any case, order or script. A surname
or a given name alone is never the same person.

  --explain   adds "words" (which words matched as what, at what cost: 0 is the same) and "against" (what spoke against).
              Where a line has "a_is" and "b_is", what each is told to be, it adds "professions": which were found, and
              how they speak, from 1 (the same) over 0 to -1 (can't be one person's). They change neither score nor same:
              a reviewer is asked.

Example: echo '{"a": "Гасану Алиеву", "b": "Həsən Əliyev"}' | vigil match --explain -`,
  async run(args) {
    const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--explain')
    if (unknown !== undefined) throw new WrongUse(`match has no option "${unknown}". vigil match --help tells its use.`)
    const files = args.filter((arg) => arg !== '--explain')
    if (files.length > 1) throw new WrongUse('match reads one file, or "-" for standard input.')
    const explain = args.includes('--explain')
    await eachJsonLine(files[0], (value) => {
      const a = nameIn(value, 'a')
      const b = nameIn(value, 'b')
      const comparison = compareNames(a, b)
      const verdict = { a, b, score: comparison.score, same: comparison.same }
      if (!explain) return verdict
      const { words, against } = comparison.explain()
      const professions = professionsOf(value)
      return { ...verdict, words, against: [...against, ...professions.against], ...professions.told }
    })
    return 0
  },
}
