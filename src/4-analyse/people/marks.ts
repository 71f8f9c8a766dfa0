import { findPhrase } from '../../language/phrases.ts'
import type { Document } from '../document.ts'
import type { Kin, PeopleTables } from './tables.ts'

export interface RoleMark {
  kind: string
  first: number
  after: number
}
export interface KinMark extends Kin {
  first: number
  after: number
}

/** Where a document has words for what people are, whose kin they are, what they say and do; by word index. */
export interface Marks {
  roleFrom: Map<number, RoleMark>
  roleBefore: Map<number, RoleMark>
  kinFrom: Map<number, KinMark>
  kinBefore: Map<number, KinMark>
  said: Set<number>
  acts: Set<number>
}

/** Marks the words of a document; every word is looked up once. */
export function markWords(document: Document, tables: PeopleTables): Marks {
  const marks: Marks = {
    roleFrom: new Map(),
    roleBefore: new Map(),
    kinFrom: new Map(),
    kinBefore: new Map(),
    said: new Set(),
    acts: new Set(),
  }
  for (const { words, lang } of document.sentences) {
    if (lang === null || words.length === 0) continue
    const { roles, kin, said, acts } = tables[lang]
    const limit = words.at(-1)!.index + 1
    for (const { index, kind } of words) {
      if (kind !== 'word') continue
      const role = findPhrase(roles, document.words, index, limit)
      if (role) {
        const mark = { kind: role.value, first: role.first, after: role.after }
        marks.roleFrom.set(index, mark)
        marks.roleBefore.set(role.after, marks.roleBefore.get(role.after) ?? mark)
      }
      const relative = findPhrase(kin, document.words, index, limit)
      if (relative) {
        const mark = { ...relative.value, first: relative.first, after: relative.after }
        marks.kinFrom.set(index, mark)
        marks.kinBefore.set(relative.after, marks.kinBefore.get(relative.after) ?? mark)
      }
      if (findPhrase(said, document.words, index, limit)) marks.said.add(index)
      if (findPhrase(acts, document.words, index, limit)) marks.acts.add(index)
    }
  }
  return marks
}
