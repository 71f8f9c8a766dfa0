import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOffer, mergePersons, neverPerson, splitName, undoJudgement } from '../../../src/5-link/persons/judge.ts'
import { linkPersons } from '../../../src/5-link/persons/link-persons.ts'
import type { Database } from '../../../src/db/database.ts'
import { loadProfessions } from '../../../src/language/professions.ts'
import { root } from '../../../src/settings.ts'
import { addArticle } from '../../6-review/made-up.ts'
import { testDatabase } from '../../database.ts'

const professions = loadProfessions(join(root, 'config'))

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.sql`truncate person, discovery, facility cascade`)

const relinked: string[] = []
const deps = () => ({ sql: db.sql, relink: async (_: unknown, ids: string[]) => void relinked.push(...ids) })

interface Named {
  name: string
  held?: boolean
  born?: number
  professions?: string[]
}

/** An article that names people and places, linked. */
async function article(
  people: (string | Named)[],
  places: string[] = [],
): Promise<{ discoveryId: string; articleId: string }> {
  const named = people.map((one) => (typeof one === 'string' ? { name: one } : one))
  const made = await addArticle(db.sql, { text: [...named.map(({ name }) => name), ...places].join(' ') })
  let at = 0
  for (const { name, held = null, born = null, professions = null } of named as {
    name: string
    held?: boolean | null
    born?: number | null
    professions?: string[] | null
  }[]) {
    await db.sql`insert into mention ${db.sql({ articleId: made.articleId, kind: 'person', name, held, born, professions, starts: at, ends: at + name.length, words: name })}`
    at += name.length + 1
  }
  for (const name of places) {
    await db.sql`insert into facility (name) values (${name}) on conflict do nothing`
    await db.sql`
      insert into mention (article_id, kind, name, starts, ends, words, facility_id)
      select ${made.articleId}, 'facility', ${name}, ${at}, ${at + name.length}, ${name}, id from facility where name = ${name}`
    at += name.length + 1
  }
  await link(made)
  return made
}
const link = ({ discoveryId, articleId }: { discoveryId: string; articleId: string }) =>
  db.sql.begin((tx) => linkPersons(tx, [{ articleId, discoveryId }], professions))
const personOf = async ({ articleId }: { articleId: string }, name: string): Promise<string | null> =>
  (await db.sql`select person_id from mention where article_id = ${articleId} and name = ${name}`)[0]!.personId
const offers = () => db.sql<
  {
    id: string
    name: string
    personId: string | null
    candidateId: string
    answer: string | null
    words: unknown[]
    context: { kind: string; grade?: number }[]
    against: string[]
  }[]
>`
  select * from person_offer order by id`

