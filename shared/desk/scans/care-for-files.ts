import { type Instant, instantOf, toDate } from '../../calendar/day.ts'
import type { Print } from '../../forms/print.ts'
import type { Desk } from '../desk.ts'
import { inSlices, type Slice } from './in-slices.ts'

type Needs = Pick<Desk, 'scans' | 'objects' | 'marks' | 'now' | 'prints'>

/** A copy lies in the clean bucket a moment before its scan says so: what is younger may still be named. */
const orphanAgeMs = 48 * 3_600_000
/** The brake: were the table an older one, restored, most files would look like orphans. */
const mostOrphans = 100
const page = 200

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
