import type { ReadLanguage } from './detect.ts'

/** Something for each language that is made when it is first asked for: a short text in one language does not pay for three. */
export function byLanguage<T>(make: (lang: ReadLanguage) => T): Record<ReadLanguage, T> {
  const made: Partial<Record<ReadLanguage, T>> = {}
  const get = (lang: ReadLanguage): T => {
    made[lang] ??= make(lang)
    return made[lang]
  }
  return {
    get en() {
      return get('en')
    },
    get ru() {
      return get('ru')
    },
    get az() {
      return get('az')
    },
  }
}