describe('who is who', () => {
  it('knows one person across three scripts at once', async () => {
    const first = await article(['Rauf Tahirzadə'])
    const second = await article(['Рауф Тахирзаде'])
    expect(await personOf(second, 'Рауф Тахирзаде')).toBe(await personOf(first, 'Rauf Tahirzadə'))
  })

  it('makes no person of a surname alone, nor of an initial', async () => {
    const one = await article(['Tahirzadə', 'R. Tahirzadə'])
    expect(await personOf(one, 'Tahirzadə')).toBeNull()
    expect(await personOf(one, 'R. Tahirzadə')).toBeNull()
    expect(await db.sql`select from person`).toHaveLength(0)
  })

  it('keeps different fathers’ names apart', async () => {
    const one = await article(['Kamil Yusupovich Abasov', 'Kamil Ramazanovich Abasov'])
    expect(await personOf(one, 'Kamil Yusupovich Abasov')).not.toBe(await personOf(one, 'Kamil Ramazanovich Abasov'))
  })

  it('asks where two namesakes fit, and ties the name to neither', async () => {
    await article(['Kamil Yusupovich Abasov', 'Kamil Ramazanovich Abasov'])
    const second = await article(['Kamil Abasov'])
    expect(await personOf(second, 'Kamil Abasov')).toBeNull()
    expect((await offers()).map(({ personId }) => personId)).toEqual([null, null])
  })

  it('lets the place tell namesakes apart, and shows nothing to ask', async () => {
    const prisoner = await article([{ name: 'Kamil Yusupovich Abasov', held: true }], ['IK-14'])
    await article([{ name: 'Kamil Ramazanovich Abasov', held: false }])
    const third = await article([{ name: 'Kamil Abasov', held: true }], ['IK-14'])
    expect(await personOf(third, 'Kamil Abasov')).toBe(await personOf(prisoner, 'Kamil Yusupovich Abasov'))
    expect(await offers()).toHaveLength(0)
  })

  it('asks about a namesake of another age: a grandfather and the grandson who has his name', async () => {
    const grandson = await article([{ name: 'Elçin Rəhimov', born: 1999 }])
    const grandfather = await article([{ name: 'Elçin Rəhimov', born: 1948 }])
    const again = await article([{ name: 'Elçin Rəhimov', born: 1998 }])
    expect(await personOf(grandfather, 'Elçin Rəhimov')).not.toBe(await personOf(grandson, 'Elçin Rəhimov'))
    expect(await db.sql`select against from person_offer where name = 'Elçin Rəhimov' order by id limit 1`).toEqual([
      { against: ['age'] },
    ])
    expect(await personOf(again, 'Elçin Rəhimov')).toBe(await personOf(grandson, 'Elçin Rəhimov'))
  })

  it('asks about a judge who has a journalist’s name, whatever else the two have in common', async () => {
    const first = await article([{ name: 'Rauf Tahirzadə', professions: ['journalist'] }], ['Prison No. 1'])
    const judge = await article([{ name: 'Рауф Тахирзаде', professions: ['judge'] }], ['Prison No. 1'])
    expect(await personOf(judge, 'Рауф Тахирзаде')).not.toBe(await personOf(first, 'Rauf Tahirzadə'))
    const [offer] = await offers()
    expect(offer!.against).toEqual(['profession'])
    expect(offer!.context).toContainEqual({ kind: 'profession', grade: -1, a: 'judge', b: 'journalist' })
  })

  it('asks about a driver who has a teacher’s name where nothing else is in common, and takes him for the teacher where something is', async () => {
    const teacher = await article([{ name: 'Rauf Tahirzadə', professions: ['teacher'] }], ['Prison No. 1'])
    const driver = await article([{ name: 'Rauf Tahirzadə', professions: ['driver'] }])
    expect(await personOf(driver, 'Rauf Tahirzadə')).not.toBe(await personOf(teacher, 'Rauf Tahirzadə'))
    expect(await offers()).toHaveLength(1)
    await db.sql`truncate person, discovery, facility cascade`
    const first = await article([{ name: 'Rauf Tahirzadə', professions: ['teacher'] }], ['Prison No. 1'])
    const there = await article([{ name: 'Rauf Tahirzadə', professions: ['driver'] }], ['Prison No. 1'])
    expect(await personOf(there, 'Rauf Tahirzadə')).toBe(await personOf(first, 'Rauf Tahirzadə'))
  })

  it('tells two namesakes apart by what each is, and ties to neither whom it does not know', async () => {
    const journalist = await article([{ name: 'Rauf Tahirzadə', professions: ['journalist'] }])
    const judge = await article([{ name: 'Rauf Tahirzadə', professions: ['judge'] }])
    const again = await article([{ name: 'Рауф Тахирзаде', professions: ['blogger'] }])
    expect(await personOf(again, 'Рауф Тахирзаде')).toBe(await personOf(journalist, 'Rauf Tahirzadə'))
    const unknown = await article(['Рауф Тахирзаде'])
    expect(await personOf(unknown, 'Рауф Тахирзаде')).toBeNull()
    expect(await personOf(judge, 'Rauf Tahirzadə')).not.toBeNull()
  })

  it('joins nobody for a profession alone: an initial stays an initial, a near name a question', async () => {
    await article([{ name: 'Rauf Tahirzadə', professions: ['journalist'] }])
    const short = await article([{ name: 'R. Tahirzadə', professions: ['journalist'] }])
    expect(await personOf(short, 'R. Tahirzadə')).toBeNull()
  })

  it('offers a prisoner’s name that a free man bears, instead of taking it', async () => {
    const prisoner = await article([{ name: 'Elçin Rəhimov', held: true }], ['IK-14'])
    const coach = await article([{ name: 'Elçin Rəhimov', held: false }])
    expect(await personOf(coach, 'Elçin Rəhimov')).not.toBe(await personOf(prisoner, 'Elçin Rəhimov'))
    expect(await offers()).toHaveLength(1)
  })
})

