import { soundOf } from './sound.ts'

// Sounds that one name may be written with fall into one class; vowels, glides and h say little across scripts.
const CLASSES: Record<string, string> = {
  b: 'b', p: 'b', v: 'v', w: 'v', f: 'v',
  g: 'k', G: 'k', q: 'k', k: 'k', x: 'k', h: 'k', 3: 'k',
  d: 't', t: 't', z: 's', s: 's', 5: 's', S: 's', Z: 's', J: 's', C: 's', K: 's', c: 's', Q: 's', 1: 's', 2: 's',
  l: 'l', m: 'm', n: 'n', r: 'r',
} // biome-ignore format: one class a line reads as the table it is

const classOf: string[] = []
for (const [sound, kind] of Object.entries(CLASSES)) classOf[sound.charCodeAt(0)] = kind

/** The consonant classes of a sound (`soundOf`): "mmtv" for Məmmədov and Мамедов. Coarse on purpose; distance decides. */
export function keyOfSound(sound: string): string {
  let key = ''
  let last = ''
  for (let i = 0; i < sound.length; i++) {
    const kind = classOf[sound.charCodeAt(i)]
    if (kind === undefined || kind === last) continue
    key += kind
    last = kind
  }
  return key
}

/** The keys under which a sound is filed: a Latin c may be a к or a hush, a Latin ch a х, a Belarusian u (Haurylau) a ў. */
export function keysOfSound(sound: string): string[] {
  const key = keyOfSound(sound)
  if (!/[1K]|[aeoiy@]u/.test(sound)) return [key]
  const hard = sound.replaceAll('1', 'k').replaceAll('K', 'x')
  const short = /[aeoiy@]u/g
  return [
    ...new Set([key, keyOfSound(hard), keyOfSound(sound.replace(short, 'v')), keyOfSound(hard.replace(short, 'v'))]),
  ]
}

/** A key under which spellings of one name meet in all scripts, for search by sound: the words' keys in alphabetical order. */
export function soundKey(name: string): string {
  return name
    .split(/[^\p{L}\p{N}\p{M}'’ʼ`-]+/u)
    .map((word) => keyOfSound(soundOf(word)))
    .filter((key) => key !== '')
    .sort()
    .join(' ')
}
