import { describe, expect, it } from 'vitest'
import { claimOf, readText } from './reading.ts'

// One rule a line: the text, the type of the claim, and what the field must be.

describe('whom a claim is about', () => {
  it.each([
    [
      'a pronoun of the sex that fits',
      'The activist Ivan Petrenko is held in Prison No. 5. His sister Olga Petrenko came on Monday. He was beaten by guards.',
      'ill_treatment',
      ['Ivan Petrenko'],
    ],
    [
      'the husband of whom a wife speaks',
      'The activist Ivan Petrenko is held in Prison No. 5. “My husband was beaten by the guards,” said his wife Olga Petrenko.',
      'ill_treatment',
      ['Ivan Petrenko'],
    ],
    [
      'both of two who were named together',
      'The prisoners Ivan Petrenko, a member of the choir, and Pavlo Bondar, a blogger, are held in Prison No. 5. Both were beaten by guards.',
      'ill_treatment',
      ['Ivan Petrenko', 'Pavlo Bondar'],
    ],
    [
      'not a woman guard',
      'The teacher Anna Bondar is held in Prison No. 5. She was beaten by a woman guard, her sister said.',
      'ill_treatment',
      ['Anna Bondar'],
    ],
    [
      'whoever reports it of himself',
      'Иван Петренко содержится в СИЗО-5. Павел Бондарь содержится в СИЗО-6. Бондарь сообщил, что был избит охранниками.',
      'ill_treatment',
      ['Павел Бондарь'],
    ],
    [
      'the one to whom it is refused',
      'Адвокат Павел Бондарь приехал в колонию к Ивану Петренко, который отбывает срок в ИК-6. Ему отказали в осмотре врача, сказал Бондарь.',
      'denied_medical_care',
      ['Иван Петренко'],
    ],
    [
      'her husband, though other prisoners are told of',
      'İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Həyat yoldaşı Sevda Əhmədova deyir ki, başqa məhkumlar hər gün danışır, ərinin zəngi isə kəsilir.',
      'blocked_call',
      ['İlqar Əhmədov'],
    ],
    [
      'who tells it of himself by the verb alone',
      'İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. “İyirmi gün karserdə qaldım”, – Əhmədov deyib.',
      'punishment_cell',
      ['İlqar Əhmədov'],
    ],
    [
      'the group that "they" of its own sentence means, not those named before',
      'Ivan Petrenko and Pavlo Bondar were threatened in Prison No. 5. There all political prisoners have been barred from family visits, and they see their mothers through glass.',
      'denied_visit',
      [],
    ],
    [
      'nobody where "their" speaks of things',
      'Ivan Petrenko and Pavlo Bondar are held in Prison No. 5. Complaints of prisoners are not sent to their addressees.',
      'obstructed_complaint',
      [],
    ],
  ])('is %s', (_rule, text, type, victims) => {
    expect(claimOf(readText(text), type)?.victims).toEqual(victims)
  })
})

