/** A neighbour did not answer: the caller may try again; on a queue the message stays. */
export class Outage extends Error {
  constructor(neighbour: string, cause: unknown) {
    super(`${neighbour} did not answer`, { cause })
    this.name = 'Outage'
  }
}
