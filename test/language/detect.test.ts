import { expect, it } from 'vitest'
import { detectLanguage } from '../../src/language/detect.ts'

it.each([
  ['en', 'The lawyer was not allowed to see his client in the detention centre.'],
  ['ru', 'Адвоката не пустили к подзащитному в следственный изолятор.'],
  ['az', 'Vəkili müvəkkili ilə görüşməyə buraxmayıblar, ailə isə narahatdır.'],
  ['az', 'Һәбсханада ону дөјүбләр вә һәкимә апармајыблар, аилә наразыдыр.'],
  ['uk', 'Його адвоката не пустили до слідчого ізолятора, і родина не знає, де він.'],
  ['be', 'Адваката не пусцілі да падабароннага ў следчы ізалятар.'],
  ['kk', 'Қорғаушыны тергеу изоляторына жібермеді, отбасы оның қайда екенін білмейді.'],
  ['tr', 'Avukatı onunla görüşmek için cezaevine gitti ama bu kadar çok beklemedi.'],
  ['de', 'Der Anwalt durfte nicht mit dem Gefangenen sprechen, und die Familie wartet auf eine Antwort.'],
] as const)('knows %s', (lang, text) => expect(detectLanguage(text)).toBe(lang))

it.each(['', '12345 … 67', '???'])('does not guess the language of %j', (text) =>
  expect(detectLanguage(text)).toBeNull(),
)
