import type { Message } from '../translate.ts'

/** What the pages say of searching, of printing and of numbers that are not counted to their end. */
const en = {
  'search.how': 'Any form of a word; names with a capital by sound; "words side by side"; -without; this|that',
  'export.print': 'Print',
  'print.when': 'Printed',
  'claims.all': { one: '{count} claim in all', other: 'All {count} claims' },
  'counted.stopped': 'counted no further, so that the page stays quick',
  'counted.note':
    '{number}: more than that. Counting stops there, so that the page stays quick; lists and exports have all.',
  'search.only-without': 'Say at least one word that must be there.',
}

const ru: Record<keyof typeof en, Message> = {
  'search.how': 'Любая форма слова; имена с заглавной буквы — по звучанию; "слова подряд"; -без; то|это',
  'export.print': 'Печать',
  'print.when': 'Напечатано',
  'claims.all': {
    one: 'Все {count} заявление',
    few: 'Все {count} заявления',
    many: 'Все {count} заявлений',
    other: 'Все {count} заявлений',
  },
  'counted.stopped': 'дальше не считается, чтобы страница открывалась быстро',
  'counted.note':
    '{number}: больше этого числа. Дальше не считается, чтобы страница открывалась быстро; в списках и выгрузках есть всё.',
  'search.only-without': 'Назовите хотя бы одно слово, которое должно быть в тексте.',
}

const az: Record<keyof typeof en, Message> = {
  'search.how': 'Sözün istənilən forması; böyük hərflə adlar səslənişinə görə; "yanaşı sözlər"; -olmasın; bu|o',
  'export.print': 'Çap et',
  'print.when': 'Çap edilib:',
  'claims.all': { one: 'Bütün {count} iddia', other: 'Bütün {count} iddia' },
  'counted.stopped': 'səhifə tez açılsın deyə bundan artıq sayılmır',
  'counted.note':
    '{number}: bundan çox. Səhifə tez açılsın deyə bundan artıq sayılmır; siyahılarda və ixracda hamısı var.',
  'search.only-without': 'Mətndə olmalı ən azı bir söz yazın.',
}

export const search = { en, ru, az }
