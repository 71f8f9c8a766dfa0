import type { Runner } from '../db/database.ts'
import { keyOfSound } from '../names/sound-key.ts'
import { keysOf, nearSounds, soundsOfWord } from './name-sounds.ts'

// More people of one name than that nobody goes through: another word helps.
const MOST = 500

const wordsOf = (text: string) => text.match(/[\p{L}\p{M}][\p{L}\p{M}'’ʼ-]*/gu) ?? []

/** Persons whose name or a spelling has the words as they are typed, or words that sound like them, in any script. */
export async function personsLike(sql: Runner, typed: string): Promise<string[]> {
  const like = `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`
  const words = wordsOf(typed).map((word) => soundsOfWord(word, null))
  // Coarse keys narrow the register down; the sounds decide. A word without consonants has no key.
  const keys = words.map((sounds) => [...new Set([...keysOf(sounds), ...sounds.map(keyOfSound)])].filter(Boolean))
  const sound = keys
    .filter((some) => some.length > 0)
    .map((some) => sql`sound_words && ${some}`)
    .reduce((all, one) => sql`${all} and ${one}`, sql`${keys.some((some) => some.length > 0)}`)
  const rows = await sql<{ id: string; name: string; spellings: string[]; written: boolean }[]>`
    select id, name, spellings, name ilike ${like} or array_to_string(spellings, ' ') ilike ${like} as written from person
    where merged_into is null and (name ilike ${like} or array_to_string(spellings, ' ') ilike ${like} or (${sound}))
    order by id desc limit ${MOST * 4}`
  const soundsLike = ({ name, spellings }: { name: string; spellings: string[] }) => {
    const own = wordsOf([name, ...spellings].join(' ')).flatMap((word) => soundsOfWord(word, null))
    return words.every((sounds) => sounds.length > 0 && nearSounds(sounds, own).length > 0)
  }
  return rows
    .filter((row) => row.written || soundsLike(row))
    .slice(0, MOST)
    .map(({ id }) => id)
}
