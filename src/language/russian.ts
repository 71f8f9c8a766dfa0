/** Russian: what the forms of a word have in common. Endings come off by rule (after the Snowball stemmer), then the
 * suffix and the change of consonant by which the two aspects of a verb differ. */

const VOWELS = 'аеиоуыэюя'
const byLength = (endings: string): string[] => endings.split(' ').sort((a, b) => b.length - a.length)

const GERUND_AFTER_A = byLength('в вши вшись')
const GERUND = byLength('ив ивши ившись ыв ывши ывшись')
const ADJECTIVE = byLength('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею')
const PARTICIPLE_AFTER_A = byLength('ем нн вш ющ щ')
const PARTICIPLE = byLength('ивш ывш ующ')
const VERB_AFTER_A = byLength('ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно')
const VERB = byLength(
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
)
const NOUN = byLength(
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
)
const REFLEXIVE = ['ся', 'сь']
const NOUN_OF_QUALITY = ['ост', 'ость']

function cut(word: string, from: number, endings: readonly string[], afterA = false): string | null {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue
    const at = word.length - ending.length
    if (at < from) continue
    if (afterA && !(at > from && (word[at - 1] === 'а' || word[at - 1] === 'я'))) continue
    return word.slice(0, at)
  }
  return null
}

function firstRegion(word: string): number {
  for (let i = 0; i < word.length; i++) if (VOWELS.includes(word[i]!)) return i + 1
  return word.length
}

function adjectival(word: string, rv: number): string | null {
  const base = cut(word, rv, ADJECTIVE)
  if (base === null) return null
  return cut(base, rv, PARTICIPLE_AFTER_A, true) ?? cut(base, rv, PARTICIPLE) ?? base
}

// Pairs where щ goes back to т; elsewhere it goes back to ст (помещать, поместить).
const T_VERBS = new Set(
  'запре возвра посе прекра защи сокра обра предотвра освобо превра укра захва похи осве насы лишае'.split(' '),
)

// Consonants that change between the aspects and persons of one verb.
function plainConsonant(root: string): string {
  if (root.length < 4) return root
  if (root.endsWith('щ')) {
    const before = root.slice(0, -1)
    return T_VERBS.has(before) ? `${before}т` : `${before}ст`
  }
  if (root.endsWith('пуск')) return `${root.slice(0, -1)}т`
  if (root.endsWith('жд')) return `${root.slice(0, -2)}д`
  if (/[пбвмф]л$/.test(root)) return root.slice(0, -1)
  return root
}

