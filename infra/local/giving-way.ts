/** While requests are open, what nobody waits for runs one after the other, a quarter of the time. */
const restsPerDeed = 3
/** However many requests follow one another, nothing is kept waiting longer. */
const longestMs = 10_000

/**
 * On AWS what follows from an act runs on machines of its own. Here it would take processors and table from those who wait for
 * an answer, several times as much as the act itself.
 */
export function createGivingWay(stopping: AbortSignal) {
  let open = 0
  let noneOpen = Promise.withResolvers<void>()
  let turn: Promise<unknown> = Promise.resolve()

  return {
    /** A deed that somebody waits for. */
    async first<T>(deed: () => Promise<T>): Promise<T> {
      open += 1
      try {
        return await deed()
      } finally {
        open -= 1
        if (open === 0) {
          noneOpen.resolve()
          noneOpen = Promise.withResolvers()
        }
      }
    },
    /** A deed that gives way to those. */
    async behind<T>(deed: () => Promise<T>): Promise<T> {
      if (open === 0) return deed()
      const before = turn
      const done = Promise.withResolvers<void>()
      turn = done.promise
      const soonest = new AbortController()
      await Promise.race([before, noneOpen.promise, pause(longestMs, AbortSignal.any([stopping, soonest.signal]))])
      soonest.abort()
      const begun = performance.now()
      try {
        return await deed()
      } finally {
        // The next one's turn comes after a rest, which ends early when nobody waits any more.
        void Promise.race([noneOpen.promise, pause((performance.now() - begun) * restsPerDeed, stopping)]).then(() =>
          done.resolve(),
        )
      }
    },
  }
}

/** Waits, or until the signal, whichever comes first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
