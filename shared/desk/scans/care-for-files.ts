import { createHash } from 'node:crypto'
import { type Instant, instantOf, toDate } from '../../calendar/day.ts'
import { type Print, printId } from '../../forms/print.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'scans' | 'objects' | 'marks' | 'now' | 'prints'>

/** A copy lies in the clean bucket a moment before its scan says so: what is younger may still be named. */
const orphanAgeMs = 48 * 3_600_000
/** The brake: were the table an older one, restored, most files would look like orphans. */
const mostOrphans = 100
const page = 200

export interface Damage {
  dossier: string
  /** The scan's number, or the name of the print. */
  n: number | string
  why: 'missing' | 'digest-differs'
}

export interface Slice {
  seen: number
  /** Whether the end was reached, so that the next night begins anew. */
  whole: boolean
}

/** Tệp mồ côi: takes away clean files that no scan names, from where the last night stopped. Throws Outage. */
export function collectOrphans(desk: Needs, until: Instant): Promise<Slice & { removed: number }> {
  return collect(desk, until, { place: 'orphans', prefix: 'scans/', isNamed: (key) => isNamed(desk, key) })
}

/**
 * Bản in mồ côi: drawings that no print came to name, because the worker died after drawing and drew another page later.
 * A sheet that does not say what it was drawn for stays. Throws Outage.
 */
export function collectSheets(desk: Needs, until: Instant): Promise<Slice & { removed: number }> {
  return collect(desk, until, { place: 'orphan-sheets', prefix: 'sheets/', isNamed: (key) => isPrinted(desk, key) })
}

interface Walk {
  place: string
  prefix: string
  isNamed: (key: string) => Promise<boolean>
}

async function collect(desk: Needs, until: Instant, { place, prefix, isNamed }: Walk) {
  const before = instantOf(new Date(toDate(desk.now()).getTime() - orphanAgeMs))
  let removed = 0
  const slice = await inSlices(desk, place, until, async (after) => {
    const { rows, next } = await desk.objects.listClean(prefix, page, after)
    for (const { key } of rows.filter((row) => row.at < before)) {
      if (removed < mostOrphans && !(await isNamed(key))) {
        await desk.objects.removeClean(key)
        removed += 1
      }
    }
    return { seen: rows.length, ...(next !== undefined && removed < mostOrphans && { next }) }
  })
  return { ...slice, removed }
}

/** So many files in a row that nobody can read are the buckets' trouble, not the files'. */
const mostUnread = 5

/**
 * Đối chiếu tệp: reads stored files again and sets aside each that is gone or no longer what was handed in. One that the bucket
 * does not give keeps nobody from those behind it: its Outage is thrown when the slice is done, or at once when none are given.
 */
export async function checkDigests(
  desk: Needs,
  until: Instant,
  tell: (damage: Damage) => void,
): Promise<Slice & { damaged: number }> {
  const look = lookAtEach(desk, tell)
  const slice = await inSlices(desk, 'digests', until, async (after) => {
    const { rows, next } = await desk.scans.walk(page, after)
    for (const { dossier, scan } of rows) {
      const { n, state, cleanKey, sha256 } = scan
      if (state === 'clean' && cleanKey !== undefined) await look.at({ dossier, n, cleanKey, sha256 })
    }
    return { seen: rows.filter(({ scan }) => scan.state === 'clean').length, ...(next !== undefined && { next }) }
  })
  return { ...slice, damaged: look.ended() }
}

/**
 * Đối chiếu bản in: the same for the drawings of sheets that lie there. One that is gone is found by whoever asks for it, and drawn
 * again from what it was made of; one that was changed would be handed out.
 */
export async function checkSheets(
  desk: Needs,
  until: Instant,
  tell: (damage: Damage) => void,
): Promise<Slice & { damaged: number }> {
  const look = lookAtEach(desk, tell)
  const slice = await inSlices(desk, 'sheet-digests', until, async (after) => {
    const { rows, next } = await desk.objects.listClean('sheets/', page, after)
    for (const { key } of rows.filter((row) => row.key.endsWith('.pdf'))) {
      const print = await printOf(desk, key)
      if (print !== undefined && print !== 'untold' && print.drawn) {
        const { dossier, drawn } = print
        await look.at({ dossier, n: printId(print), cleanKey: key, sha256: drawn.sha256 })
      }
    }
    return { seen: rows.length, ...(next !== undefined && { next }) }
  })
  return { ...slice, damaged: look.ended() }
}

interface Stored {
  dossier: string
  n: number | string
  cleanKey: string
  sha256: string
}

function lookAtEach(desk: Needs, tell: (damage: Damage) => void) {
  let damaged = 0
  let unread = 0
  const silent: unknown[] = []
  return {
    async at(stored: Stored): Promise<void> {
      const [read] = await Promise.allSettled([faultOf(desk, stored)])
      if (read.status === 'rejected') {
        silent.push(read.reason)
        unread += 1
        if (unread >= mostUnread) throw silent[0]
        return
      }
      unread = 0
      const why = read.value
      if (!why) return
      damaged += 1
      await setAside(desk, stored, why)
      tell({ dossier: stored.dossier, n: stored.n, why })
    },
    /** How many are damaged; throws what kept one from being looked at. */
    ended(): number {
      if (silent.length > 0) throw silent[0]
      return damaged
    },
  }
}

/** Key `scans/<dossier>/<n>/<random>` leads to its scan; a name of another shape is none of ours and stays. */
async function isNamed(desk: Needs, key: string): Promise<boolean> {
  const [, dossier, n, random, ...rest] = key.split('/')
  if (!dossier || !random || rest.length > 0 || !/^\d{1,4}$/.test(n ?? '')) return true
  return (await desk.scans.find(dossier, Number(n)))?.cleanKey === key
}

async function isPrinted(desk: Needs, key: string): Promise<boolean> {
  return (await printOf(desk, key)) !== undefined
}

/** The print that names a drawing; `untold` where the drawing does not say what it was made for, `undefined` where none does. */
async function printOf(desk: Needs, key: string): Promise<Print | undefined | 'untold'> {
  const of = await desk.objects.sheetOf(key)
  if (!of) return 'untold'
  const prints = await desk.prints.ofDossier(of.dossier)
  return prints.find((print) => print.drawn && key.startsWith(`sheets/${print.drawn.key}.`))
}

async function faultOf(desk: Needs, { cleanKey, sha256 }: Stored): Promise<Damage['why'] | undefined> {
  const bytes = await desk.objects.readClean(cleanKey)
  if (!bytes) return 'missing'
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? undefined : 'digest-differs'
}

async function setAside(desk: Needs, { dossier, n, cleanKey, sha256 }: Stored, reason: Damage['why']): Promise<void> {
  await desk.marks.setAside({
    id: `${dossier}#${n}`,
    queue: 'files',
    body: JSON.stringify({ dossier, n, cleanKey, sha256 }),
    reason,
    at: desk.now(),
  })
}

/** One page after another until the time is up; the place is kept after each, so that a crash repeats one page only. */
async function inSlices(
  desk: Needs,
  name: string,
  until: Instant,
  work: (after: string | undefined) => Promise<{ seen: number; next?: string }>,
): Promise<Slice> {
  const place = `care-for-files:${name}`
  let after = (await desk.marks.value(place)) || undefined
  let seen = 0
  do {
    const done = await work(after)
    seen += done.seen
    after = done.next
    await desk.marks.setValue(place, after ?? '')
  } while (after !== undefined && desk.now() < until)
  return { seen, whole: after === undefined }
}
