import { createHash } from 'node:crypto'
import type { Instant } from '../../calendar/day.ts'
import { printId } from '../../forms/print.ts'
import type { SetAside, StoredRecord } from '../../ports.ts'
import type { Desk } from '../desk.ts'
import { inSlices, type Slice } from './in-slices.ts'

type Needs = Pick<Desk, 'scans' | 'objects' | 'marks' | 'now' | 'prints'>

export interface Damage {
  dossier: string
  /** The scan's number, or the name of the print. */
  n: number | string
  why: Fault
}

type Fault = 'missing' | 'digest-differs'

const queue = 'files'
const page = 200
/** So many files in a row that nobody can read are the buckets' trouble, not the files'. */
const mostUnread = 5

/**
 * Đối chiếu tệp: reads again what scans and prints say is stored, and sets aside each file that is gone or no longer what was
 * handed in or drawn, a row for each however often it is found. One that the bucket does not give keeps nobody from those behind
 * it: its Outage is thrown when the slice is done, or at once when none are given.
 */
export async function checkDigests(
  desk: Needs,
  until: Instant,
  tell: (damage: Damage) => void,
): Promise<Slice & { damaged: number }> {
  let damaged = 0
  const look = lookAtEach(desk)
  const slice = await inSlices(desk, 'digests', until, async (after) => {
    const { rows, next } = await desk.scans.walk(page, after)
    const stored = rows.map(storedBy).filter((one) => one !== undefined)
    for (const one of stored)
      await look.at(one, async (why) => {
        if (!why) return
        damaged += 1
        await setAside(desk, one, why)
        tell({ dossier: one.dossier, n: one.n, why })
      })
    return { seen: stored.length, ...(next !== undefined && { next }) }
  })
  look.ended()
  return { ...slice, damaged }
}

/**
 * Xem lại tệp đã gác: looks again at what earlier nights set aside, and takes out each file that is whole again, or that no scan
 * and no print names any more. Throws Outage as `checkDigests` does.
 */
export async function takeOutMended(desk: Needs, until: Instant): Promise<Slice & { mended: number }> {
  let mended = 0
  const look = lookAtEach(desk)
  const slice = await inSlices(desk, 'set-aside', until, async (after) => {
    const { rows, next } = await desk.marks.setAsides(queue, page, after)
    for (const row of rows) {
      const stored = storedIn(row)
      if (!(await isStillNamed(desk, stored))) await takeOut(desk, row)
      else
        await look.at(stored, async (why) => {
          if (why === row.reason && (await foundAt(desk, row.id)) === row.at) return
          await takeOut(desk, row)
          if (why) await setAside(desk, stored, why)
          else mended += 1
        })
    }
    return { seen: rows.length, ...(next !== undefined && { next }) }
  })
  look.ended()
  return { ...slice, mended }
}

interface Stored {
  dossier: string
  n: number | string
  cleanKey: string
  sha256: string
}

function storedBy(record: StoredRecord): Stored | undefined {
  const { dossier } = record
  if ('print' in record) {
    const { drawn } = record.print
    return drawn && { dossier, n: printId(record.print), cleanKey: `sheets/${drawn.key}.pdf`, sha256: drawn.sha256 }
  }
  const { n, state, cleanKey, sha256 } = record.scan
  return state === 'clean' && cleanKey !== undefined ? { dossier, n, cleanKey, sha256 } : undefined
}

/** What a row of ours was written about. */
const storedIn = ({ body }: SetAside): Stored => JSON.parse(body)

async function isStillNamed(desk: Needs, { dossier, n, cleanKey, sha256 }: Stored): Promise<boolean> {
  const records: StoredRecord[] =
    typeof n === 'number'
      ? [await desk.scans.find(dossier, n)].filter((scan) => scan !== undefined).map((scan) => ({ dossier, scan }))
      : (await desk.prints.ofDossier(dossier)).map((print) => ({ dossier, print }))
  return records.map(storedBy).some((one) => one?.n === n && one.cleanKey === cleanKey && one.sha256 === sha256)
}

function lookAtEach(desk: Needs) {
  let unread = 0
  const silent: unknown[] = []
  return {
    async at(stored: Stored, judge: (why: Fault | undefined) => Promise<void>): Promise<void> {
      const [read] = await Promise.allSettled([faultOf(desk, stored)])
      if (read.status === 'rejected') {
        silent.push(read.reason)
        unread += 1
        if (unread >= mostUnread) throw silent[0]
        return
      }
      unread = 0
      await judge(read.value)
    },
    /** Throws what kept one from being looked at. */
    ended(): void {
      if (silent.length > 0) throw silent[0]
    },
  }
}

async function faultOf(desk: Needs, { cleanKey, sha256 }: Stored): Promise<Fault | undefined> {
  const bytes = await desk.objects.readClean(cleanKey)
  if (!bytes) return 'missing'
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? undefined : 'digest-differs'
}

const idOf = ({ dossier, n }: Pick<Stored, 'dossier' | 'n'>) => `${dossier}#${n}`
const foundPlace = (id: string) => `file-damaged:${id}`

/** When a file that is set aside was first found damaged; a row lies under that moment, so that there is one. */
async function foundAt(desk: Needs, id: string): Promise<Instant | undefined> {
  return (await desk.marks.value(foundPlace(id))) || undefined
}

async function setAside(desk: Needs, stored: Stored, reason: Fault): Promise<void> {
  const id = idOf(stored)
  const at = (await foundAt(desk, id)) ?? desk.now()
  // Before the row: a crash in between leaves a moment under which the next night writes it.
  await desk.marks.setValue(foundPlace(id), at)
  const { dossier, n, cleanKey, sha256 } = stored
  await desk.marks.setAside({ id, queue, body: JSON.stringify({ dossier, n, cleanKey, sha256 }), reason, at })
}

/** The moment before the row: a crash in between leaves a row that the next night takes out. */
async function takeOut(desk: Needs, row: SetAside): Promise<void> {
  await desk.marks.swapValue(foundPlace(row.id), row.at, '', 0)
  await desk.marks.takeOut(queue, row)
}
