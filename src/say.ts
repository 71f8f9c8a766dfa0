/**
 * A line of the log, on standard error: time, which process, what happened. Ids only, no texts, names or addresses with
 * keys; what may carry a password is masked here as a last line of defence.
 */
export function sayAs(process_: string): (line: string) => void {
  return (line) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${process_}: ${masked(line)}\n`)
}

/** "postgres://vigil:secret@host" → "postgres://vigil:…@host" */
export const masked = (line: string): string => line.replace(/(\w+:\/\/[^\s:/@]*:)[^\s@]+@/g, '$1…@')
