/** How many questions are put to the table at the same moment: more would wait in line there until they are given up. */
const most = 16

/** Does the work for each of these, a handful at the same time, and answers in their order. After one that failed no other is begun. */
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
