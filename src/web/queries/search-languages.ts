import type { ReadLanguage } from '../../language/detect.ts'

export type { ReadLanguage }

/** The languages that a searched word may be of, by its letters. */
export function readLanguages(term: string): ReadLanguage[] {
  if (/\p{Script=Cyrillic}/u.test(term)) return ['ru']
  return /[əğıöüçşƏĞİÖÜÇŞ]/.test(term) ? ['az'] : ['en', 'az']
}
