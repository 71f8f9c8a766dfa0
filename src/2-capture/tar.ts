/** The plain files in a tar archive: names within it and their bytes. Links and names that lead out of it are left out. */
export function* filesOfTar(bytes: Buffer): Generator<{ name: string; bytes: Buffer }> {
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number) =>
      bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12), 8) || 0
    const prefix = field(345, 155)
    const name = prefix ? `${prefix}/${field(0, 100)}` : field(0, 100)
    const plain = field(156, 1) === '0' || field(156, 1) === ''
    if (plain && !name.startsWith('/') && !name.split('/').includes('..'))
      yield { name, bytes: bytes.subarray(at + 512, at + 512 + size) }
    at += 512 + Math.ceil(size / 512) * 512
  }
}
