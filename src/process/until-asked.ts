// A terminal, npm and the launcher may each hand the same Ctrl-C on: what comes within this time is one.
const ONE_ASKING_MS = 250

/**
 * A signal that fires when this process is asked to end: Ctrl-C, SIGTERM, or the parent that started it is gone. The
 * second time it ends at once.
 *
 * @param atOnce what to do at the second time, before the end
 */
export function untilAsked(atOnce: () => void = () => {}): AbortSignal {
  const controller = new AbortController()
  let askedAt = 0
  const ask = () => {
    if (!controller.signal.aborted) {
      askedAt = performance.now()
      controller.abort()
    } else if (performance.now() - askedAt > ONE_ASKING_MS) {
      atOnce()
      process.exit(130)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  process.on('disconnect', () => controller.abort())
  return controller.signal
}

/** Resolves when the signal fires. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

/** Tells the parent, if there is one, that this process is at work. */
export const sayReady = (): void => {
  process.send?.('ready')
}
