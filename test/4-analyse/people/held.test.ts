import { describe, expect, it } from 'vitest'
import { readPeople } from '../lexicon.ts'

// The ways in which a text tells that somebody is or was held, and its near misses: who holds, defends, visits or comments.
const held = (text: string): string[] =>
  readPeople(text)
    .people.filter((person) => person.held)
    .map((person) => person.name)

describe('English ways of telling that somebody is held', () => {
  it.each([
    'The court in Brest remanded Pavel Dubovik until March.',
    'Pavel Dubovik was taken into custody after the search.',
    'Pavel Dubovik got seven years in a penal colony.',
    'The mother of prisoner Pavel Dubovik came to the gate.',
    "Sarah Kimani, held at Langata Women's Prison since June, is ill.",
    'Sarah Kimani, who is in pre-trial detention, is ill.',
    'The wife of the convict, Olga Dubovik, brought a parcel. Pavel Dubovik had been sent to the punishment cell.',
    'Three students, Amir Rostami, Sara Moradi and Nima Akbari, were detained in Shiraz.',
    'Amir Rostami, Sara Moradi and Nima Akbari remain in custody.',
    'Amir Rostami wrote in a letter from prison that he is ill.',
    'The arrest of Amir Rostami was a shock.',
    "Amir Rostami's imprisonment has lasted two years.",
    'The lawyer visited Amir Rostami in detention.',
    'Amir Rostami is serving a ten-year sentence on espionage charges.',
    'Amir Rostami was sentenced to ten years for espionage.',
    'A court jailed Amir Rostami for five years.',
    'Amir Rostami died in custody on Friday.',
    'Amir Rostami was released from prison last week.',
    'Amir Rostami was transferred from Evin Prison to a hospital.',
    'Amir Rostami has been placed in solitary confinement.',
    'Guards beat Amir Rostami in his cell.',
    'Amir Rostami was abducted by plainclothes agents and has not been seen since.',
    'Amir Rostami disappeared after men in uniform led him away.',
    'Police took Amir Rostami away in handcuffs.',
    'Amir Rostami is on death row in Karaj.',
    'Her husband Amir Rostami is behind bars for the third year.',
    'His brother, Amir Rostami, was arrested with him.',
    'Former mayor Amir Rostami is under house arrest.',
    'Judge Amir Rostami was himself arrested in May.',
    'Officers detained the journalist Sarah Kimani outside the court.',
    'Sarah Kimani went on hunger strike in the remand prison.',
    'Sarah Kimani was extradited from Serbia and jailed.',
    "Sarah Kimani's cellmate, Grace Wanjiru, told us about it.",
    'Sarah Kimani, arrested in June on charges of sedition, pleaded not guilty.',
    'Authorities are holding Sarah Kimani in an unknown place.',
    'The convicted blogger, Sarah Kimani, is 30.',
    'Sarah Kimani has spent 400 days in a cell.',
    'Sarah Kimani walked free on Monday.',
  ])('held: %s', (text) => expect(held(text).length).toBeGreaterThan(0))
  it.each([
    'Judge Anna Petrova remanded the suspect until March.',
    'The lawyer Anna Petrova went to the prison to see her client.',
    'Anna Petrova, a lawyer, was not let into the remand prison.',
    'The activist Anna Petrova was fined and let go.',
    'Police searched the flat of Anna Petrova.',
    'Anna Petrova was questioned as a witness.',
    'Anna Petrova was threatened with arrest.',
    'The prison warden Anna Petrova said that nobody is beaten.',
    'Human rights defender Anna Petrova commented on the arrests.',
    'Anna Petrova called for the release of all prisoners.',
    'Anna Petrova visited the colony and found it clean.',
    'Anna Petrova organised a protest against the detentions.',
    'The minister Anna Petrova promised new prisons.',
    'Anna Petrova, the mother of the prisoner, was refused a visit.',
    'Anna Petrova fled abroad to avoid arrest.',
    'Anna Petrova wrote a book about prisons.',
    'Anna Petrova was acquitted of slander and never spent a day in prison.',
  ])('not held: %s', (text) => expect(held(text)).toEqual([]))
})

