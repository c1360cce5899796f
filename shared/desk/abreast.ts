/** Questions that stand at the table at once: more would wait in line there until they are given up. */
const most = 16

/** The work for each of these, in their order, a handful at a time. */
export async function abreast<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += most) {
    done.push(...(await Promise.all(all.slice(from, from + most).map(work))))
  }
  return done
}
