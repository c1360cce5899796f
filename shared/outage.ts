/** A neighbour did not answer: the caller may try again; on a queue the message stays. */
export class Outage extends Error {
  /** A word of ours, which logs show. */
  readonly neighbour: string
  constructor(neighbour: string, cause: unknown) {
    super(`${neighbour} did not answer`, { cause })
    this.name = 'Outage'
    this.neighbour = neighbour
  }
}

/** The neighbour answered that it did not take what it was handed: unlike after silence, handing it over again is the first time. */
export class NotTaken extends Outage {
  override name = 'NotTaken'
}
