const BYTE_OF = new Map<string, number>()
const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
for (const [byte, character] of [...table].entries()) BYTE_OF.set(character, byte)

/** Bytes as a Russian server of the old kind sends them; what the charset lacks becomes a character reference. */
export function encodeWindows1251(html: string): Uint8Array {
  const bytes: number[] = []
  for (const character of html) {
    const byte = BYTE_OF.get(character)
    if (byte !== undefined) bytes.push(byte)
    else for (const digit of `&#${character.codePointAt(0)};`) bytes.push(digit.charCodeAt(0))
  }
  return Uint8Array.from(bytes)
}