describe('Russian ways of telling that somebody is held', () => {
  it.each([
    'Суд отправил Павла Дубовика в СИЗО на два месяца.',
    'Павла Дубовика взяли под стражу в зале суда.',
    'Павел Дубовик получил семь лет колонии.',
    'Мать заключённого Павла Дубовика приехала в колонию.',
    'Ольгу Седову, находящуюся в СИЗО, осмотрел врач.',
    'Ольга Седова, которая содержится в СИЗО-2, больна.',
    'Арестованный по делу о взятке Павел Дубовик вину не признаёт.',
    'Обвиняемый Павел Дубовик, находящийся под стражей, подал жалобу.',
    'Политзаключённая Ольга Седова объявила голодовку.',
    'Письмо Ольги Седовой из колонии опубликовали друзья.',
    'Адвокат навестил Ольгу Седову в СИЗО.',
    'После ареста Ольги Седовой сын остался один.',
    'Ольга Седова умерла в колонии.',
    'Павел Дубовик вышел на свободу после трёх лет заключения.',
    'Павла Дубовика этапировали в Мордовию.',
    'Павла Дубовика третий раз водворили в ШИЗО.',
    'Сокамерник Павла Дубовика рассказал об этом.',
    'Фигурант дела Павел Дубовик находится под домашним арестом.',
    'Полицейские задержали Павла Дубовика, Ольгу Седову и Ивана Гордеева.',
    'Павел Дубовик, Ольга Седова и Иван Гордеев остаются под стражей.',
    'Осуждённый на восемь лет Павел Дубовик болен.',
    'Её сын Павел Дубовик сидит в колонии строгого режима.',
    'Бывшего мэра Павла Дубовика приговорили к пяти годам колонии.',
    'Судью Павла Дубовика арестовали за взятку.',
    'Неизвестные в масках увезли Павла Дубовика из дома, с тех пор о нём ничего не известно.',
    'Похищенный в Грозном Павел Дубовик нашёлся в отделе полиции.',
    'Отбывающий наказание в ИК-2 Павел Дубовик пожаловался на холод.',
    'В колонии скончался заключённый Павел Дубовик.',
    'Павел Дубовик осуждён по делу о донатах.',
    'В камере Павла Дубовика нет света.',
    'Павлу Дубовику дали пятнадцать суток ареста.',
    'Павла Дубовика перевели из ИК-2 в больницу.',
    'Освободившийся из колонии Павел Дубовик уехал.',
    'Журналистку Ольгу Седову выпустили из спецприёмника.',
    'Житель Керчи Павел Дубовик пропал после задержания.',
    'Срок содержания под стражей Павла Дубовика продлили.',
    'Надзиратели избили Павла Дубовика в карцере.',
  ])('held: %s', (text) => expect(held(text).length).toBeGreaterThan(0))
  it.each([
    'Судья Анна Петрова арестовала подозреваемого на два месяца.',
    'Адвокат Анна Петрова приехала в колонию к подзащитному.',
    'Адвоката Анну Петрову не пустили в СИЗО.',
    'Активистку Анну Петрову оштрафовали и отпустили домой.',
    'У Анны Петровой прошёл обыск.',
    'Анну Петрову допросили как свидетеля.',
    'Анне Петровой угрожали арестом.',
    'Начальник колонии Анна Петрова заявила, что никого не бьют.',
    'Правозащитница Анна Петрова рассказала о пытках в колонии.',
    'Анна Петрова потребовала освободить заключённых.',
    'Уполномоченная Анна Петрова посетила СИЗО.',
    'Мать осуждённого, Анна Петрова, не получила свидания.',
    'Анна Петрова уехала из страны, чтобы избежать ареста.',
    'Анна Петрова вышла на пикет в поддержку политзаключённых.',
    'Следователь Анна Петрова задержала троих.',
    'Анна Петрова могла оказаться в тюрьме.',
    'Прокурор Анна Петрова просила восемь лет колонии.',
    'Анна Петрова носит передачи в изолятор.',
    'Анна Петрова собирает деньги для политзаключённых.',
  ])('not held: %s', (text) => expect(held(text)).toEqual([]))
})

