import { describe, expect, it } from 'vitest'
import { readPeople } from '../lexicon.ts'

const names = (text: string): string[] => readPeople(text).people.map((person) => person.name)
const held = (text: string): string[] =>
  readPeople(text)
    .people.filter((person) => person.held)
    .map((person) => person.name)

describe('people are found by name', () => {
  it.each([
    ['The journalist Hafiz Babali and Fazil Gasimov signed it.', ['Hafiz Babali', 'Fazil Gasimov']],
    ['Ishara S. KODIKARA took the picture of Faisal bin Farhan.', ['Ishara S. KODIKARA', 'Faisal bin Farhan']],
    ['The UK Prime Minister Boris Johnson was with President Paul Kagame.', ['Boris Johnson', 'Paul Kagame']],
    ['The wife of Samir AshurovNurana Ashurova said so.', ['Samir Ashurov', 'Nurana Ashurova']],
    ['His lawyer, Zaza Lomidze, told Human Rights Watch that he was ill.', ['Zaza Lomidze']],
    ['Police arrested Htet Htet Khine in Yangon.', ['Htet Htet Khine']],
  ])('in English: %s', (text, expected) => expect(names(text)).toEqual(expected))

  it.each([
    ['Дениса Юдина избили. Юдин жив, сообщил адвокат Марк Фейгин.', ['Денис Юдин', 'Марк Фейгин']],
    ['Марию Колесникову держат в изоляторе. К Маше не пускают адвоката.', ['Мария Колесникова']],
    ['Дежурный Гостев Дмитрий Анатольевич не пустил защитника.', ['Гостев Дмитрий Анатольевич']],
    ['Об этом рассказала Йоханна Брандт, а судья Давид Шарашидзе промолчал.', ['Йоханна Брандт', 'Давид Шарашидзе']],
  ])('in Russian: %s', (text, expected) => expect(names(text)).toEqual(expected))

  it.each([
    ['Vəkil Zümrüd Dadaşlının dediyinə görə, Z.Dadaşlı gözləyir.', ['Zümrüd Dadaşlı']],
    ['Kərimbəyli Zaur Ədhəm oğluna hökm oxunub, o isə susub.', ['Kərimbəyli Zaur Ədhəm oğlu']],
    ['Jurnalist Aysel Məmmədovanı buraxmayıblar, həkim də gəlməyib.', ['Aysel Məmmədova']],
    ['Hakim Rauf Nəsirov və prokuror Lalə Quliyeva prosesdə idi.', ['Rauf Nəsirov', 'Lalə Quliyeva']],
  ])('in Azerbaijani: %s', (text, expected) => expect(names(text)).toEqual(expected))

  it.each([
    [
      'Nguyễn Văn Đài and José Daniel Ferrer wrote to Lord Ahmad about Abdulhadi al-Khawaja.',
      ['Nguyễn Văn Đài', 'José Daniel Ferrer', 'Ahmad', 'Abdulhadi al-Khawaja'],
    ],
    [
      'Отправили Евгению Беркович и Олега Орлова. У Веры Ивановны Соколовой был обыск.',
      ['Евгения Беркович', 'Олег Орлов', 'Вера Ивановна Соколова'],
    ],
    [
      'Nicat İbrahimovun qardaşı Vüsal İbrahimov Meydan TV-yə danışıb, V.İbrahimov şikayət edib.',
      ['Nicat İbrahimov', 'Vüsal İbrahimov'],
    ],
    [
      'Журналист Рәһим Намазов мәһкәмәјә ҝәтирилиб вә вәкили Фәхрәддин Мендијев данышыб.',
      ['Рәһим Намазов', 'Фәхрәддин Мендијев'],
    ],
  ])('in all the ways that names are made: %s', (text, expected) => expect(names(text)).toEqual(expected))

  it('one person under spellings of one sound', () => {
    expect(names('Afiyaddin Mammadov wrote a letter. Mamedov said that he was well.')).toEqual(['Afiyaddin Mammadov'])
  })
  it('but a brother, a wife or a namesake is another', () => {
    expect(names('Ilham Aliyev met Mehriban Aliyeva and Vagif Aliyev.')).toEqual([
      'Ilham Aliyev',
      'Mehriban Aliyeva',
      'Vagif Aliyev',
    ])
  })
  it.each([
    'The Samir Kassir Foundation and Amnesty International spoke of the Nobel Prize.',
    'He was fined under the Magnitsky Act in New York and Addis Ababa.',
    'В Северной Осетии и Нижнем Новгороде прошли митинги на улице Советской.',
    'Верховный Суд и Следственный комитет молчат. «Новая газета» пишет об этом.',
    'Avropa Məhkəməsi və Ədliyyə Nazirliyi cavab verməyib, Azadlıq Radiosu yazır.',
    'Black Lives Matter marched on Sunday in Los Angeles, the Guardian reported.',
  ])('no person is named in: %s', (text) => expect(names(text)).toEqual([]))

  it('a photo credit is a by-line', () => {
    const { people } = readPeople('Police stand guard in Beijing. (Carlos Garcia Rawlins/File/Reuters)')
    expect(people.map(({ name, byline }) => [name, byline])).toEqual([['Carlos Garcia Rawlins', true]])
  })
  it('mentions keep their offsets', () => {
    const text = '“Мою жену Анну Петрову увезли”, – сказал Иван Петров.\nİlqar Məmmədovun vəkili gəlib.'
    for (const { mentions } of readPeople(text).people)
      for (const m of mentions) expect(text.slice(m.start, m.end)).toBe(m.text)
  })
})

