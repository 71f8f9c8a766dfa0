import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadLexicon } from '../../src/4-analyse/lexicon.ts'
import { scoreBreadth } from './breadth/score.ts'

// How broadly the cues read: some thousand invented sentences in three languages. The cues were widened on the files
// called work and fresh (told indirectly); check was written before the words of the cues were read, by the hand that
// then widened them. Of last, before anything was tuned on it, 65 (ru) and 73 (az) in a hundred were found: that is
// what to expect of sentences that nobody has seen; new ones of that kind tell more than these figures.
// The files called news hold what reports on arrests, trials and protests tell beside claims; the cues were made more
// careful on them.
// A figure is raised when the cues read more, and lowered only with a reason.
const PINNED = [
  { file: 'ru-work', recall: 0.95, extra: 15, alarms: 1 },
  { file: 'ru-check', recall: 0.92, extra: 15, alarms: 1 },
  { file: 'ru-fresh', recall: 0.94, extra: 6, alarms: 1 },
  { file: 'ru-last', recall: 0.96, extra: 5, alarms: 0 },
  { file: 'az-work', recall: 0.98, extra: 14, alarms: 0 },
  { file: 'az-check', recall: 0.96, extra: 16, alarms: 3 },
  { file: 'az-fresh', recall: 0.96, extra: 8, alarms: 2 },
  { file: 'az-last', recall: 0.9, extra: 6, alarms: 1 },
  { file: 'en-check', recall: 0.93, extra: 10, alarms: 2 },
  { file: 'en-news', recall: 1, extra: 0, alarms: 7 },
  { file: 'ru-news', recall: 1, extra: 0, alarms: 1 },
  { file: 'az-news', recall: 1, extra: 0, alarms: 0 },
]

const lexicon = loadLexicon(fileURLToPath(new URL('../../config', import.meta.url)))

describe.each(PINNED)('the sentences of $file', ({ file, recall, extra, alarms }) => {
  const score = scoreBreadth(`./${file}.yaml`, lexicon)

  it(`are recognised, at least ${recall * 100} in a hundred`, () => {
    expect((score.told - score.missed.length) / score.told, score.missed.join('\n')).toBeGreaterThanOrEqual(recall)
  })

  it('are seldom taken for another type', () => {
    expect(score.extra.length, score.extra.join('\n')).toBeLessThanOrEqual(extra)
  })

  it('raise no alarm where there is nothing to claim', () => {
    expect(score.alarms.length, score.alarms.join('\n')).toBeLessThanOrEqual(alarms)
  })
})
