import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { analyse } from '../../../src/4-analyse/analyse.ts'
import type { Lexicon } from '../../../src/4-analyse/lexicon.ts'

const Tellings = z.strictObject({
  lang: z.enum(['en', 'ru', 'az']),
  openings: z.array(z.string()).min(1),
  claims: z.record(z.string(), z.array(z.string())),
  none: z.array(z.string()),
})

/** What became of a file of sentences: each stands after an opening that tells who is held. */
export interface BreadthScore {
  told: number
  /** Sentences of which the claim was not found, with their type. */
  missed: string[]
  /** Claims of other types than the sentence tells. */
  extra: string[]
  none: number
  /** Sentences that claim nothing and were taken for a claim. */
  alarms: string[]
}

/** Reads a file of sentences with the analyser. */
export function scoreBreadth(file: string, lexicon: Lexicon): BreadthScore {
  const { lang, openings, claims, none } = Tellings.parse(parse(readFileSync(new URL(file, import.meta.url), 'utf8')))
  const score: BreadthScore = { told: 0, missed: [], extra: [], none: none.length, alarms: [] }
  let n = 0
  const typesIn = (sentence: string): string[] => {
    const opening = openings[n++ % openings.length]!
    return analyse({ title: '', text: `${opening}\n${sentence}`, lang }, lexicon).claims.map(
      (claim) => `${claim.type} ${claim.confidence} ${claim.why[0]?.slice(claim.why[0].indexOf('(cue'))}`,
    )
  }
  for (const [types, sentences] of Object.entries(claims)) {
    const wanted = types.split('+').map((type) => type.trim())
    for (const sentence of sentences) {
      const found = typesIn(sentence)
      score.told += wanted.length
      for (const type of wanted)
        if (!found.some((one) => one.startsWith(`${type} `))) score.missed.push(`${type} | ${sentence}`)
      for (const one of found)
        if (!wanted.some((type) => one.startsWith(`${type} `))) score.extra.push(`${one} | ${sentence}`)
    }
  }
  for (const sentence of none) for (const one of typesIn(sentence)) score.alarms.push(`${one} | ${sentence}`)
  return score
}
