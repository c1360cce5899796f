import { log } from '../log.ts'
import type { AsideQueue } from '../messages/aside.ts'
import type { UnreadRow } from '../messages/messages.ts'
import type { Desk } from './desk.ts'

/**
 * Sets a row of a partner's list aside that cannot be read, so that those behind it are read on: once, under the moment it was
 * first seen. Its number alone: what is in it may name people.
 */
export async function putRowAside(
  desk: Pick<Desk, 'marks' | 'now'>,
  queue: AsideQueue,
  list: string,
  { id, digest }: UnreadRow,
): Promise<void> {
  const name = `${list}-${id === undefined ? digest : String(id).padStart(10, '0')}`
  log({ job: queue, code: name, outcome: 'row-unreadable' })
  await desk.marks.swapValue(`UNREAD#${name}`, undefined, desk.now(), keepSeconds)
  const at = (await desk.marks.value(`UNREAD#${name}`)) ?? desk.now()
  const which = id === undefined ? 'không có số dòng' : `số ${id}`
  const reason = `Một dòng của bưu điện (${which}) không đọc được; hỏi bưu điện và ghi bằng tay.`
  await desk.marks.setAside({ id: name, queue, body: JSON.stringify({ [list]: id ?? digest }), reason, at })
}

const keepSeconds = 400 * 86_400