describe('Azerbaijani ways of telling that somebody is held', () => {
  it.each([
    'Məhkəmə Elçin Sadıqovu dörd ay müddətinə həbs edib.',
    'Elçin Sadıqov barəsində dörd aylıq həbs qətimkan tədbiri seçilib.',
    'Elçin Sadıqov altı il azadlıqdan məhrum edilib.',
    'Məhbus Elçin Sadıqovun anası görüşə gəlib.',
    'Kürdəxanı təcridxanasında saxlanılan Elçin Sadıqov xəstədir.',
    'Həbsdə olan jurnalist Elçin Sadıqov məktub yazıb.',
    'Elçin Sadıqovun həbsi etirazlara səbəb olub.',
    'Elçin Sadıqov həbsxanada ölüb.',
    'Elçin Sadıqov keçən həftə azadlığa çıxıb.',
    'Elçin Sadıqov karserə salınıb.',
    'Elçin Sadıqov cəza çəkdiyi koloniyadan zəng edib.',
    'Elçin Sadıqov, Aysel Umudova və Tərlan Rzayev saxlanılıblar.',
    'Polis Aysel Umudovanı evindən aparıb.',
    'Aysel Umudova polis bölməsində saxlanılır.',
    'Onun əri Elçin Sadıqov 7 ildir həbsdədir.',
    'Keçmiş nazir Elçin Sadıqov on il həbs cəzası alıb.',
    'Elçin Sadıqov siyasi məhbus siyahısına salınıb.',
    'Siyasi məhbus kimi tanınan Elçin Sadıqov aclıq edir.',
    'Elçin Sadıqovun kamera yoldaşı Tərlan Rzayev bunu təsdiqləyib.',
    'Elçin Sadıqov 12 saylı cəzaçəkmə müəssisəsinə köçürülüb.',
    'Elçin Sadıqov Türkiyədən ekstradisiya olunaraq həbs edilib.',
  ])('held: %s', (text) => expect(held(text).length).toBeGreaterThan(0))
  it.each([
    'Hakim Aysel Umudova şübhəlini həbs edib.',
    'Vəkil Aysel Umudova təcridxanada müvəkkili ilə görüşüb.',
    'Vəkil Aysel Umudova koloniyaya buraxılmayıb.',
    'Fəal Aysel Umudova cərimələnib və buraxılıb.',
    'Aysel Umudovanın evində axtarış aparılıb.',
    'Aysel Umudova şahid kimi dindirilib.',
    'Aysel Umudova həbslə hədələnib.',
    'Koloniya rəisi Aysel Umudova bildirib ki, heç kim döyülmür.',
    'Hüquq müdafiəçisi Aysel Umudova həbsləri şərh edib.',
    'Aysel Umudova məhbusların azad edilməsini tələb edib.',
    'Ombudsman Aysel Umudova həbsxanaya baş çəkib.',
    'Məhbusun anası Aysel Umudova görüşə buraxılmayıb.',
    'Prokuror Aysel Umudova səkkiz il həbs istəyib.',
    'Aysel Umudova siyasi məhbusları müdafiə edib.',
    'Aysel Umudova həbs edilməyib.',
  ])('not held: %s', (text) => expect(held(text)).toEqual([]))
})

describe('held people of a longer text', () => {
  it.each([
    [
      'Her husband, Davlat Karimov, a retired surveyor who had spoken to the police in 2022, is serving 18 years.',
      ['Davlat Karimov'],
    ],
    ['The wife of the convict, Olga Dubovik, brought a parcel to the colony.', []],
    ['One of the arrested, the student Reza Akbari, calls every week.', ['Reza Akbari']],
    ['Amir Rostami was abducted by gunmen near Lagos.', []],
    [
      'Задержали Ивана Гордеева, физика Петра Лунина и завуча Олега Седова.',
      ['Иван Гордеев', 'Петр Лунин', 'Олег Седов'],
    ],
    ['Иван Гордеев сидит в СИЗО. Третий, геодезист Семён Лунин, ждёт врача.', ['Иван Гордеев', 'Семён Лунин']],
    ['Адвокат навестил Ольгу Седову в изоляторе.', ['Ольга Седова']],
    ['Бабушка одного из осуждённых, Нина Павловна Седова, приехала на автобусе.', []],
    ['Üçüncü, yəni Nərgizin əri Murad Ağalarlı, təcridxanadadır.', ['Murad Ağalarlı']],
    ['Azadlığa çıxanlardan biri, tələbə Araz Məmmədov o günləri xatırlayır.', ['Araz Məmmədov']],
    ['Polis Tərlan Rzayevi saxlayıb, vəkil Sabir Quluzadə qapıda gözləyib.', ['Tərlan Rzayev']],
  ])('%s', (text, expected) => expect(held(text)).toEqual(expected))

  it('a register of prisoners, where the text tells it of one', () => {
    const text = [
      'Иван Гордеев, 20 лет, Соликамск. Работает в пекарне.',
      'Пётр Лунин, 21 год, ИК-12. Сидит с марта.',
      'Олег Седов, 19 лет. Писем нет.',
    ].join('\n')
    expect(held(text)).toEqual(['Иван Гордеев', 'Пётр Лунин', 'Олег Седов'])
  })
})
