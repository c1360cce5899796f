import type { Person } from '../../access/person.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import { ownerRefOf } from '../../desk/dossiers/owner-ref.ts'
import type { NoticeChannel } from '../../notices/notice.ts'
import { tellingOn } from '../../notices/telling.ts'

type Needs = Pick<Desk, 'notices' | 'digests' | 'now'>

/** How a citizen is told of what happens to dossiers of their own; who wished for nothing is told on the first of these that reaches. */
export async function wishesOf(desk: Needs, person: Person) {
  const owner = ownerRefOf(desk, person)
  const wished = owner === undefined ? undefined : await desk.notices.wishes(owner)
  return { channels: [...(wished?.channels ?? tellingOn(dayOf(desk.now())).order)] }
}

export async function wish(desk: Needs, person: Person, channels: readonly NoticeChannel[]) {
  const owner = ownerRefOf(desk, person)
  if (owner === undefined) return undefined
  // Wished for already: since when stays as it is.
  if ((await desk.notices.wishes(owner))?.channels.join() !== channels.join())
    await desk.notices.keepWishes(owner, { channels, at: desk.now() })
  return { channels: [...channels] }
}
