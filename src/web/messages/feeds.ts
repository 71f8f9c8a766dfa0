import type { Message } from '../translate.ts'

/** What the pages say of feeds of records. */
const en = {
  'feed.title': 'Claims: {name}',
  'feed.lead':
    'What is told here can come to a feed reader: reviewed claims, the newest decision first; nothing confidential is in it.',
  'feed.hint':
    'Whoever has this address can read the feed without signing in. Keep it to yourself, and make a new one when somebody else has seen it.',
  'feed.make': 'Make an address for a feed reader',
  'feed.all': 'With what is not reviewed yet, marked so; other filters of the list of claims work too:',
  'feed.remove': 'Remove the feed',
}

const ru: Record<keyof typeof en, Message> = {
  'feed.title': 'Утверждения: {name}',
  'feed.lead':
    'Это можно читать и в программе для лент: проверенные утверждения, сначала последнее решение; ничего конфиденциального в ленте нет.',
  'feed.hint':
    'По этому адресу ленту читает каждый, без входа. Никому его не показывайте, а если его кто-то увидел, создайте новый.',
  'feed.make': 'Создать адрес для программы чтения лент',
  'feed.all': 'Вместе с ещё не проверенным, с пометкой; другие фильтры списка утверждений тоже работают:',
  'feed.remove': 'Удалить ленту',
}

const az: Record<keyof typeof en, Message> = {
  'feed.title': 'İddialar: {name}',
  'feed.lead':
    'Burada deyilənləri lent oxuyan proqramda da izləmək olar: yoxlanmış iddialar, əvvəlcə son qərar; lentdə məxfi heç nə yoxdur.',
  'feed.hint':
    'Bu ünvanı bilən hər kəs lenti daxil olmadan oxuyur. Onu heç kimə göstərməyin, başqası görübsə, dəyişin.',
  'feed.make': 'Lent oxuyan proqram üçün ünvan yarat',
  'feed.all': 'Hələ yoxlanmamışlarla birlikdə, belə qeyd olunmaqla; iddialar siyahısının digər süzgəcləri də işləyir:',
  'feed.remove': 'Lenti sil',
}

export const feeds = { en, ru, az }
