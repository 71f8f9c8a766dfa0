/**
 * A signal that fires when this process is asked to end: Ctrl-C, SIGTERM, or the parent that started it is gone. The
 * second time it ends at once.
 *
 * @param atOnce what to do at the second time, before the end
 */
export function untilAsked(atOnce: () => void = () => {}): AbortSignal {
  const controller = new AbortController()
  const ask = () => {
    if (controller.signal.aborted) {
      atOnce()
      process.exit(130)
    }
    controller.abort()
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
