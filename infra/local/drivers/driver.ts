/** Something that runs beside the functions and calls them: a poller, the bus, the clockwork. */
export interface Driver {
  /** What it still has to do, in words; `undefined` when there is nothing. */
  busyWith(): Promise<string | undefined>
  stop(): Promise<void>
}