describe('who is held', () => {
  it.each([
    ['Police arrested Ali Younesi in Tehran. His lawyer Reza Karimi was not told.', ['Ali Younesi']],
    ['Xu Zhiyong, a legal scholar, has been detained since February.', ['Xu Zhiyong']],
    ['Judge Rauf Guliyev sentenced Ilkin Sadigov to five years in prison.', ['Ilkin Sadigov']],
    ['Jailed activist Loujain al-Hathloul met her sister Alia al-Hathloul.', ['Loujain al-Hathloul']],
    ['Human Rights Watch called for the release of Samir Ashurov.', ['Samir Ashurov']],
    ['Samir Ashurov was not arrested, his wife Leyla Ashurova said.', []],
    ['Nikol Petrov could be jailed for the post, the lawyer Ani Sargsyan warned.', []],
  ])('in English: %s', (text, expected) => expect(held(text)).toEqual(expected))
  it.each([
    ['Суд арестовал Ивана Петрова на два месяца. Адвокат Олег Сидоров подаст жалобу.', ['Иван Петров']],
    ['Надежда Савченко находится под стражей, сообщил Марк Фейгин.', ['Надежда Савченко']],
    ['Политзаключённый Азамат Исаев держит голодовку. Его мать Хеда Исаева просит о помощи.', ['Азамат Исаев']],
    ['Это история Тимура Гаева, которого задержали в августе. Судья Анна Орлова молчит.', ['Тимур Гаев']],
    ['Мать Рустама ездит в колонию. Рустам сидит за пост, адвокат Дениса Юдина молчит.', ['Рустам']],
    ['Режиссёр Олег Сенцов, отсидевший пять лет, приехал. Адвокат Анна Жукова ждёт.', ['Олег Сенцов']],
    ['Несколько активистов были задержаны на пикете в поддержку Таисии Осиповой.', []],
    ['Отец задержанного, Таймураз Бязров, видит сына каждую неделю.', []],
  ])('in Russian: %s', (text, expected) => expect(held(text)).toEqual(expected))
  it.each([
    ['Jurnalist Toğrul Abbasov həbs olunub. Vəkil Nemət Kərimli şikayət verib.', ['Toğrul Abbasov']],
    ['Siyasi məhbus Bəxtiyar Hacıyev aclıq edir, anası Gülnarə Hacıyeva deyir.', ['Bəxtiyar Hacıyev']],
    ['Fəal Elvin İsayev 8 il azadlıqdan məhrum edilib.', ['Elvin İsayev']],
    ['Elvin İsayev həbs edilməyib, onu sadəcə dindiriblər.', []],
    ['Məhbusun qızı Nigar Quliyeva gözləyir ki, atasına həkim çağırılsın.', []],
  ])('in Azerbaijani: %s', (text, expected) => expect(held(text)).toEqual(expected))
})

describe('what people are to each other', () => {
  const relations = (text: string) => {
    const { people } = readPeople(text)
    return people.flatMap((person) =>
      person.relations.map(({ kind, to }) => `${person.name}: ${kind} of ${people[to]!.name}`),
    )
  }
  it.each([
    ['Samir Ashurov is ill. His wife Nurana Ashurova waits.', ['Nurana Ashurova: wife of Samir Ashurov']],
    ["Samir Ashurov's lawyer Karim Aliyev was not let in.", ['Karim Aliyev: lawyer of Samir Ashurov']],
    ['Азамат Исаев болен. Его мать Хеда Исаева просит врача.', ['Хеда Исаева: mother of Азамат Исаев']],
    ['Приехал адвокат Дениса Юдина Марк Фейгин.', ['Марк Фейгин: lawyer of Денис Юдин']],
    [
      'Sərxan Dadaşlı xəstədir. Həyat yoldaşı Zümrüd Dadaşlı gözləyir və narahatdır.',
      ['Zümrüd Dadaşlı: wife of Sərxan Dadaşlı'],
    ],
  ])('%s', (text, expected) => expect(relations(text)).toEqual(expected))
})
