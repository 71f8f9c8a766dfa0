import { parentPort } from 'node:worker_threads'
import { extractOne, type PageFile } from './extract-one.ts'
import { BadLine } from './json-lines.ts'

// A thread of `vigil extract`: a page in, what was read of it out.
parentPort?.on('message', ({ n, page }: { n: number; page: PageFile }) => {
  try {
    parentPort?.postMessage({ n, outcome: extractOne(page) })
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    parentPort?.postMessage({ n, bad: error.message })
  }
})