describe('what a reviewer says of a match', () => {
  /** A prisoner and a name that may be his. */
  async function unsure() {
    const prisoner = await article([{ name: 'Elçin Rəhimov', held: true }])
    const other = await article([{ name: 'Elçin Rəhimov', held: false }])
    const [offer] = await offers()
    return {
      prisoner,
      other,
      offer: offer!,
      was: await personOf(prisoner, 'Elçin Rəhimov'),
      own: await personOf(other, 'Elçin Rəhimov'),
    }
  }

  it('“same” joins the two, and undoing parts them again', async () => {
    const { other, offer, was, own } = await unsure()
    const answered = await answerOffer(offer.id, 'same', 'ayla', deps())
    expect(await personOf(other, 'Elçin Rəhimov')).toBe(was)
    expect(answered.kind).toBe('done')
    if (answered.kind === 'done') await undoJudgement(answered.judgementId, 'ayla', deps())
    expect(await personOf(other, 'Elçin Rəhimov')).toBe(own)
    expect((await offers())[0]!.answer).toBeNull()
    expect((await db.sql`select merged_into from person where id = ${own}`)[0]!.mergedInto).toBeNull()
  })

  it('“different” is heeded by a new analysis that forgot all ties', async () => {
    const { other, offer, was } = await unsure()
    await answerOffer(offer.id, 'different', 'ayla', deps())
    await db.sql`update mention set person_id = null, held = true where article_id = ${other.articleId}`
    await link(other)
    expect(await personOf(other, 'Elçin Rəhimov')).not.toBe(was)
    expect((await offers()).filter(({ answer }) => answer === null)).toHaveLength(0)
  })

  it('“same” is heeded too, and an answer is given once', async () => {
    const { other, offer, was } = await unsure()
    await answerOffer(offer.id, 'same', 'ayla', deps())
    await db.sql`update mention set person_id = null where article_id = ${other.articleId}`
    await link(other)
    expect(await personOf(other, 'Elçin Rəhimov')).toBe(was)
    expect(await answerOffer(offer.id, 'different', 'rauf', deps())).toEqual({ kind: 'refused', because: 'answered' })
  })

  it('“don’t know” leaves both as they are and is not asked again', async () => {
    const { other, offer, own } = await unsure()
    await answerOffer(offer.id, 'unknown', 'ayla', deps())
    await link(other)
    expect(await personOf(other, 'Elçin Rəhimov')).toBe(own)
    expect((await offers()).filter(({ answer }) => answer === null)).toHaveLength(0)
  })

  it('a name that is none of its namesakes gets a person of its own', async () => {
    await article(['Kamil Yusupovich Abasov', 'Kamil Ramazanovich Abasov'])
    const third = await article(['Kamil Abasov'])
    for (const { id } of await offers()) await answerOffer(id, 'different', 'ayla', deps())
    expect(await personOf(third, 'Kamil Abasov')).not.toBeNull()
    expect(await db.sql`select from person`).toHaveLength(3)
  })

  it('merges and splits, and takes both back, with what came in between', async () => {
    const one = await article(['Aysel Mirzəyeva'])
    const two = await article(['Fidan Quliyeva'])
    const [from, into] = [(await personOf(one, 'Aysel Mirzəyeva'))!, (await personOf(two, 'Fidan Quliyeva'))!]
    const merged = await mergePersons(from, into, 'ayla', deps())
    const between = await article(['Aysel Mirzəyeva'])
    expect(await personOf(between, 'Aysel Mirzəyeva')).toBe(into)
    if (merged.kind === 'done') await undoJudgement(merged.judgementId, 'ayla', deps())
    expect(await personOf(one, 'Aysel Mirzəyeva')).toBe(from)
    expect(await personOf(between, 'Aysel Mirzəyeva')).toBe(from)
    expect(await personOf(two, 'Fidan Quliyeva')).toBe(into)

    const split = await splitName({ discoveryId: between.discoveryId, name: 'Aysel Mirzəyeva' }, 'ayla', deps())
    expect(await personOf(between, 'Aysel Mirzəyeva')).not.toBe(from)
    if (split.kind === 'done') await undoJudgement(split.judgementId, 'ayla', deps())
    expect(await personOf(between, 'Aysel Mirzəyeva')).toBe(from)
  })

  it('“never a person” holds for all articles, old and new, until it is taken back', async () => {
    const one = await article(['Qaradağ Lökbatan'])
    const was = await personOf(one, 'Qaradağ Lökbatan')
    const said = await neverPerson('Qaradağ Lökbatan', 'ayla', deps())
    const later = await article(['Qaradağ Lökbatan'])
    expect([await personOf(one, 'Qaradağ Lökbatan'), await personOf(later, 'Qaradağ Lökbatan')]).toEqual([null, null])
    if (said.kind === 'done') await undoJudgement(said.judgementId, 'ayla', deps())
    expect(await personOf(one, 'Qaradağ Lökbatan')).toBe(was)
  })
})

