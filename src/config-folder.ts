import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * VIGIL_CONFIG, or config/: for the commands that must start at once. They read nothing else of the environment, and
 * settings.ts, which reads all of it, brings its schemas along.
 */
export const configFolder = (): string => resolve(ROOT, process.env.VIGIL_CONFIG || 'config')
