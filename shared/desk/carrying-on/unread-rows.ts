import { log } from '../../log.ts'
import type { AsideQueue } from '../../messages/aside.ts'
import type { UnreadRow } from '../../messages/messages.ts'
import type { Desk } from '../desk.ts'

/**
 * Sets a row of a partner's list aside that cannot be read, so that those behind it are read on: once, under the moment it was
 * first seen; or one that was read, had to wait, and is listed no more. Its number alone: what is in it may name people.
 */
export async function putRowAside(
  desk: Pick<Desk, 'marks' | 'now'>,
  queue: AsideQueue,
  list: string,
  { id, digest, isGone }: UnreadRow & { isGone?: true },
): Promise<void> {
  const name = `${list}-${id === undefined ? digest : String(id).padStart(10, '0')}`
  log({ job: queue, code: name, outcome: isGone ? 'row-gone' : 'row-unreadable' })
  await desk.marks.swapValue(`UNREAD#${name}`, undefined, desk.now(), keepSeconds)
  const at = (await desk.marks.value(`UNREAD#${name}`)) ?? desk.now()
  const which = id === undefined ? 'không có số dòng' : `số ${id}`
  const what = isGone ? 'nêu một mã hồ sơ chưa có ở đây, nay không còn trong danh sách' : 'không đọc được'
  const reason = `Một dòng của bưu điện (${which}) ${what}; hỏi bưu điện và ghi bằng tay.`
  await desk.marks.setAside({ id: name, queue, body: JSON.stringify({ [list]: id ?? digest }), reason, at })
}

const keepSeconds = 400 * 86_400
