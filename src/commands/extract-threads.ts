import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { extractOne, PageFile } from './extract-one.ts'
import { BadLine } from './json-lines.ts'

type Read = ReturnType<typeof extractOne>

/** Threads that read pages, as many as the machine has processors for, four at most. */
export class ExtractThreads {
  #workers: Worker[] = []
  #waiting = new Map<number, { resolve(read: Read): void; reject(error: Error): void }>()
  #next = 0

  read(page: PageFile): Promise<Read> {
    if (this.#workers.length === 0) this.#start()
    const n = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject })
      this.#workers[n % this.#workers.length]!.postMessage({ n, page })
    })
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #start(): void {
    const count = Math.max(1, Math.min(4, availableParallelism()))
    for (let i = 0; i < count; i++) {
      const worker = new Worker(new URL('extract-worker.ts', import.meta.url))
      worker.on('message', ({ n, outcome, bad }: { n: number; outcome?: Read; bad?: string }) => {
        const waiting = this.#waiting.get(n)
        this.#waiting.delete(n)
        if (outcome) waiting?.resolve(outcome)
        else waiting?.reject(new BadLine(bad))
      })
      worker.on('error', (error) => {
        for (const { reject } of this.#waiting.values()) reject(error as Error)
        this.#waiting.clear()
      })
      this.#workers.push(worker)
    }
  }
}
