/** One command of the command line. `run` gets what stands after the command's name and returns the exit code. */
export interface Command {
  /** Text for --help: use, options, an example. */
  help: string
  run(args: string[]): Promise<number>
}

/** Wrong use of a command: its message goes to the user, the exit code is 2. */
export class WrongUse extends Error {}

/** Something that the user can mend: its message goes to the user without a stack trace, the exit code is 1. */
export class Trouble extends Error {}
