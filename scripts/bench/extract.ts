// npm run bench -- extract [MANIFEST] [ROUNDS]: how many pages a second `vigil extract` reads, beside Mozilla's
// Readability on linkedom on the same pages in the same run. Each is a process of its own, timed from start to end, in
// turn, so that a busy machine slows both alike; processor time is shown too. MANIFEST has {id, url, html, content_type?} a line, as for
// `vigil extract`; without one, the test pages are read, each many times.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from '../../src/settings.ts'

const COPIES = 200

interface Timing {
  seconds: number
  processor: number
}

export async function bench([manifest, rounds = '3']: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  try {
    const file = manifest ? resolve(manifest) : testPages(folder)
    const pages = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '').length
    const ours = ['src/commands/main.ts', 'extract', '--manifest', file]
    const theirs = ['scripts/bench/read-with-readability.mjs', file]
    const times: { ours: Timing[]; theirs: Timing[] } = { ours: [], theirs: [] }
    for (let round = 0; round < Number(rounds); round++) {
      times.ours.push(time(ours))
      times.theirs.push(time(theirs))
    }
    const [a, b] = [best(times.ours), best(times.theirs)]
    console.log(`${pages} pages, best of ${rounds} rounds, whole process`)
    for (const [name, { seconds, processor }] of [
      ['vigil extract', a],
      ['Readability on linkedom', b],
    ] as const)
      console.log(
        `${name.padEnd(24)} ${seconds.toFixed(2)} s   ${(pages / seconds).toFixed(0)} pages/s   ${processor.toFixed(2)} s of processor time`,
      )
    console.log(
      `times as fast            ${(b.seconds / a.seconds).toFixed(2)} by the clock, ${(b.processor / a.processor).toFixed(2)} by processor time`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function testPages(folder: string): string {
  const pages = join(root, 'test/fixtures/pages')
  const lines = readdirSync(pages).flatMap((outlet) =>
    readdirSync(join(pages, outlet)).map((slug) => ({
      id: slug,
      url: null,
      html: join(pages, outlet, slug, 'page.html'),
    })),
  )
  const file = join(folder, 'manifest.jsonl')
  const copies = Array.from({ length: COPIES }, () => lines).flat()
  writeFileSync(file, copies.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return file
}

// Node tells no rusage of a child, so the child tells its own when it ends.
const REPORT = `data:text/javascript,${encodeURIComponent(
  "process.on('exit',()=>{const {user,system}=process.cpuUsage();process.stderr.write('\\ncpu '+(user+system)/1e6+'\\n')})",
)}`

function time(args: string[]): Timing {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`)
  return { seconds, processor: Number(/\ncpu ([\d.]+)/.exec(stderr)?.[1]) }
}

const best = (times: Timing[]): Timing => times.reduce((a, b) => (b.seconds < a.seconds ? b : a))
