#!/usr/bin/env node
import { launch } from './launcher.mjs'

await launch('src/commands/main.ts', process.argv.slice(2))
