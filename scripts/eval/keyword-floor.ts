import nlp from 'compromise'
import type { Reading } from '../../src/domain/reading.ts'
import type { GoldDocument } from './gold.ts'

// What a careful person would search for, one pattern a type and language: the floor that the analyser must leave
// far below.
const KEYWORDS: Record<string, Record<string, RegExp>> = {
  en: {
    threat: /threat|intimidat|blackmail/i,
    denied_visit:
      /(?:den|refus|ban|not allow|restrict)\w* .{0,40}(?:visit|meeting)|visit\w* .{0,40}(?:den|refus|ban|restrict)/i,
    blocked_call:
      /(?:den|refus|ban|restrict|block)\w* .{0,40}(?:call|phone)|(?:call|phone)\w* .{0,40}(?:den|refus|ban|restrict|block)/i,
    denied_medical_care:
      /(?:den|refus|lack|without|inadequate|no)\w* .{0,30}(?:medical|treatment|medicine|doctor|health care)/i,
    ill_treatment: /tortur|beaten|beating|ill-treat|mistreat|electric shock|inhuman|overcrowd/i,
    punishment_cell: /solitary|punishment cell|isolation cell|shizo/i,
    denied_counsel: /(?:den|refus|without|no|lack)\w* .{0,30}(?:lawyer|attorney|counsel|legal)/i,
    denied_correspondence: /(?:den|refus|confiscat|withh|ban)\w* .{0,30}(?:letter|parcel|book|mail|newspaper)/i,
    obstructed_complaint: /complaints? .{0,40}(?:not|ignor|reject)|(?:ignor|reject)\w* .{0,30}complaint/i,
    incommunicado: /incommunicado|whereabouts|disappear|missing|no contact/i,
  },
  ru: {
    threat: /угроз|угрожа|запугив|шантаж/i,
    denied_visit: /(?:отказ|запре|лиш|не дают|не разреш)\S* .{0,40}свидан|свидан\S* .{0,40}(?:отказ|запре|лиш|не)/i,
    blocked_call: /(?:отказ|запре|лиш|не дают|не разреш)\S* .{0,40}(?:звон|телефон)/i,
    denied_medical_care: /(?:отказ|не оказ|без|лиш|не получ)\S* .{0,40}(?:медицинск|врач|лечен|лекарств)/i,
    ill_treatment: /пыт(?:к|ал|ают)|изби|побо|истяза|жесток/i,
    punishment_cell: /шизо|карцер|штрафн\S* изолятор|одиночн/i,
    denied_counsel: /(?:не допус|не пус|без|отказ)\S* .{0,30}адвокат|адвокат\S* .{0,30}не (?:допус|пус)/i,
    denied_correspondence: /(?:лиш|запре|не переда|не отда|изъя)\S* .{0,30}(?:пис|посыл|передач|книг)/i,
    obstructed_complaint: /жалоб\S* .{0,40}(?:не|отказ|игнор)/i,
    incommunicado: /местонахожд|пропал|исчез|неизвестно|нет связи/i,
  },
  az: {
    threat: /hədə|təhdid|şantaj/i,
    denied_visit: /görüş\S* .{0,40}(?:verilm|icazə verilm|qadağan|məhrum)/i,
    blocked_call: /(?:zəng|telefon)\S* .{0,40}(?:verilm|qadağan|məhdud|kəsil)/i,
    denied_medical_care: /(?:həkim|müalicə|dərman|tibbi)\S* .{0,40}(?:verilm|göstərilm|apar\S*m|məhrum)/i,
    ill_treatment: /işgəncə|döyül|döyüb|zorakılıq/i,
    punishment_cell: /karser|cərimə təcridxana|təkadamlıq/i,
    denied_counsel: /vəkil\S* .{0,40}(?:buraxılm|verilm|imkan)/i,
    denied_correspondence: /(?:məktub|bağlama|kitab)\S* .{0,40}(?:verilm|qaytar|qadağan)/i,
    obstructed_complaint: /(?:şikayət|ərizə)\S* .{0,40}(?:baxılm|qəbul edilm|cavab)/i,
    incommunicado: /itkin|yoxa çıx|xəbər yoxdur|bilinmir/i,
  },
}

/** What a keyword search with compromise finds in a document: people by its guess, claims by a pattern a sentence. */
export function keywordFloor(gold: GoldDocument): Reading {
  const patterns = KEYWORDS[gold.lang] ?? {}
  const people = [...new Set(nlp(gold.text).people().out('array') as string[])]
    .map((name) => name.replace(/[.,;:!?’'”"]+$|['’]s$/g, ''))
    .filter((name) => name.includes(' '))
  const places = [
    ...new Set(gold.text.match(/(?:Penal )?Colony No\. ?\d+|IK-\d+|СИЗО-\d+|ИК-\d+|\d+ saylı \S+ müəssisəsi/g) ?? []),
  ]
  const claims: Reading['claims'] = []
  for (const { start, end, quote } of sentencesOf(gold.text))
    for (const [type, pattern] of Object.entries(patterns))
      if (pattern.test(quote))
        claims.push({
          type,
          status: 'alleged',
          victims: people.filter((name) => quote.includes(name)),
          victimGroup: null,
          facility: places.find((place) => quote.includes(place)) ?? null,
          source: null,
          sourceChain: [],
          eventDate: null,
          confidence: 0.5,
          evidence: { quote, start, end },
          also: [],
          why: [],
        })
  return {
    lang: gold.lang,
    people: people.map((name) => ({ name, held: false, professions: [], mentions: [] })),
    facilities: places.map((name) => ({ name, mentions: [] })),
    claims,
    contacts: [],
  }
}

function sentencesOf(text: string): { start: number; end: number; quote: string }[] {
  return [...text.matchAll(/[^\n.!?…]+(?:[.!?…]+["”»’)]*|(?=\n)|$)/g)]
    .filter(([quote]) => quote.trim().length > 3)
    .map((match) => ({ start: match.index, end: match.index + match[0].length, quote: match[0].trim() }))
}