describe('who says so', () => {
  it.each([
    [
      'is the speaker, not the outlet that was told',
      'Ivan Petrenko is held in Prison No. 5. He was beaten by guards, his lawyer, Anna Bondar, told Harbour Radio.',
      'ill_treatment',
      'Anna Bondar',
    ],
    [
      'is she who spoke last, not somebody named since',
      'Ivan Petrenko is held in Prison No. 5. His wife Olga Petrenko came to the gate on Monday and said that he was ill. According to her, he was beaten by guards.',
      'ill_treatment',
      'Olga Petrenko',
    ],
    [
      'is the mother, not the son whose mother she is',
      'Ivan Petrenko is held in Prison No. 5. Olga Petrenko, mother of Ivan Petrenko, came on Monday. According to his mother, he was beaten by guards.',
      'ill_treatment',
      'Olga Petrenko',
    ],
    [
      'is the organisation that “the group” means',
      'Ivan Petrenko is held in Prison No. 5. The advocacy group Open Harbour published a report in May. Petrenko was beaten by guards, the group said.',
      'ill_treatment',
      'Open Harbour',
    ],
    [
      'is nobody where an officer only spoke in the story',
      'Ivan Petrenko is held in Prison No. 5. His mother came on Saturday, but a duty officer told her that visits were banned.',
      'denied_visit',
      null,
    ],
    [
      'is the one beside whose name the role stands',
      'Иван Петренко содержится в СИЗО-5. Мать заключённого, Ольга Петренко, рассказала «Вестнику», что сына избили охранники.',
      'ill_treatment',
      'Ольга Петренко',
    ],
    [
      'is one sister in the genitive, not several',
      'Иван Петренко содержится в СИЗО-5. К нему приезжала его сестра Ольга Петренко. По словам сестры, Ивана избили охранники.',
      'ill_treatment',
      'Ольга Петренко',
    ],
    [
      'is the subject of the Azerbaijani verb, not whom it was told to',
      'İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Vəkil Elçin Bədirli “Körfəz”ə bildirib ki, Əhmədovu nəzarətçilər döyüblər.',
      'ill_treatment',
      'Elçin Bədirli',
    ],
    [
      'is in the genitive before “sözlərinə görə”',
      'İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Elçin Bədirlinin sözlərinə görə, Əhmədovu nəzarətçilər döyüblər.',
      'ill_treatment',
      'Elçin Bədirli',
    ],
  ])('%s', (_rule, text, type, source) => {
    const claim = claimOf(readText(text), type)
    expect(claim).toBeDefined()
    expect(claim?.source).toBe(source)
  })

  it('is the one who is interviewed, in the answers', () => {
    const text = [
      'Веру Станкевич освободили в феврале, она отбыла три года в ИК-4.',
      '— С чего всё началось?',
      '— Меня привезли зимой, я никого не знала.',
      '— За что вас наказывали?',
      '— Мне дали десять суток ШИЗО за кофту.',
      '— Врач там есть?',
      '— Я его не видела, мне ничего не лечили.',
    ].join('\n')
    const claim = claimOf(readText(text), 'punishment_cell')
    expect(claim).toMatchObject({ source: 'Вера Станкевич', victims: ['Вера Станкевич'] })
  })

  it('is named with the outlet that passes it on', () => {
    const text =
      'Ivan Petrenko is held in Prison No. 5. His wife Olga Petrenko told Harbour Radio that Petrenko was beaten by guards.'
    expect(claimOf(readText(text), 'ill_treatment')?.sourceChain).toEqual([
      { name: 'Olga Petrenko', relation: 'wife', via: 'Harbour Radio' },
    ])
  })
})

describe('where it happened', () => {
  it.each([
    [
      'is where he came to, not where he was before',
      'Ivan Petrenko was held in Prison No. 5. In May he was moved from Prison No. 5 to Prison No. 8. Petrenko was beaten by guards, his wife said.',
      'ill_treatment',
      'Prison No. 8',
    ],
    [
      'is the place that “there” means',
      'Ivan Petrenko was held in Prison No. 5 until May and is now in Prison No. 8. From January he was in Prison No. 5. There he was beaten by guards.',
      'ill_treatment',
      'Prison No. 5',
    ],
    [
      'is not a prosecutor’s office that takes no complaint',
      'Иван Петренко содержится в СИЗО-5. Прокуратура отказалась принять жалобу Петренко на пытки, сообщил адвокат.',
      'obstructed_complaint',
      null,
    ],
    [
      'is the place told in a form of its own',
      'İlqar Əhmədov Gəncə həbsxanasında saxlanılır. Əhmədovu nəzarətçilər döyüblər.',
      'ill_treatment',
      'Gəncə həbsxanası',
    ],
  ])('%s', (_rule, text, type, facility) => {
    const claim = claimOf(readText(text), type)
    expect(claim).toBeDefined()
    expect(claim?.facility).toBe(facility)
  })
})

describe('how it is put', () => {
  it.each([
    [
      'feared, where the Azerbaijani verb of fear comes last',
      'İlqar Əhmədov 5 saylı cəzaçəkmə müəssisəsində saxlanılır. Bacısı onun karserə salınacağından ehtiyat edir.',
      'punishment_cell',
      'feared',
    ],
    [
      'alleged: a threat was spoken, though what it threatens is to come',
      'Ivan Petrenko is held in Prison No. 5. A guard threatened Petrenko that he might be killed, his wife said.',
      'threat',
      'alleged',
    ],
    [
      'denied, where an authority refutes it and nobody else tells it',
      'Иван Петренко содержится в СИЗО-5. УФСИН опровергло сообщения о том, что Ивана Петренко избили охранники.',
      'ill_treatment',
      'denied',
    ],
  ])('%s', (_rule, text, type, status) => {
    expect(claimOf(readText(text), type)?.status).toBe(status)
  })

  it('joins a denial with what it denies', () => {
    const { claims } = readText(
      'Иван Петренко содержится в СИЗО-5. Петренко избили охранники, сказала его жена. УФСИН опровергло сообщения о том, что Ивана Петренко избили охранники.',
    )
    expect(claims.map(({ type, status }) => `${type} ${status}`)).toEqual(['ill_treatment alleged'])
    expect(claims[0]!.also).toHaveLength(1)
  })
})
