import type { Channel } from '../../catalogue/procedure.ts'
import type { HandedIn } from '../acts.ts'
import type { DossierEvent, Scan } from '../dossier.ts'
import { type DetailRow, detailRows } from '../history/detail-rows.ts'
import { isHandedIn } from './uploads.ts'

const paperForms = ['original', 'certified', 'copy', 'electronic'] as const satisfies readonly HandedIn['form'][]

/** How a paper came. `unsaid`: on paper, as its file tells, and nobody said in which form. */
export type BroughtForm = HandedIn['form'] | 'unsaid'

/** Giấy tờ thực nộp: a paper by its id in the procedure version (`#n` a file that stands for none), and how many of it. */
export interface Brought {
  paper: string
  form: BroughtForm
  count: number
}

const sound: ReadonlySet<Scan['state']> = new Set(['clean', 'uploaded'])

/** The files that count: of each paper its newest, and none that was found unfit, replaced or set aside as it then is. */
export function soundFiles(scans: readonly Scan[]): readonly Scan[] {
  const files = scans.filter(isHandedIn)
  const newest = files.filter((scan) => files.findLast(({ paper }) => paper === scan.paper) === scan || !scan.paper)
  return newest.filter(({ state }) => sound.has(state))
}

/** What came in files alone: papers that nobody counted. */
export function broughtInFiles(scans: readonly Scan[], counted: readonly HandedIn[] = []): string[] {
  const names = soundFiles(scans).map(({ n, paper = `#${n}` }) => paper)
  return names.filter((name) => !counted.some(({ paper }) => paper === name))
}

/** Of these files those that were handed in since a moment, or by then. */
export function filesSince(scans: readonly Scan[], at: string): readonly Scan[] {
  return scans.filter((scan) => (scan.linkedAt ?? scan.at) >= at)
}
export function filesUntil(scans: readonly Scan[], at: string): readonly Scan[] {
  return scans.filter((scan) => (scan.linkedAt ?? scan.at) <= at)
}

/**
 * What an event says was handed in: with the reception, with a supplement, or counted anew. Events
 * written before papers were counted: a reception yields what it did count, or else each sound file by its number; a supplement yields nothing.
 */
export function broughtBy({ act, by, detail }: DossierEvent, channel: Channel): readonly Brought[] {
  const isElectronic = act === 'supplement' ? by.kind === 'citizen' : channel === 'online'
  const form: BroughtForm = isElectronic ? 'electronic' : 'unsaid'
  const counted = detailRows(detail?.handedIn).flatMap(countedRow)
  const files = filesOf(act, detail, counted.length > 0)
  return [...counted, ...files.map((paper) => ({ paper, form, count: 1 }))]
}

/** Không phải nộp: papers that were waived at reception, and of which nothing was there. */
export function sparedBy({ act, detail }: DossierEvent, brought: readonly Brought[]): readonly string[] {
  if (act !== 'accept') return []
  const waived = detailRows(detail?.waived).map((row) => String(row.paper))
  const own = waived.filter((id) => !id.startsWith('#') && !brought.some(({ paper }) => paper === id))
  return [...new Set(own)]
}

function countedRow({ paper, form, count }: DetailRow): Brought[] {
  const known = paperForms.find((one) => one === form)
  return typeof paper === 'string' && known && typeof count === 'number' ? [{ paper, form: known, count }] : []
}

function filesOf(act: DossierEvent['act'], detail: DossierEvent['detail'], isCounted: boolean): string[] {
  if (Array.isArray(detail?.inFiles)) return detail.inFiles.map(String)
  if (act !== 'accept' || isCounted) return []
  return detailRows(detail?.scans).flatMap(({ n, state }) => (sound.has(state as Scan['state']) ? [`#${n}`] : []))
}
