/** The one clock of the local stack: real time plus an offset that every function worker shares. */
export interface Clock {
  /** One float64 of milliseconds; workers read it before every `Date`. */
  readonly shared: SharedArrayBuffer
  readonly offsetMs: number
  now(): number
  move(ms: number): void
  moveTo(at: Date): void
}

export function createClock(initialOffsetMs = 0): Clock {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)
  const cell = new Float64Array(shared)
  cell[0] = initialOffsetMs
  const offset = () => cell[0] ?? 0
  return {
    shared,
    get offsetMs() {
      return offset()
    },
    now: () => Date.now() + offset(),
    move(ms) {
      cell[0] = offset() + ms
    },
    moveTo(at) {
      cell[0] = at.getTime() - Date.now()
    },
  }
}
