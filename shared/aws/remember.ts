const freshMs = 60_000

/** A reading kept in the instance for a minute: law and organisation change rarely, and every request asks for them. */
export function remember<T>(read: () => Promise<T>, nowMs: () => number = Date.now) {
  let kept: { value: Promise<T>; until: number } | undefined
  const forget = () => {
    kept = undefined
  }
  const ask = (): Promise<T> => {
    if (kept && nowMs() < kept.until) return kept.value
    const value = read()
    kept = { value, until: nowMs() + freshMs }
    // A failed reading is not remembered; whoever asked sees the failure.
    value.catch(forget)
    return value
  }
  return { ask, forget }
}
