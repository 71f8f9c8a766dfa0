// Only small words stand between an age and the name it belongs to: "a 45-year-old history teacher X", "45-летний учитель X".
const BETWEEN = String.raw`(?:\s+\p{Ll}[\p{L}-]{0,30}){0,3}\s+$`
const AGE = String.raw`(?<![\p{L}\p{N}.-])(\d{2})`
const BEFORE = [`${AGE}[- ]years?[- ]old`, `${AGE}-?(?:ти|и|х)?-?летн\\p{Ll}{2,3}`, `${AGE}\\s+yaşlı`].map(
  (told) => new RegExp(told + BETWEEN, 'u'),
)
const AFTER = [
  /^,? \(?(?:aged |age )?(\d{2})(?:,|\)|[- ]years?[- ]old)/u,
  /^,? \(?(\d{2})(?: лет| год|\))/u,
  /^,? \(?(\d{2}) yaş/u,
]
const [YOUNGEST, WINDOW] = [12, 70]

/** The age in years that a text tells right before or after a name, or null. */
export function ageBeside(text: string, { start, end }: { start: number; end: number }): number | null {
  const before = text.slice(Math.max(0, start - WINDOW), start)
  const after = text.slice(end, end + WINDOW)
  const told =
    AFTER.map((pattern) => pattern.exec(after)).find(Boolean) ??
    BEFORE.map((pattern) => pattern.exec(before)).find(Boolean)
  const age = told ? Number(told[1]) : 0
  return age >= YOUNGEST ? age : null
}
