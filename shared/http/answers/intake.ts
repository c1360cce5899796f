import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import type { Desk } from '../../desk/desk.ts'
import { clocksOfRead } from '../../desk/dossiers/explain-dossier.ts'
import { listMine } from '../../desk/dossiers/lists.ts'
import { type OpenInput, openDossier } from '../../desk/dossiers/open-dossier.ts'
import { readDossier } from '../../desk/dossiers/read-dossier.ts'
import {
  confirmScan,
  linkToResult,
  linkToScan,
  memberOf,
  reserveScan,
  type ScanInput,
} from '../../desk/scans/attach-scan.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import type { Fault } from '../problems.ts'
import { showClock } from '../views/clocks.ts'
import { showDossier } from '../views/dossier.ts'
import { showEvent } from '../views/history.ts'
import { showScan, showSlot } from '../views/scan.ts'
import { sceneAt, sceneOf } from '../views/scene.ts'
import { showWarnings } from '../views/warnings.ts'
import { showToCitizen } from '../views/whole.ts'
import type { Answers } from './answer.ts'
import { explainTo } from './explain-to.ts'
import { onPage } from './on-page.ts'
import { readsOnPage } from './reads-on-page.ts'

export type IntakeDesk = Pick<
  Desk,
  | 'dossiers'
  | 'scans'
  | 'catalogue'
  | 'digests'
  | 'now'
  | 'pause'
  | 'chance'
  | 'limits'
  | 'province'
  | 'readLog'
  | 'notices'
> & { objects: ScanLinks }

/** Tiếp nhận: opening, files, and what citizens do with their own dossiers. */
export const intake = {
  openOnline: ({ person, body, key }, desk) => {
    const { identityNumber, name } = person
    const { business, ...wish } = body
    const applicant = { ...body.applicant, name, identityNumber }
    const owner = business && { owner: { ...business, identityNumber } }
    return open(desk, person, { ...wish, channel: 'online', applicant, ...owner }, key, body)
  },

  openAtDesk: ({ person, body, key }, desk) =>
    open(desk, person, { ...body, receivingUnit: agencyOf(person.unit) }, key, body),

  listMine: ({ person, query }, desk) =>
    onPage(desk, person, 'listMine', query, (limit, after) => listMine(desk, person, limit, after)),

  readMine: async ({ person, path, requestId }, desk) => {
    const read = await readDossier(desk, person, path.id, { requestId })
    if (!read) return undefined
    const scene = await sceneOf(desk)
    const clocks = await clocksOfRead({ ...desk, now: () => scene.at }, person, read)
    const whole = showToCitizen(read, scene, desk.digests, person)
    return { ...whole, clocks: clocks.map((clock) => showClock(clock, scene)) }
  },

  explainMine: ({ person, path }, desk) => explainTo(desk, person, path.id),

  actOnMine: async ({ person, path, body, key }, desk) => (await actOn())(desk, person, path.id, body, key),

  reserveMyScan: ({ person, path, body }, desk) => reserve(desk, person, path.id, { ...body, role: 'component' }),
  confirmMyScan: ({ person, path }, desk) => confirm(desk, person, path.id, path.n),
  listMyPapers: async ({ person, query, requestId }, desk) =>
    (await ownPapers()).papersOnPage(desk, person, query, { requestId }),
  reuseMyPaper: async ({ person, path, body, key, requestId }, desk) =>
    (await ownPapers()).reuse(desk, person, path.id, body, key, { requestId }),
  // Owners fetch a result by its own name, once it is decided; an officer's draft of it is not theirs yet.
  downloadMyScan: ({ person, path, requestId }, desk) =>
    path.n.startsWith('result')
      ? linkToResult(desk, person, path.id, { requestId }, memberOf(path.n))
      : linkToScan(desk, person, path.id, Number(path.n), { requestId }, 'component'),
  readsOfMine: ({ person, path, query }, desk) => readsOnPage(desk, person, 'readsOfMine', path.id, query),

  readMyNoticeWishes: async ({ person }, desk) => (await noticeWishes()).wishesOf(desk, person),
  putMyNoticeWishes: async ({ person, body, key }, desk) => (await noticeWishes()).wish(desk, person, body, key),

  reserveScan: ({ person, path, body }, desk) => reserve(desk, person, path.id, body),
  confirmScan: ({ person, path }, desk) => confirm(desk, person, path.id, path.n),
} satisfies Answers<'intake', IntakeDesk>

// What carries an act comes with the first, and so do papers used again and the ways in which people wish to be told.
const actOn = async () => (await import('./act-on.ts')).actOn
const ownPapers = () => import('./own-papers.ts')
const noticeWishes = () => import('./notice-wishes.ts')

async function open(desk: IntakeDesk, person: Person, input: OpenInput, key: string, said: unknown) {
  const opened = await openDossier(desk, person, input, key, said)
  if (isObjection(opened)) return opened
  const scene = await sceneAt(desk, opened.event.at)
  return {
    dossier: showDossier(opened.dossier, scene, person.kind),
    event: showEvent(opened.event, scene, person.kind),
    warnings: showWarnings(input, scene),
  }
}

async function reserve(desk: IntakeDesk, person: Person, id: string, input: ScanInput) {
  const most = desk.limits.scanMaxBytes
  if (input.size > most) {
    const fault: Fault = { where: 'body.size', code: 'too-big', detail: `Mỗi tệp có nhiều nhất ${most} byte.` }
    return { faults: [fault] }
  }
  const reserved = await reserveScan(desk, person, id, input)
  if (reserved === undefined || isObjection(reserved)) return reserved
  return showSlot(reserved)
}

async function confirm(desk: IntakeDesk, person: Person, id: string, n: number) {
  const confirmed = await confirmScan(desk, person, id, n)
  return confirmed === undefined || isObjection(confirmed) ? confirmed : { scan: showScan(confirmed.scan) }
}
