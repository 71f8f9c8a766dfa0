export type WordLists = { [name: string]: string[] | WordLists }

/**
 * Reads a file of word lists, such as config/page-words.yaml: names, one level of names within them, and for each a line
 * of words parted by commas, or a block (`|`) of phrases, one a line. That is YAML, and a test compares the two; but the YAML
 * package takes 80 ms to load and read it, a fifth of what a command may take to start.
 */
export function readWordLists(file: string): WordLists {
  const lists: WordLists = {}
  let group: WordLists = lists
  let block: string[] | null = null
  let blockIndent = 0
  for (const line of file.split('\n')) {
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    if (block !== null && indent > blockIndent) {
      block.push(line.trim())
      continue
    }
    block = null
    if (line.trimStart().startsWith('#')) continue
    const [, name, value] = /^\s*([\w-]+):\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`word lists: cannot read the line "${line}"`)
    if (indent === 0) group = lists
    if (value === '|') {
      block = []
      blockIndent = indent
      group[name] = block
    } else if (value !== '') group[name] = value.split(',').map((word) => word.trim())
    else {
      group = {}
      lists[name] = group
    }
  }
  return lists
}
