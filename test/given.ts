import type { Person } from '../shared/access/person.ts'
import { directoryOf } from '../shared/agencies/directory.ts'
import type { Officer, Role, Unit } from '../shared/agencies/unit.ts'
import { calendarFor, officeHours } from '../shared/calendar/calendar.ts'
import { publishedDays, publishedUntil } from '../shared/calendar/published.ts'
import { rulesOf } from '../shared/catalogue/life-rules.ts'
import type { Act } from '../shared/dossier/acts.ts'
import type { ChangeDraft, Circumstances } from '../shared/dossier/circumstances.ts'
import { decide } from '../shared/dossier/decide.ts'
import type { Dossier, DossierFile, Plan, Scan } from '../shared/dossier/dossier.ts'
import { isObjection, type Objection } from '../shared/dossier/objections.ts'
import { type Changes, withChanges } from '../shared/with-changes.ts'

/** The dossiers, people and days that tests of rules begin from. Everybody here is invented. */
export const ward = 'H57.40'
export const department = 'H57.08'
export const tuesday = '2026-03-10T09:00:00+07:00'

function agency(id: string, name: string, level: Unit['level']): Unit[] {
  const base = { level, agency: id, validFrom: '2025-07-01', predecessors: [], successors: [] }
  return [
    { ...base, id, name, kind: 'agency' },
    ...['desk', 'office', 'leaders'].map(
      (room): Unit => ({ ...base, id: `${id}/${room}`, name: `${name} (${room})`, kind: 'room' }),
    ),
  ]
}

export const units = [
  ...agency(ward, 'UBND phường Thử Nghiệm', 'commune'),
  ...agency(department, 'Sở Thử Nghiệm', 'province'),
]

export function officer(
  of: string,
  room: 'desk' | 'office' | 'leaders',
  ...roles: Role[]
): Person & Officer & { kind: 'officer' } {
  return { kind: 'officer', id: `cb-${of}-${room}-${roles[0]}`, name: 'Lê Thị Thử', unit: `${of}/${room}`, roles }
}

export const receptionist = officer(ward, 'desk', 'reception', 'return-desk')
export const handler = officer(ward, 'office', 'handler')
export const chair = officer(ward, 'leaders', 'leader')
export const cityHandler = officer(department, 'office', 'handler')
export const cityLeader = officer(department, 'leaders', 'leader')
export const outsider = officer('H57.99', 'desk', 'reception')
export const citizen: Person = { kind: 'citizen', id: 'cd-1', identityNumber: '046090000001', name: 'Trần Văn Thử' }
/** Who takes a result at the counter. */
export const tookIt = { taker: { kind: 'owner', name: 'Trần Văn Thử' }, signed: 'paper' } as const
export const directory = directoryOf(units, [receptionist, handler, chair, cityHandler, cityLeader])

export const calendar = calendarFor(['VN'], publishedDays, officeHours, publishedUntil)

/** Ward desk, ward office, ward leader, ward desk: nothing leaves the agency. */
export const homePlan: Plan = {
  procedure: '1.001193',
  procedureVersion: 1,
  workflow: 'thu',
  workflowVersion: 1,
  limit: { amount: 3, unit: 'working_day' },
  requiredPapers: [{ id: 'giay-1', name: 'Giấy chứng sinh' }],
  supplementLimit: 1,
  steps: [
    { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, agency: ward, room: `${ward}/desk` },
    { n: 2, name: 'Thẩm định', role: 'handler', hours: 16, agency: ward, room: `${ward}/office` },
    { n: 3, name: 'Ký', role: 'leader', hours: 4, agency: ward, room: `${ward}/leaders` },
    { n: 4, name: 'Trả kết quả', role: 'return-desk', hours: 2, agency: ward, room: `${ward}/desk` },
  ],
}

/** Ward desk, department office, department leader, ward desk: the decision is made elsewhere. */
export const interlinkedPlan: Plan = {
  ...homePlan,
  steps: [
    { n: 1, name: 'Tiếp nhận', role: 'reception', hours: 2, agency: ward, room: `${ward}/desk` },
    { n: 2, name: 'Thẩm định', role: 'handler', hours: 16, agency: department, room: `${department}/office` },
    { n: 3, name: 'Ký', role: 'leader', hours: 4, agency: department, room: `${department}/leaders` },
    { n: 4, name: 'Trả kết quả', role: 'return-desk', hours: 2, agency: ward, room: `${ward}/desk` },
  ],
}

export function scan(changes: Changes<Scan> = {}): Scan {
  const whole: Scan = {
    n: 1,
    paper: 'giay-1',
    role: 'component',
    fileName: 'giay-chung-sinh.pdf',
    type: 'application/pdf',
    size: 1000,
    sha256: 'a'.repeat(64),
    state: 'clean',
    quarantineKey: 'hs/1/x',
    cleanKey: 'scans/hs/1/y',
    by: { kind: 'citizen', id: 'cd-1' },
    at: tuesday,
  }
  return withChanges(whole, changes)
}

