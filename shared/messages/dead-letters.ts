import type { Instant } from '../calendar/day.ts'

export interface Letter {
  /** The queue's own id of the message: its log lines bear it too. */
  id: string
  queue: string
  /** The queue it came from, when it was taken from that queue's dead letters. */
  source?: string
  body: string
  /** When it was put on the queue; the same however often it is set aside. */
  sentAt: Instant
}

/** A letter as it was taken, and the word that it need not come again. */
export interface TakenLetter {
  letter: Letter
  /** Throws Outage. */
  done(): Promise<void>
}

/** A queue of dead letters: some of what lies there now, none when it is empty. Throws Outage. */
export type DeadLetters = () => Promise<readonly TakenLetter[]>