// Forms that no rule gives: short verbs, vowels that come and go. The first word of a row stands for all of it.
const IRREGULAR = `бить били бил била бьет бьют било биты
дать давать дают дает дал дала дали дано дана дан даны давали давал дадут даст
передать передавать передают передает передал передала передали передано передан передана переданы передавали передавал передаст
отдать отдавать отдают отдает отдал отдала отдали отданы
выдать выдавать выдают выдает выдал выдала выдали выдан выдана выдано выдавали
письмо письма писем письмами письмах письму письме письмом
тюрьма тюрьмы тюрем тюрьме тюрьму тюрьмой тюрьмах тюрьмам тюрьмами
звонок звонки звонков звонка звонку звонком звонками звонках звонкам
пытка пытки пыток пытку пыткой пытками пыткам пытках
посылка посылки посылок посылку посылкой посылками
книга книги книг книгу книгой книгами книгах
сутки суток сутками сутках суткам
мать матери матерью мать-то
дочь дочери дочерью дочерей
отец отца отцу отцом отце
брат братья братьев брата брату братом
сын сыновья сыновей сына сыну сыном сыне
муж мужья мужа мужу мужем муже мужей
жена жены жен жену жене женой
сестра сестры сестру сестре сестрой сестер
ребенок ребенка детей дети детям детьми детях
человек люди людей людям людьми людях человека человеку человеком
день дня дни дней дню днем днях дням
год года году годом лет годах годы годов
месяц месяца месяцев месяцы месяце месяцам
неделя недели недель неделю неделе
идти идет идут шел шла шли
пойти пойдет пошел пошла пошли
прийти пришел пришла пришли придет придут
уйти ушел ушла ушли
мочь может могут мог могла могли могу можем можете
хотеть хочет хотят хотел хотела хотели
сесть сел села сели
взять взял взяла взяли взят взята взяты возьмут возьмет
снять снял сняла сняли снят
принять принял приняла приняли принят принята приняты примут примет
быть был была было были будет будут есть суть будучи
есть ел ела ели ест едят едой
пить пил пила пили пьет пьют
жить жил жила жили живет живут
спать спит спят спал спала спали
лечь лег легла легли
помочь помог помогла помогли поможет помогут помогать помогает помогают
умереть умер умерла умерли умрет
запереть запер заперла заперли заперт заперта
сказать сказал сказала сказали скажет
писать пишет пишут писал писала писали
видеть видит видят видел видела видели вижу
увидеть увидел увидела увидели увидит увидеться
слышать слышит слышат слышал слышала слышали
держать держит держат держал держала держали
судья судьи судье судью судьей судьёй судей судьям судьями
суд суда суду судом суде суды судов
допросить допрашивать допросили допросил допрашивают допрашивали допрошен допросе допрос
увезти увезли увез увёз увезла увозят увозили увозить увозил
привезти привезли привез привёз привезла привозят привезен привезена
перевезти перевезли перевез перевёз перевезла перевозят перевозить перевезен перевезена
вывезти вывезли вывез вывезла вывозят
отвезти отвезли отвез отвёз отвезла отвозят
перевести перевели перевел перевёл перевела переведен переведён переведена переведены переводят переводить переводили
увести увели увел увела уводят
привести привели привел привела приводят
забрать забрали забрал забрала забирают забирали забирать
сидеть сидит сидят сидел сидела сидели сижу
отсидеть отсидел отсидела отсидели отсидевший отсидевшего отсидевшая отсидевшей отсидевшие
болеть болеет болел болела болели
терпеть терпел терпела терпели
похудеть похудел похудела
владеть владел владела
ослепнуть ослеп ослепла
избить избивать избили избил избивают избивали избит избита избиты избил избивал избивавший
`
const irregular = new Map<string, string>()
for (const row of IRREGULAR.trim().split('\n')) {
  const forms = row.split(' ')
  for (const form of forms) irregular.set(form, forms[0]!)
}

const OVA = /(?:ует|уют|уем|уете|уешь)(?:ся)?$/

/** What a Russian word (in small letters) has in common with its other forms. */
export function stemRussian(lower: string): string {
  const word = lower.replaceAll('ё', 'е')
  const whole = irregular.get(word)
  if (whole !== undefined) return whole
  const rv = firstRegion(word)
  if (rv >= word.length) return word
  let root = cut(word, rv, GERUND_AFTER_A, true) ?? cut(word, rv, GERUND)
  if (root === null) {
    const base = cut(word, rv, REFLEXIVE) ?? word
    root =
      adjectival(base, rv) ?? cut(base, rv, VERB_AFTER_A, true) ?? cut(base, rv, VERB) ?? cut(base, rv, NOUN) ?? base
  }
  if (root.length > rv && root.endsWith('и')) root = root.slice(0, -1)
  if (root.length - 3 > rv) root = cut(root, rv + 1, NOUN_OF_QUALITY) ?? root
  if (root.endsWith('нн')) root = root.slice(0, -1)
  if (root.endsWith('ь')) root = root.slice(0, -1)
  // требуют beside требовать
  if (OVA.test(word) && root.length > 2) return `${root}ов`
  // Second of a pair: отказывать beside отказать, запрещать beside запретить.
  if (root.length > 5) root = root.replace(/[ыи]ва?$/, '')
  if (root.length > 3 && (root.endsWith('а') || root.endsWith('я'))) root = root.slice(0, -1)
  return plainConsonant(root)
}
