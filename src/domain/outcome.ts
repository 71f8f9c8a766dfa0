/**
 * What came of a step, named by what happens next. At an edge a function returns one of these; queue/ alone turns it
 * into the next step, a later try, set aside or failed. `advice` tells a person what can be done about it.
 */
export type Outcome =
  /** `next`: where it goes on, when not to the step that follows. */
  | { kind: 'done'; next?: Todo; because?: string }
  | { kind: 'unchanged' }
  | { kind: 'duplicate'; originalId: string; because: string }
  /** `waits`: it is the host that wants a pause, not this page that is in trouble, so it costs no try. */
  | { kind: 'try-later'; because: string; advice: string; notBefore?: Date; waits?: boolean }
  | { kind: 'set-aside'; because: string; advice: string }
  | { kind: 'failed'; because: string; advice: string }

/** What came of a step for each discovery that waited for it; one that no longer did is not in it. */
export type Outcomes = Map<string, Outcome>

export const STATES = ['discovered', 'captured', 'extracted', 'analysed', 'duplicate', 'set_aside', 'failed'] as const
export type State = (typeof STATES)[number]

/** The steps that a discovery can have before it, in their order. */
export const TODOS = ['capture', 'render', 'extract', 'analyse', 'link', 'alert'] as const
export type Todo = (typeof TODOS)[number]

export type Lane = 'live' | 'backfill'

/** The steps that read what is kept: they take many discoveries at once. The others ask for pages, one at a time. */
export type ReadingStep = Exclude<Todo, 'capture' | 'render'>
