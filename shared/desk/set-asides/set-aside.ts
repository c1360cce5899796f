import { asideQueueOf } from '../../messages/aside.ts'
import type { DeadLetters, Letter } from '../../messages/dead-letters.ts'
import type { Message } from '../../messages/messages.ts'
import { readMessage } from '../../messages/read.ts'
import type { Desk } from '../desk.ts'
import { type GiveUpNeeds, giveUpJob } from './give-up-job.ts'

/** Moves a message with its reason into the table, to be looked at and sent again from there. Repeated, it is one. */
export async function setAside(desk: Pick<Desk, 'marks'>, letter: Letter, reason: string): Promise<void> {
  const { id, queue, source, body, sentAt } = letter
  await desk.marks.setAside({ id, queue: asideQueueOf(source ?? queue), body, reason, at: sentAt })
}

export type DeadLetterNeeds = GiveUpNeeds & { deadLetters: readonly DeadLetters[] }

/** More batches of one queue wait for the next run. */
const mostBatches = 50
const reason = 'đã thử hết số lần cho phép'

/**
 * Empties every queue of dead letters into the table. The reason is what a letter itself tells; what was thrown stands in the
 * log under its id; whoever waits for what a letter was to do is told. One queue's trouble holds up no other: it is thrown when all have been emptied. Throws Outage.
 */
export async function setAsideDeadLetters({ deadLetters, ...desk }: DeadLetterNeeds): Promise<void> {
  const emptied = await Promise.allSettled(deadLetters.map((take) => setAsideAll(desk, take)))
  for (const one of emptied) if (one.status === 'rejected') throw one.reason
}

async function setAsideAll(desk: GiveUpNeeds, take: DeadLetters): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const taken = await take()
    if (taken.length === 0) return
    for (const { letter, done } of taken) {
      await setAside(desk, letter, reason)
      await giveUpJob(desk, letter.body)
      await done()
    }
  }
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
  if ((await work(read.message)) === 'absent')
    await setAside(desk, letter, 'dossier' in read.message ? 'không có hồ sơ này' : 'không có việc mà tin nói tới')
}

function isOf<Kind extends Message['kind']>(
  kinds: readonly Kind[],
  message: Message,
): message is Extract<Message, { kind: Kind }> {
  return kinds.some((kind) => kind === message.kind)
}