describe('namesakes in one article', () => {
  it('takes the prisoner for the person of the register, and the free man for somebody else, in either order', async () => {
    const known = await article([{ name: 'Камиль Абасов', held: true }], ['ИК-14'])
    const both = await article(
      [
        { name: 'Камиль Рамазанович Абасов', held: false },
        { name: 'Камиль Юсупович Абасов', held: true },
      ],
      ['ИК-14'],
    )
    const prisoner = await personOf(known, 'Камиль Абасов')
    expect(await personOf(both, 'Камиль Юсупович Абасов')).toBe(prisoner)
    expect(await personOf(both, 'Камиль Рамазанович Абасов')).not.toBe(prisoner)
  })

  it('makes no person of a given name with a father’s name', async () => {
    const one = await article(['Нина Алексеевна', 'Николай Статкевич'])
    expect(await personOf(one, 'Нина Алексеевна')).toBeNull()
    expect(await personOf(one, 'Николай Статкевич')).not.toBeNull()
  })

  it('lets two names that stand together again speak for each other', async () => {
    const first = await article([
      { name: 'Антон Вересов', held: true },
      { name: 'Нина Вересова', held: true },
    ])
    const second = await article([
      { name: 'Антон Вересов', held: false },
      { name: 'Нина Вересова', held: false },
    ])
    expect(await personOf(second, 'Антон Вересов')).toBe(await personOf(first, 'Антон Вересов'))
    expect(await offers()).toHaveLength(0)
  })

  it('learns both spellings of a person that one article writes in two ways', async () => {
    await article(['Rauf Tahirzadə'])
    await article(['Rauf Tahirzade', 'Рауф Тахирзаде'])
    const [person] = await db.sql`select spellings from person`
    expect(person!.spellings.sort()).toEqual(['Rauf Tahirzade', 'Рауф Тахирзаде'])
  })
})
