// Runs a script of the repository or of a package with everything set up: `node scripts/run.mjs scripts/bench.ts whole`.
import { launch } from './launcher.mjs'

const [script, ...args] = process.argv.slice(2)
await launch(script, args)
