import { createHash, randomUUID } from 'node:crypto'
import { actorOf, answersFor, holdsRole, type Person } from '../../access/person.ts'
import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import type { Scan } from '../../dossier/dossier.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import { scanTerms } from '../../dossier/terms.ts'
import type { Evidence } from '../../reports/indices/hand-entries.ts'
import { appraiserOf } from '../../reports/indices/index-set.ts'
import type { IndexPeriod } from '../../reports/indices/ratings.ts'
import type { Desk } from '../desk.ts'
import { announcedAgain, type Link, type Slot, slotAt } from '../scans/attach-scan.ts'
import { setFor } from './run-index.ts'

type Officer = Extract<Person, { kind: 'officer' }>
type SetNeeds = Pick<Desk, 'ratings' | 'catalogue' | 'now'>
type Needs = SetNeeds & Pick<Desk, 'scans' | 'limits'> & { objects: ScanLinks }
export type EvidenceInput = Pick<Scan, 'fileName' | 'type' | 'size' | 'sha256'>

/** Where the evidence of an agency, index and period lies: an id like a dossier's, behind which there is none. */
export function evidencePlace(agency: UnitId, { index, from, to }: IndexPeriod): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([agency, index, from, to]))
    .digest('hex')
  return `minh-chung-${digest.slice(0, 26)}`
}

/** Every file that was announced, in order; a slot to which none came is gone after a week, so that numbers may be missing. */
export function evidenceOf(desk: Pick<Desk, 'scans'>, agency: UnitId, period: IndexPeriod): Promise<readonly Scan[]> {
  return desk.scans.at(evidencePlace(agency, period))
}

/** Minh chứng: one signed upload of exactly the file announced, judged like any paper. The same file again has the same slot, or is told as it stands. */
export async function reserveEvidence(
  desk: Needs,
  person: Officer,
  period: IndexPeriod,
  { agency: asked, ...input }: EvidenceInput & { agency?: UnitId | undefined },
): Promise<Slot | Objection> {
  const agency = asked ?? agencyOf(person.unit)
  if (!answersFor(person, agency)) return object('not-your-rating')
  if (!(await setFor(desk, period.index, agency, period.to))) return object('not-rated')
  const place = evidencePlace(agency, period)
  const known = await evidenceOf(desk, agency, period)
  const isSame = ({ sha256, fileName }: Scan) => sha256 === input.sha256 && fileName === input.fileName
  const again = await announcedAgain(desk, place, known, isSame)
  if (again) return again
  for (let n = (known.at(-1)?.n ?? 0) + 1; n <= desk.limits.scanMaxCount; n += 1) {
    const scan: Scan = {
      ...input,
      n,
      role: 'component',
      state: 'slot',
      quarantineKey: `${place}/${n}/${randomUUID()}`,
      by: actorOf(person),
      at: desk.now(),
    }
    const made = await slotAt(desk, place, scan, isSame)
    if (made) return made
  }
  return objectAt('too-many-scans', 'body', `Kỳ này đã có ${desk.limits.scanMaxCount} tệp minh chứng.`)
}

/** The clean ones among those named. */
export async function cleanEvidence(
  desk: Pick<Desk, 'scans'>,
  agency: UnitId,
  period: IndexPeriod,
  wanted: readonly number[],
): Promise<readonly Evidence[]> {
  const place = evidencePlace(agency, period)
  const scans = await Promise.all([...new Set(wanted)].map((n) => desk.scans.find(place, n)))
  return scans.flatMap((scan) =>
    scan?.state === 'clean' ? [{ n: scan.n, fileName: scan.fileName, sha256: scan.sha256 }] : [],
  )
}

/** Own agency's and those it is the heir of, or any for who watches over all and for who appraises the set. */
export async function mayJudge(
  desk: SetNeeds,
  person: Officer,
  agency: UnitId | 'all',
  period: IndexPeriod,
): Promise<boolean> {
  if (holdsRole(person, ['supervisor', 'admin'])) return true
  if (agency === 'all') return false
  if (answersFor(person, agency)) return true
  const set = await setFor(desk, period.index, agency, period.to)
  const appraiser = set && appraiserOf(set, agency)
  return appraiser !== undefined && answersFor(person, appraiser)
}

/** A short-lived link to a clean file of evidence. */
export async function linkToEvidence(
  desk: Needs,
  person: Officer,
  agency: UnitId,
  period: IndexPeriod,
  n: number,
): Promise<Link | Objection | undefined> {
  if (!(await mayJudge(desk, person, agency, period))) return undefined
  const scan = await desk.scans.find(evidencePlace(agency, period), n)
  if (!scan) return undefined
  if (scan.state !== 'clean' || scan.cleanKey === undefined)
    return objectAt('result-not-ready', 'path.n', `Tệp minh chứng: ${scanTerms[scan.state]}.`)
  return desk.objects.downloadLink(scan.cleanKey, scan.fileName)
}
