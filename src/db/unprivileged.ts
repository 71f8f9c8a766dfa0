import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user as whom a program runs where we are root: neither PostgreSQL nor a browser should have root's rights. */
export interface Unprivileged {
  uid: number
  gid: number
  name: string
}

const CANDIDATES = ['postgres', 'nobody']

/** Null where we are not root, and so run as ourselves. */
export function unprivilegedUser(): Unprivileged | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of CANDIDATES) {
    const found = users.find(([name]) => name === wanted)
    if (found) return { name: wanted, uid: Number(found[2]), gid: Number(found[3]) }
  }
  return { name: '65534', uid: 65534, gid: 65534 }
}

/** Whether a user without rights of its own can walk to a path: a clone in /root, or a folder of mktemp, can't be. */
function reachable(path: string): boolean {
  for (let folder = path; folder !== '/'; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false
  }
  return true
}

/**
 * The command line that runs a program as an unprivileged user. Where the program or its folder lies below a closed
 * folder, it gets one capability with it, to read and to walk through folders, and nothing else of root's.
 */
export function asUnprivileged(
  user: Unprivileged | null,
  program: string,
  args: string[],
  folders: string[],
): [string, string[]] {
  if (user === null) return [program, args]
  const open = [program, ...folders].every(reachable)
  // access(2), with which PostgreSQL looks for its own parts, heeds capabilities only without the set-uid fix-up.
  const capability = open
    ? ['--inh-caps=-all', '--bounding-set=-all']
    : [
        '--securebits=+no_setuid_fixup',
        '--inh-caps=-all,+dac_read_search',
        '--ambient-caps=-all,+dac_read_search',
        '--bounding-set=-all,+dac_read_search',
      ]
  return [
    'setpriv',
    [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--no-new-privs', ...capability, program, ...args],
  ]
}

/** Whether setpriv, with which rights are given up, is there; every Debian has it. */
export function canGiveUpRights(): boolean {
  return spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Whether this process may write into a folder. */
export function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
