import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// npm run bench -- NAME [arguments]: each file of scripts/bench/ is one benchmark and says in its head what it measures.
const folder = join(dirname(fileURLToPath(import.meta.url)), 'bench')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
const [name, ...args] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [arguments]\nNAME is one of: ${names.join(', ')}`)
  process.exit(2)
}
const { bench } = (await import(join(folder, `${name}.ts`))) as { bench(args: string[]): Promise<void> }
await bench(args)
process.exit()
