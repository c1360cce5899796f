/** Built at its first use: a fresh instance pays for what it is asked for, not for all that it could be. */
export function lazily<T>(build: () => T): () => T {
  let built: { value: T } | undefined
  return () => {
    built ??= { value: build() }
    return built.value
  }
}
