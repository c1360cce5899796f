/** Asked before each one: whether there is to be another. */
export type GoesOn = () => boolean

/** A handful at a time, until `goesOn` says no. */
export async function* inBatches<T>(all: AsyncIterable<T>, goesOn: GoesOn, size = 100): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  for await (const one of all) {
    if (!goesOn()) return
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

export async function* only<T>(all: AsyncIterable<T>, is: (one: T) => boolean): AsyncGenerator<T> {
  for await (const one of all) if (is(one)) yield one
}