export function dossier(change: Partial<Dossier> = {}): Dossier {
  return {
    id: 'hs',
    version: 1,
    procedure: '1.001193',
    procedureVersion: 1,
    procedureName: 'Đăng ký khai sinh',
    channel: 'online',
    status: 'registered',
    clock: 'not-started',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: `${ward}/desk`,
    competentAgency: ward,
    holder: `${ward}/desk`,
    agencies: [ward],
    supplementCount: 0,
    shipmentCount: 0,
    returnBy: 'counter',
    createdAt: tuesday,
    submittedAt: tuesday,
    ownerRef: 'ref-of-046090000001',
    applicantMasked: 'Trần V** T**',
    chain: '',
    updatedAt: tuesday,
    ...change,
  }
}

export function fileOf(change: Partial<DossierFile> = {}): DossierFile {
  return {
    dossier: dossier(),
    parties: { applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001' } },
    ledger: [],
    scans: [scan()],
    ...change,
  }
}

/** What the rules are told of one dossier among others: the one beside it, the one it corrects, the numbers taken so far. */
export function circumstancesOf(
  files: ReadonlyMap<string, DossierFile>,
  taken: ReadonlyMap<string, number>,
  asked: Pick<Circumstances, 'at' | 'person' | 'plan' | 'directory' | 'policy'> & { id: string },
): Circumstances {
  const { id, ...said } = asked
  const file = files.get(id)
  if (!file) throw new Error(`no dossier ${id}`)
  const kin = files.get(file.dossier.parent ?? file.dossier.child ?? '')
  const linked = files.get(file.dossier.corrects ?? file.dossier.correction ?? '')
  return {
    ...said,
    file,
    calendarOf: () => calendar,
    rules: rulesOf(undefined, said.at.slice(0, 10)),
    patterns: [],
    nextSerial: (scope) => (taken.get(scope) ?? 0) + 1,
    ...(kin ? { kin } : {}),
    ...(linked ? { linked } : {}),
  }
}

interface Told {
  dossier: string
  act: string
  detail: Readonly<Record<string, unknown>>
  wants?: readonly string[]
}

/** A story told act by act: applies each outcome to the files, the way `perform` would. */
export function storyOf(plan: Plan, start: Partial<DossierFile> = {}, beside: Partial<Circumstances> = {}) {
  const files = new Map<string, DossierFile>()
  const main = fileOf(start)
  files.set(main.dossier.id, main)
  const events: Told[] = []
  const persons: Person[] = []
  const taken = new Map<string, number>()

  function ask(act: Act, person: Person, at: string = tuesday, id = 'hs'): Objection | readonly ChangeDraft[] {
    const policy = { afterSupplement: 'add', dueAt: 'same-hour' } as const
    const asked = { id, at, person, plan, directory, policy }
    const outcome = decide(act, { ...circumstancesOf(files, taken, asked), ...beside })
    if (isObjection(outcome)) return outcome
    persons.push(outcome.person ?? person)
    for (const claim of outcome.serials ?? []) taken.set(claim.scope, claim.value)
    for (const change of outcome.changes) {
      const before = files.get(change.next.id) ?? fileOf({ dossier: change.next, scans: [] })
      files.set(change.next.id, {
        ...before,
        dossier: change.next,
        ...(change.ledger ? { ledger: change.ledger } : {}),
        ...(change.plan ? { plan: change.plan } : {}),
        ...(change.parties ? { parties: change.parties } : {}),
        ...(change.money ? { money: change.money } : {}),
        ...(change.consultations ? { consultations: change.consultations } : {}),
      })
      events.push({
        dossier: change.next.id,
        act: change.event.act,
        detail: change.event.detail ?? {},
        ...(change.event.wants ? { wants: change.event.wants } : {}),
      })
    }
    return outcome.changes
  }

  return {
    ask,
    /** Does the act and fails loudly when the rules say no. */
    tell(act: Act, person: Person, at: string = tuesday, id = 'hs'): Dossier {
      const answer = ask(act, person, at, id)
      if (isObjection(answer)) throw new Error(`${act.act}: ${JSON.stringify(answer)}`)
      return this.of(id)
    },
    refuses(act: Act, person: Person, at: string = tuesday, id = 'hs'): string {
      const answer = ask(act, person, at, id)
      return isObjection(answer) ? answer.objection : 'allowed'
    },
    of(id = 'hs'): Dossier {
      const file = files.get(id)
      if (!file) throw new Error(`no dossier ${id}`)
      return file.dossier
    },
    file(id = 'hs'): DossierFile | undefined {
      return files.get(id)
    },
    addScan(id: string, added: Scan) {
      const file = files.get(id)
      if (file) files.set(id, { ...file, scans: [...file.scans, added] })
    },
    part(): string {
      const id = this.of().child
      if (!id) throw new Error('no part is out')
      return id
    },
    events,
    /** Whom the history would name, act by act. */
    persons,
  }
}
