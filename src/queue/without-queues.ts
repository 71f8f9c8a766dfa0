import type { Queues } from './queues.ts'

/** For a command that runs the steps itself: it enqueues nothing. */
export const withoutQueues: Queues = {
  add: async () => {},
  counts: async () => [],
  work: () => ({ close: async () => {} }),
  close: async () => {},
}
