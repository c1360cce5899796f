/** What changes of a thing: `undefined` leaves out a field that need not be there. */
export type Changes<T> = { [K in keyof T]?: object extends Pick<T, K> ? T[K] | undefined : T[K] }

/** The thing with what changes of it. */
export function withChanges<T extends object>(thing: T, changes: Changes<T>): T
export function withChanges<T extends object>(thing: T, changes: { [K in keyof T]?: T[K] | undefined }): T {
  const next = { ...thing }
  for (const name in changes) {
    const value = changes[name]
    if (value === undefined) delete next[name]
    else next[name] = value
  }
  return next
}
