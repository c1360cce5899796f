/** Questions that stand at the table at once: more would wait in line there until they are given up. */
const most = 16

/** The work for each of these, in their order, a handful at a time: whoever is done takes the next. After one that failed none is begun. */
export async function abreast<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const waiting = [...all.entries()].toReversed()
  const take = async () => {
    for (let turn = waiting.pop(); turn !== undefined; turn = waiting.pop()) {
      const [at, one] = turn
      let isDone = false
      try {
        done[at] = await work(one)
        isDone = true
      } finally {
        if (!isDone) waiting.length = 0
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, take))
  return done
}
