import { randomUUID } from 'node:crypto'
import type { Scan } from '../../dossier/dossier.ts'
import { comesLate } from '../../dossier/papers/uploads.ts'
import type { Desk } from '../desk.ts'
import { inspectFile } from './inspect-file.ts'

export interface Verdict {
  result: 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED' | 'ACCESS_DENIED' | 'FAILED'
  threats: readonly string[]
}

type Needs = Pick<Desk, 'scans' | 'objects' | 'dossiers' | 'now'>

/**
 * The malware verdict meets the file's own bytes. A fit file is copied under a new key into the clean bucket before
 * its state says so; a component that comes after its dossier was handed in is no part of it. A verdict for an unknown key, or one already settled, changes nothing. Throws Outage.
 */
export function settleVerdict(desk: Needs, key: string, verdict: Verdict): Promise<Scan['state'] | 'unknown'> {
  return settle(desk, key, verdict)
}

/** `kept`: what was found fit and copied just now, before the file was confirmed meanwhile; its bytes are the same. */
async function settle(
  desk: Needs,
  key: string,
  verdict: Verdict,
  kept?: Partial<Scan>,
): Promise<Scan['state'] | 'unknown'> {
  const found = await desk.scans.ofKey(key)
  if (!found) return 'unknown'
  const { dossier, scan } = found
  if (scan.state !== 'slot' && scan.state !== 'uploaded') return scan.state
  const judged = kept ?? (await judge(desk, dossier, scan, verdict))
  const settled: Scan = { ...scan, ...judged, verdictAt: desk.now() }
  const result = await desk.scans.settle(dossier, settled, scan.state)
  if (result === 'settled') return settled.state
  return settle(desk, key, verdict, judged.cleanKey === undefined ? undefined : judged)
}

async function judge(desk: Needs, dossier: string, scan: Scan, verdict: Verdict): Promise<Partial<Scan>> {
  if (verdict.result === 'THREATS_FOUND') return { state: 'infected', reason: verdict.threats.join(', ') }
  if (await isTooLate(desk, dossier, scan)) return { state: 'late', reason: 'hãy nộp lại khi được yêu cầu bổ sung' }
  const bytes = await desk.objects.readQuarantined(scan.quarantineKey)
  if (!bytes) return { state: 'unreadable', reason: 'không còn tệp đã tải lên' }
  const finding = inspectFile(bytes, scan)
  if (finding.state !== 'clean') return finding
  if (verdict.result !== 'NO_THREATS_FOUND') return { state: 'unscannable', reason: 'hãy nộp lại tệp khác' }
  const cleanKey = `scans/${dossier}/${scan.n}/${randomUUID()}`
  await desk.objects.keepClean(scan.quarantineKey, cleanKey, bytes, scan.type)
  return { state: 'clean', cleanKey }
}

/** What was confirmed stands in the event that handed it in: only a slot that was never confirmed is asked about. */
async function isTooLate(desk: Needs, dossier: string, scan: Scan): Promise<boolean> {
  if (scan.state !== 'slot' || scan.role !== 'component') return false
  const file = await desk.dossiers.load(dossier)
  return file !== undefined && comesLate(scan, file.dossier)
}
