import { createHash } from 'node:crypto'
import type { Person } from '../../access/person.ts'
import { dayOf } from '../../calendar/day.ts'
import { retrying } from '../../desk/carrying-on/retrying.ts'
import type { Desk } from '../../desk/desk.ts'
import { ownerRefOf } from '../../desk/dossiers/owner-ref.ts'
import { keyOf } from '../../dossier/history/history.ts'
import { type Objection, object } from '../../dossier/objections.ts'
import type { NoticeChannel, NoticeWishes } from '../../notices/notice.ts'
import { tellingOn } from '../../notices/telling.ts'

type Needs = Pick<Desk, 'notices' | 'digests' | 'now'>
interface Wish {
  channels: NoticeChannel[]
}

/** How a citizen is told of what happens to dossiers of their own; who wished for nothing is told on the first of these that reaches. */
export async function wishesOf(desk: Needs, person: Person): Promise<Wish> {
  const owner = ownerRefOf(desk, person)
  const wished = owner === undefined ? undefined : await desk.notices.wishes(owner)
  return { channels: [...(wished?.channels ?? tellingOn(dayOf(desk.now())).order)] }
}

/** As many wishes are known again by their key: they change a few times in a life, and their item stays within two kilobytes. */
const mostSaid = 20

/** A wish that comes once more is answered as it was, and no newer one gives way to it. Throws Outage. */
export async function wish(
  desk: Needs & Pick<Desk, 'pause' | 'chance'>,
  person: Person,
  { channels }: Wish,
  key: string,
): Promise<Wish | Objection | undefined> {
  const owner = ownerRefOf(desk, person)
  if (owner === undefined) return undefined
  const own = createHash('sha256').update(keyOf(person, key)).digest('base64url').slice(0, 16)
  const isSame = (other: Pick<NoticeWishes, 'channels'>) => other.channels.join() === channels.join()
  return retrying<Wish | Objection>(desk, async () => {
    const now = await desk.notices.wishes(owner)
    const before = now?.said?.find((one) => one.key === own)
    if (before) return { answer: isSame(before) ? { channels } : object('key-reused') }
    // Wished for already: since when stays as it is.
    const at = now && isSame(now) ? now.at : desk.now()
    const said = [...(now?.said ?? []), { key: own, channels }].slice(-mostSaid)
    const isKept = await desk.notices.keepWishes(owner, { channels, at, n: (now?.n ?? 0) + 1, said })
    return isKept ? { answer: { channels } } : 'again'
  })
}
