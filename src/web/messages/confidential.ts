import type { Message } from '../translate.ts'

/** What the pages say of fields that are not for everybody. */
const en = {
  'confidential.legend': 'Confidential',
  'confidential.hint':
    'What could tell who spoke. Whoever may not see it gets a bar in its place: on pages, in the article’s words, in exports, alerts and feeds; and searching for it finds nothing.',
  'confidential.hidden': 'confidential',
  'confidential.badge': 'confidential',
  'confidential.source': 'a confidential source',
  'confidential.back': 'Back to the article',
  'confidential.original':
    'Something in this article is confidential, and in its original page it can’t be blacked out. Ask an admin of your team.',
  'confidential.notice':
    'Words of this article are blacked out for you: a reviewer marked something that is told here as confidential. Searching for these words does not find the article. The outlet’s own page is public and may still say them.',
  'confidential.search': 'Words that are blacked out for you are not searched.',
  'confidential.victim-too':
    'The source is a victim of this claim: the name stays readable, unless the victims are marked too.',
  'refused.confidential':
    'This would show what is confidential in this claim. Ask somebody of your team who may see it.',
  'field.chain': 'Who passed it on',
  'users.confidential': 'sees confidential fields',
}

const ru: Record<keyof typeof en, Message> = {
  'confidential.legend': 'Конфиденциально',
  'confidential.hint':
    'То, по чему можно узнать, кто рассказал. Кому это видеть нельзя, у того вместо этого полоса: на страницах, в тексте статьи, в выгрузках, оповещениях и лентах; и поиск по этим словам ничего не находит.',
  'confidential.hidden': 'не показывается',
  'confidential.badge': 'конфиденциально',
  'confidential.source': 'конфиденциальный источник',
  'confidential.back': 'Назад к статье',
  'confidential.original':
    'Что-то в этой статье конфиденциально, а в исходной странице этого не закрыть. Обратитесь к администратору команды.',
  'confidential.notice':
    'Часть слов этой статьи от вас закрыта: проверяющий пометил что-то из сказанного здесь как конфиденциальное. Поиск по этим словам статью не находит. Собственная страница издания открыта всем и может их содержать.',
  'confidential.search': 'По словам, которые от вас закрыты, поиск не идёт.',
  'confidential.victim-too': 'Источник — сам пострадавший: имя останется видно, если не пометить и пострадавших.',
  'refused.confidential':
    'Это открыло бы то, что в этом утверждении конфиденциально. Обратитесь к тому в команде, кому это видно.',
  'field.chain': 'Кто передал',
  'users.confidential': 'видит конфиденциальные поля',
}

const az: Record<keyof typeof en, Message> = {
  'confidential.legend': 'Məxfi',
  'confidential.hint':
    'Kimin danışdığını bildirə biləcək hər şey. Görməyə icazəsi olmayanlara onun yerində zolaq göstərilir: səhifələrdə, məqalənin mətnində, ixracda, bildirişlərdə və lentlərdə; bu sözlərlə axtarış da heç nə tapmır.',
  'confidential.hidden': 'göstərilmir',
  'confidential.badge': 'məxfi',
  'confidential.source': 'məxfi mənbə',
  'confidential.back': 'Məqaləyə qayıt',
  'confidential.original':
    'Bu məqalədə nəsə məxfidir, ilkin səhifədə isə onu örtmək olmur. Komandanızın admininə müraciət edin.',
  'confidential.notice':
    'Bu məqalənin bəzi sözləri sizdən gizlədilib: yoxlayıcı burada deyilənlərdən nəyisə məxfi qeyd edib. Bu sözlərlə axtarış məqaləni tapmır. Nəşrin öz səhifəsi hamıya açıqdır və onları göstərə bilər.',
  'confidential.search': 'Sizdən gizlədilən sözlərlə axtarış aparılmır.',
  'confidential.victim-too': 'Mənbə bu iddiada zərərçəkəndir: zərərçəkənlər də qeyd olunmasa, ad görünəcək.',
  'refused.confidential': 'Bu, iddiada məxfi olanı göstərərdi. Komandada onu görə bilənə müraciət edin.',
  'field.chain': 'Kim çatdırıb',
  'users.confidential': 'məxfi sahələri görür',
}

export const confidential = { en, ru, az }
