import type { Document } from '../document.ts'
import type { Person } from '../people/person.ts'
import type { Stretch } from './speaker.ts'

/** A person as named at a place of the text. */
export interface Named extends Stretch {
  person: Person
}

const bySentence = new WeakMap<readonly Person[], Map<number, Named[]>>()

/** The people named in a sentence, in their order. */
export function namedIn(document: Document, sentence: number): Named[] {
  let index = bySentence.get(document.people)
  if (!index) {
    index = new Map()
    for (const person of document.people)
      for (const { start, end, sentence: at } of person.mentions) {
        const row = index.get(at)
        if (row) row.push({ person, start, end })
        else index.set(at, [{ person, start, end }])
      }
    for (const row of index.values()) row.sort((a, b) => a.start - b.start)
    bySentence.set(document.people, index)
  }
  return index.get(sentence) ?? []
}

// What may stand between the names of a list: "A, journalist B and the poet C".
const LINK = /^\s*(?:,|and|и|və|ilə|as well as|а также)[\s,]*(?:(?:and|и|və|also|также)\s+)?(?:[\p{L}'’-]+\s+){0,6}$/u

/** The named who stand nearest to a span, with those whom they are listed with ("A, B and C"). */
export function listedWith(document: Document, named: Named[], span: Stretch): Named[] {
  // What is said of somebody mostly follows the name.
  const distance = ({ start, end }: Named) =>
    end <= span.start ? span.start - end : start >= span.end ? (start - span.end) * 1.5 : 0
  const nearest = named.reduce((best, name) => (distance(name) < distance(best) ? name : best))
  const at = named.indexOf(nearest)
  const row = [nearest]
  for (let i = at - 1; i >= 0 && linked(document, named[i]!, row[0]!); i--) row.unshift(named[i]!)
  for (let i = at + 1; i < named.length && linked(document, row.at(-1)!, named[i]!); i++) row.push(named[i]!)
  return [...new Map(row.map((name) => [name.person.id, name])).values()]
}

// "A, a member of the congregation, and B": what somebody is stands between commas.
const APPOSED = /^\s?,[^,.;:!?“”"«»]{3,70},\s(?:and|и|və)\s(?:[\p{Ll}-]+\s){0,3}$/u

function linked(document: Document, before: Named, after: Named): boolean {
  if (after.start <= before.end || after.start - before.end > 80) return false
  const between = document.text.slice(before.end, after.start)
  return LINK.test(between) || APPOSED.test(between)
}
