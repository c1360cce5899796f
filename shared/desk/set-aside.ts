import type { Instant } from '../calendar/day.ts'
import { asideQueueOf } from '../messages/aside.ts'
import type { Message } from '../messages/messages.ts'
import { readMessage } from '../messages/read.ts'
import type { Desk } from './desk.ts'

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

/** Moves a message with its reason into the table, to be looked at and sent again from there. Repeated, it is one. */
export async function setAside(desk: Pick<Desk, 'marks'>, letter: Letter, reason: string): Promise<void> {
  const { id, queue, source, body, sentAt } = letter
  await desk.marks.setAside({ id, queue: asideQueueOf(source ?? queue), body, reason, at: sentAt })
}

/** A dead letter's reason as far as the letter itself tells it; what was thrown stands in the log under its id. */
export async function setAsideDeadLetter(desk: Pick<Desk, 'marks'>, letter: Letter): Promise<void> {
  await setAside(desk, letter, 'đã thử hết số lần cho phép')
}

/**
 * Reads a message and hands it to the worker of its kind. What cannot be read, belongs to another queue or names no
 * dossier of ours is set aside with the reason at once: trying again would change nothing. Throws Outage.
 */
export async function workLetter<Kind extends Message['kind']>(
  desk: Pick<Desk, 'marks'>,
  letter: Letter,
  kinds: readonly Kind[],
  work: (message: Extract<Message, { kind: Kind }>) => Promise<string>,
): Promise<void> {
  const read = readMessage(letter.body)
  if ('faults' in read) return setAside(desk, letter, `không đọc được: ${read.faults.join('; ')}`)
  if (!isOf(kinds, read.message)) return setAside(desk, letter, `hàng đợi không nhận loại ${read.message.kind}`)
  if ((await work(read.message)) === 'absent') await setAside(desk, letter, 'không có hồ sơ này')
}

function isOf<Kind extends Message['kind']>(
  kinds: readonly Kind[],
  message: Message,
): message is Extract<Message, { kind: Kind }> {
  return kinds.some((kind) => kind === message.kind)
}
