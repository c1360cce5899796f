import type { Dossier, DossierEvent, Want } from '../dossier.ts'
import { finalStatuses } from '../transitions.ts'

/** Mẫu biểu. Every sheet of a dossier that somebody signs or takes along. */
export const sheetNames = [
  'receipt',
  'supplement',
  'refusal',
  'apology',
  'apology-draft',
  'stop',
  'control',
  'handover',
  'fee',
] as const
export type SheetName = (typeof sheetNames)[number]

/** Which act calls for which sheet. The control sheet is drawn when it is asked for, and when the dossier closes. */
const called: Readonly<Partial<Record<DossierEvent['act'], SheetName>>> = {
  accept: 'receipt',
  'ask-supplement': 'supplement',
  refuse: 'refusal',
  extend: 'apology',
  withdraw: 'stop',
  stop: 'stop',
  'whole-stopped': 'stop',
  pay: 'fee',
  'receive-transfer': 'handover',
  'receive-back': 'handover',
}

type Calling = Pick<DossierEvent, 'act' | 'from' | 'detail'>

/**
 * The sheet an event calls for. A part of a liên thông has a hand-over slip only: the rest is its dossier's. What a tax notice
 * determined gets no receipt of ours: the treasury gives it.
 */
export function sheetCalledBy(event: Calling, dossier: Dossier): SheetName | undefined {
  const sheet = called[event.act]
  if (sheet === 'fee' && event.detail?.notice !== undefined) return undefined
  if (dossier.parent !== undefined) return sheet === 'handover' ? sheet : undefined
  // Nobody outside has seen a draft.
  return event.from === 'draft' ? undefined : sheet
}

/**
 * Sửa thông tin đã tiếp nhận: the receipt in the applicant's hands is no longer right, and a new one goes out with the reason. Once
 * the dossier has ended nobody comes with it any more.
 */
export function correctsReceipt({ act, to }: Pick<DossierEvent, 'act' | 'to'>, dossier: Dossier): boolean {
  if (finalStatuses.has(to)) return false
  return act === 'amend' && dossier.acceptedAt !== undefined && dossier.parent === undefined
}

/** Phiếu kiểm soát goes into the archive with the dossier's end: of every dossier that was received, whichever way it ended. */
export function closesControlSheet({ from, to }: Pick<DossierEvent, 'from' | 'to'>, dossier: Dossier): boolean {
  return from !== to && finalStatuses.has(to) && dossier.code !== undefined && dossier.parent === undefined
}

/**
 * Dự thảo phiếu xin lỗi: of which event it speaks, one for each due moment; `undefined` where none runs. What was extended or
 * reckoned anew has another moment, and another draft.
 */
export function promisedBy(history: readonly DossierEvent[], dossier: Dossier): DossierEvent | undefined {
  if (dossier.dueAt === undefined || dossier.clock !== 'running' || dossier.parent !== undefined) return undefined
  return history.findLast(({ act, was }) => act === 'accept' || (was !== undefined && 'dueAt' in was))
}

/** What an event wants, with its sheet: the mark that rings for whoever draws it. */
export function withSheet(
  wants: readonly Want[] | undefined,
  event: Calling & Pick<DossierEvent, 'to'>,
  dossier: Dossier,
): readonly Want[] | undefined {
  // For what opened a part rings the mark of the transfer.
  const calls = event.act !== 'receive-transfer' && sheetCalledBy(event, dossier) !== undefined
  const rings = calls || correctsReceipt(event, dossier) || closesControlSheet(event, dossier)
  return rings ? [...(wants ?? []), 'sheets'] : wants
}

/** Sheets that are the applicant's own to read. */
export const applicantsSheets: ReadonlySet<SheetName> = new Set([
  'receipt',
  'supplement',
  'refusal',
  'apology',
  'stop',
  'fee',
])
