// XML 1.0 has no way to write the other control characters and lone surrogates.
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** Words as they stand in an XML file, in an element or an attribute; what XML can't hold is replaced by U+FFFD. */
export const xmlText = (words: string): string =>
  words
    .toWellFormed()
    .replaceAll(IMPOSSIBLE, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
