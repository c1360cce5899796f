import { randomUUID } from 'node:crypto'
import { actorOf, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { type Instant, instantOf, toDate } from '../../calendar/day.ts'
import type { Dossier, DossierFile, Scan, Status } from '../../dossier/dossier.ts'
import { memberResults } from '../../dossier/interlinked/member-results.ts'
import { maySee } from '../../dossier/may-see.ts'
import { type Objection, object, objectAt } from '../../dossier/objections.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import { gathering, isForgotten, isOvertaken, uploadFault } from '../../dossier/papers/uploads.ts'
import type { Occasion } from '../../dossier/people/data-read.ts'
import { statusTerms } from '../../dossier/terms.ts'
import type { Desk } from '../desk.ts'
import { logRead } from '../dossiers/log-read.ts'
import { ownerRefOf } from '../dossiers/owner-ref.ts'

/** What a person may hand in: `letter` is a document of the agency's that is to go out; those that came in come over the axis only. */
export type ScanInput = Pick<Scan, 'fileName' | 'size' | 'sha256'> & {
  role: Scan['role']
  type: Exclude<Scan['type'], 'application/octet-stream'>
  paper?: string
}
export interface Link {
  url: string
  expiresAt: Instant
}

/** A place for one file, and the link by which it is uploaded; without one when the file has come already. */
export interface Slot {
  scan: Scan
  link?: Link & { headers: Record<string, string> }
}

type Needs = Pick<Desk, 'dossiers' | 'scans' | 'catalogue' | 'digests' | 'now' | 'limits'> & { objects: ScanLinks }
type Showing = Needs & Pick<Desk, 'readLog'>

/** How many uploads of one dossier may ask for a slot at the same moment. */
export const racers = 50

/** A slot is gone after a week: one close to it is not handed out again. */
const reuseMs = 6 * 24 * 3_600_000

/**
 * Xin chỗ tải lên: one signed upload of exactly the file announced. The same file announced again gets the same slot; once it
 * has come, it is told as it stands, to whoever announced it however far the dossier has gone since.
 */
export async function reserveScan(
  desk: Needs,
  person: Person,
  id: string,
  input: ScanInput,
): Promise<Slot | Objection | undefined> {
  const file = await seen(desk, person, id)
  if (!file) return undefined
  const isSame = (scan: Scan) => isSameFile(scan, input) && isOfThisRound(scan, file.dossier)
  const come = hasCome(file.scans, isSame, desk.now())
  if (come && isBy(come, person)) return { scan: come }
  const refused = mayAttach(person, file.dossier, input.role) ?? (await unknownPaper(desk, file.dossier, input.paper))
  if (refused) return refused
  const again = await announcedAgain(desk, id, file.scans, isSame)
  if (again) return again
  const alike = file.scans.filter((scan) => scan.role === input.role)
  if (alike.length >= desk.limits.scanMaxCount) return object('too-many-scans')
  const used = file.scans.at(-1)?.n ?? 0
  for (let n = used + 1; n <= used + racers; n += 1) {
    const made = await slotAt(desk, id, slot(id, n, input, person, desk.now()), isSame)
    if (made) return made
  }
  return object('too-many-scans')
}

/** The slot of that number, unless another file has it: the very same one may have been announced twice at once. Throws Outage. */
export async function slotAt(
  desk: Pick<Desk, 'scans' | 'now'> & { objects: ScanLinks },
  place: string,
  scan: Scan,
  isSame: (scan: Scan) => boolean,
): Promise<Slot | undefined> {
  if ((await desk.scans.reserve(place, scan)) === 'reserved') return { scan, link: await desk.objects.uploadLink(scan) }
  const there = await desk.scans.find(place, scan.n)
  return there && announcedAgain(desk, place, [there], isSame)
}

/**
 * The same file announced before: as it stands, where it has come; or else its slot, with a new link whose moment stands on
 * the slot: the file may be on its way from now. Nothing when the slot is about to be gone. Throws Outage.
 */
export async function announcedAgain(
  desk: Pick<Desk, 'scans' | 'now'> & { objects: ScanLinks },
  place: string,
  scans: readonly Scan[],
  isSame: (scan: Scan) => boolean,
): Promise<Slot | undefined> {
  const at = desk.now()
  const come = hasCome(scans, isSame, at)
  if (come) return { scan: come }
  const young = instantOf(new Date(toDate(at).getTime() - reuseMs))
  const again = scans.find((scan) => scan.state === 'slot' && scan.at > young && isSame(scan))
  if (!again) return undefined
  const scan = { ...again, linkedAt: at }
  if ((await desk.scans.settle(place, scan, 'slot')) === 'settled') {
    return { scan, link: await desk.objects.uploadLink(scan) }
  }
  const since = await desk.scans.find(place, again.n)
  return since && usable.has(since.state) ? { scan: since } : undefined
}

/** What was found of no use, or came too late, is announced anew like another file. */
const usable: ReadonlySet<Scan['state']> = new Set(['uploaded', 'clean'])

/** The same file where it has come, unless another one was announced in its place since. */
function hasCome(scans: readonly Scan[], isSame: (scan: Scan) => boolean, at: Instant): Scan | undefined {
  const awaited = scans.filter((scan) => !isForgotten(scan, scans, at))
  return scans.find((scan) => usable.has(scan.state) && isSame(scan) && !isOvertaken(scan, awaited))
}

/** A supplement counts what was announced since it was asked for: the same paper may be brought once more. */
const isOfThisRound = ({ role, at }: Scan, { supplementAskedAt }: Dossier): boolean =>
  role !== 'component' || supplementAskedAt === undefined || at >= supplementAskedAt

/** Xác nhận: the object is there with the announced length; what it holds is the verdict's question. */
export async function confirmScan(
  desk: Needs,
  person: Person,
  id: string,
  n: number,
): Promise<{ scan: Scan } | Objection | undefined> {
  const file = await seen(desk, person, id)
  const scan = file?.scans.find((row) => row.n === n)
  if (!file || !scan) return undefined
  // Said again by whoever announced it, however far the dossier has gone since.
  if (scan.state !== 'slot' && isBy(scan, person)) return { scan }
  const refused = mayAttach(person, file.dossier, scan.role)
  if (refused) return refused
  if (scan.state !== 'slot') return { scan }
  const arrived = await desk.objects.arrived(scan.quarantineKey)
  if (arrived?.size !== scan.size)
    return object('upload-missing', [
      { where: 'path.n', why: `${scan.fileName}: kho tệp chưa có ${scan.size} byte đã khai.` },
    ])
  const uploaded: Scan = { ...scan, state: 'uploaded' }
  if ((await desk.scans.settle(id, uploaded, 'slot')) === 'settled') return { scan: uploaded }
  const settled = (await desk.dossiers.load(id))?.scans.find((row) => row.n === n)
  return settled && { scan: settled }
}

/** A short-lived link to a clean file, logged as read; a result may lie with the part that made it. */
export async function linkToScan(
  desk: Showing,
  person: Person,
  id: string,
  n: number,
  occasion: Occasion,
  role?: Scan['role'],
): Promise<Link | Objection | undefined> {
  const file = await seen(desk, person, id)
  const scan = file?.scans.find((row) => row.n === n && row.role === (role ?? row.role))
  if (!file || !scan) return undefined
  return linkTo(desk, scan, () => logRead(desk, person, file.dossier, { what: 'scan', scan: n }, occasion))
}

/** Of `result-2`, the 2: which member's result of a group; `result` alone is the whole's. */
export function memberOf(name: string): number | undefined {
  const nth = /^result-(\d+)$/.exec(name)?.[1]
  return nth === undefined ? undefined : Number(nth)
}

/** The decision's own file, wherever in a liên thông it was made, or one member's of a group; for whoever may see the dossier. */
export async function linkToResult(
  desk: Showing,
  person: Person,
  id: string,
  occasion: Occasion,
  nth?: number,
): Promise<Link | Objection | undefined> {
  const file = await seen(desk, person, id)
  if (!file) return undefined
  const own = file.dossier.result
  if (!own) return object('result-not-ready', [{ where: 'dossier.result', why: 'Hồ sơ chưa có kết quả.' }])
  const result = nth === undefined ? own : memberResults(file.dossier, await desk.dossiers.history(id))[nth - 1]
  if (!result) return undefined
  const maker = result.dossier === id ? file : await desk.dossiers.load(result.dossier)
  const scan = maker?.scans.find((row) => row.n === result.scan)
  return scan && linkTo(desk, scan, () => logRead(desk, person, file.dossier, { what: 'result' }, occasion))
}

/** The log is written before the link is given out. */
async function linkTo(desk: Needs, scan: Scan, logged: () => Promise<void>): Promise<Link | Objection> {
  if (scan.state !== 'clean' || scan.cleanKey === undefined)
    return object(scan.role === 'result' ? 'result-not-ready' : 'components-not-ready', [uploadFault(scan)])
  await logged()
  return desk.objects.downloadLink(scan.cleanKey, scan.fileName)
}

export async function seen(
  desk: Pick<Desk, 'dossiers' | 'digests'>,
  person: Person,
  id: string,
): Promise<DossierFile | undefined> {
  const file = await desk.dossiers.load(id)
  return file && maySee(person, file.dossier, ownerRefOf(desk, person)) ? file : undefined
}

/** Components while they are being gathered; a result, or a document that is to go out, by whoever holds the dossier. */
export function mayAttach(person: Person, dossier: Dossier, role: Scan['role']): Objection | undefined {
  if (role !== 'component') {
    if (person.kind !== 'officer') return notYours('Chỉ cán bộ đang giữ hồ sơ gửi tệp kết quả, văn bản.')
    if (agencyOf(person.unit) !== agencyOf(dossier.holder)) return object('not-your-unit')
    return dossier.status === 'in-progress' && !dossier.child ? undefined : notGathering(dossier, 'in-progress')
  }
  if (person.kind === 'citizen')
    return gathering.citizen.has(dossier.status) ? undefined : notGathering(dossier, ...gathering.citizen)
  if (person.kind !== 'officer' || !person.roles.includes('reception'))
    return notYours('Chỉ cán bộ tiếp nhận (reception) gửi tệp thành phần tại quầy.')
  if (agencyOf(person.unit) !== agencyOf(dossier.receivingUnit)) return notReceived(dossier)
  return gathering.reception.has(dossier.status) ? undefined : notGathering(dossier, ...gathering.reception)
}

const notYours = (why: string): Objection => objectAt('not-your-act', 'path.id', why)

const notReceived = ({ receivingUnit }: Dossier): Objection =>
  objectAt('not-your-unit', 'dossier.receivingUnit', `Tệp thành phần do nơi tiếp nhận (${receivingUnit}) gửi.`)

function notGathering({ status, child }: Dossier, ...when: readonly Status[]): Objection {
  const elsewhere = child === undefined ? '' : ' và đang có phần ở cơ quan phối hợp'
  const names = when.map((one) => `“${statusTerms[one]}”`).join(', ')
  const why = `Hồ sơ đang ở trạng thái “${statusTerms[status]}”${elsewhere}; tệp này chỉ nhận khi: ${names}.`
  return object('not-now', [{ where: 'dossier.status', why }])
}

/** A paper that the procedure does not have. */
export async function unknownPaper(
  desk: Pick<Desk, 'catalogue'>,
  dossier: Dossier,
  paper: string | undefined,
): Promise<Objection | undefined> {
  if (paper === undefined) return undefined
  const procedure = await desk.catalogue.procedure(dossier.procedure, dossier.procedureVersion)
  return procedure?.papers.some(({ id }) => id === paper)
    ? undefined
    : object('unknown-paper', [{ where: 'body.paper', why: `Thủ tục không có giấy tờ mã “${paper}”.` }])
}

function isSameFile(scan: Scan, input: ScanInput): boolean {
  const same = ['role', 'paper', 'fileName', 'type', 'size', 'sha256'] as const
  return scan.letter === undefined && same.every((field) => scan[field] === input[field])
}

function isBy({ by }: Scan, person: Person): boolean {
  const { kind, id } = actorOf(person)
  return by.kind === kind && by.id === id
}

function slot(id: string, n: number, input: ScanInput, person: Person, at: Instant): Scan {
  return { ...input, n, state: 'slot', quarantineKey: `${id}/${n}/${randomUUID()}`, by: actorOf(person), at }
}
