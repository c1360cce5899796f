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

/**
 * A long list kept in the instance while its stamp stays the same. The stamp is one small item, asked for once a minute;
 * the list itself is read again when the stamp has moved, and at `oldestMs`, where a writer may die between list and stamp.
 */
export function rememberWhile<T>(
  stamp: () => Promise<unknown>,
  read: () => Promise<T>,
  { oldestMs = Number.POSITIVE_INFINITY, nowMs = Date.now }: { oldestMs?: number; nowMs?: () => number } = {},
) {
  let kept: { value: T; stamp: unknown; readAt: number } | undefined
  const load = async (): Promise<T> => {
    const now = nowMs()
    const seen = await stamp()
    if (kept && kept.stamp === seen && now < kept.readAt + oldestMs) return kept.value
    kept = { value: await read(), stamp: seen, readAt: now }
    return kept.value
  }
  return remember(load, nowMs)
}
