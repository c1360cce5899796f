import type { Person } from '../../shared/access/person.ts'
import { type Directory, directoryOf } from '../../shared/agencies/directory.ts'
import { agencyOf } from '../../shared/agencies/unit.ts'
import type { Act, ActName } from '../../shared/dossier/acts.ts'
import type { DossierFile, Status } from '../../shared/dossier/dossier.ts'
import { openObligation } from '../../shared/dossier/money/money-book.ts'
import { hasRole, transitions } from '../../shared/dossier/transitions.ts'
import * as given from '../given.ts'
import {
  chair,
  citizen,
  cityHandler,
  cityLeader,
  department,
  handler,
  officer,
  outsider,
  receptionist,
  ward,
} from '../given.ts'

/** What people take it into their heads to do: acts with words of their own, drawn from small numbers. */

/** A second officer in each office, so that work can change hands. */
const colleague = { ...handler, id: 'cb-dong-nghiep' }
const cityColleague = { ...cityHandler, id: 'cb-dong-nghiep-so' }
const cashier = officer(ward, 'desk', 'cashier')
const clerk = officer(department, 'office', 'clerk')
/** Whom the directory lists. */
export const colleagues = [
  receptionist,
  handler,
  colleague,
  chair,
  cashier,
  cityHandler,
  cityColleague,
  clerk,
  cityLeader,
]
export const directory = directoryOf(given.units, colleagues)

export const people: readonly Person[] = [
  receptionist,
  handler,
  colleague,
  chair,
  cashier,
  cityHandler,
  cityLeader,
  clerk,
  outsider,
  citizen,
  { kind: 'job', id: 'transfers' },
]
export const names = Object.keys(transitions) as ActName[]
const reasons = ['public-posting', 'tax-assessment', 'nghi-mat']

type Lying = Pick<DossierFile, 'dossier' | 'money' | 'consultations'>

const door = { name: 'Trần Văn Thử', phone: '+84905000001', detail: '1 đường Thử', communeCode: '19804' }
const papers = [{ name: 'Giấy chứng sinh', count: 1 }]

/** What lies on the counter: nothing that anybody counted, some of it, a paper that is done without. */
const received = [
  {},
  {
    handedIn: [
      { paper: 'giay-1', form: 'original', count: 1 },
      { paper: 'giay-2', form: 'copy', count: 2 },
    ],
  },
  { waived: [{ paper: 'giay-2', reason: 'Đã có trong cơ sở dữ liệu' }] },
  {
    handedIn: [{ paper: 'giay-2', form: 'certified', count: 3 }],
    waived: [{ paper: 'giay-2', reason: 'Nhầm' }],
  },
] as const

/** Money that came for the first or second demand, and settled nothing. */
const backOf = (pick: number) => ({
  obligation: 1 + (pick % 2),
  attempt: `hsT1T${pick % 3}`,
  transaction: `GD-${pick % 3}`,
  why: 'paid-twice',
  amountVnd: 10_000,
})

/** An act with words of its own, drawn from a small number and what lies there. */
export function actOf(
  name: ActName,
  file: Lying | undefined,
  directory: Directory,
  pick: number,
  payment = `GD-${pick}`,
): Act {
  const owed = openObligation(file?.money)?.totalVnd ?? 10_000
  const reason = 'Lý do'
  const items = [{ kind: 'fee', name: 'Phí', amountVnd: 10_000 + pick }] as const
  const room = directory.officersOf(file?.dossier.holder ?? '').map((each) => each.id)
  const other = room.find((each) => each !== file?.dossier.officer)
  const said: Partial<Record<ActName, object>> = {
    accept: received[pick % 4] ?? {},
    refuse: { reason },
    'ask-supplement': { reason, papers: ['giay-1'] },
    supplement: {
      note: reason,
      ...(pick % 3 === 0 ? { handedIn: [{ paper: 'giay-2', form: 'original', count: 1 }] } : {}),
    },
    return: { taker: { kind: 'owner', name: 'Lê Thị Ba' }, signed: 'paper' },
    assign: { officer: room[pick % room.length] ?? 'ai-do' },
    reassign: { officer: other ?? 'ai-do', reason },
    'pass-back': { reason },
    'reject-transfer': { reason },
    'ask-opinion': {
      unit: [department, `${ward}/leaders`, ward][pick % 3],
      question: 'Hỏi',
      hours: 8,
      ...(pick % 2 ? { pauseReason: 'tax-assessment' } : {}),
    },
    'send-out': {
      partner: 'tax-office',
      parcel: { sheet: '1', number: '2', areaM2: 100, communeCode: '19804', purpose: 'Đất ở' },
      asks: ['registration-charge'],
      ...(pick % 2 ? { pauseReason: 'tax-assessment' } : {}),
    },
    'send-letter': {
      receiver: 'H57.24',
      subject: 'Trích yếu',
      scans: [pick % 4 ? 1 : 9],
      ...(pick % 5 ? { pauseReason: 'tax-assessment' } : {}),
    },
    'letter-arrived': {
      arrival: pick,
      letter: '1/CV',
      sender: 'H57.24',
      issuedOn: '2026-03-12',
      files: [],
      ...(pick % 5 ? { answers: file?.dossier.errand?.letter?.number ?? 'x' } : {}),
    },
    'call-back': { reason },
    'errand-taken': { number: file?.dossier.errand?.number ?? 'x' },
    'errand-late': { number: file?.dossier.errand?.number ?? 'x' },
    'errand-free': { number: file?.dossier.errand?.number ?? 'x', reason },
    'errand-unreadable': { number: file?.dossier.errand?.number ?? 'x', notice: `TB-${pick % 2}` },
    'errand-waits': { number: file?.dossier.errand?.number ?? 'x', notice: `TB-${pick % 2}` },
    'letter-recall-refused': { number: file?.dossier.errand?.number ?? 'x', reason },
    'late-answer': { number: file?.dossier.recalled?.[0]?.number ?? 'x', notice: `TB-${pick}` },
    'notice-changed': {
      number: file?.dossier.taxNotice?.number ?? 'x',
      was: file?.dossier.taxNotice?.notice ?? 'x',
    },
    'errand-refused': { number: file?.dossier.errand?.number ?? 'x', reason },
    'errand-answered': {
      number: file?.dossier.errand?.number ?? 'x',
      notice: `TB-${pick}`,
      dueOn: '2026-04-30',
      items,
      payee: 'Kho bạc',
    },
    'answer-opinion': { consultation: (file?.consultations?.length ?? 0) - (pick % 2), answer: 'Đáp' },
    pause: { pauseReason: reasons[pick % 3] },
    extend: { reason, days: 1 + (pick % 5) },
    'request-obligation': { items, payee: 'Kho bạc' },
    'charge-fee': { items, payee: 'Quầy' },
    'exempt-fee': pick % 2 ? { kind: 'exempt', ground: 'x', payVnd: 0 } : { kind: 'reduced', ground: 'x', payVnd: 1 },
    pay: { amountVnd: pick % 4 ? owed : owed + 1, method: 'transfer', reference: payment },
    'cancel-obligation': { reason },
    refund: { amountVnd: 1 + pick, reason },
    'order-money-back': backOf(pick),
    'give-money-back': { ...backOf(pick), transfer: `UNC-${pick}` },
    approve: {
      resultScan: 9,
      ...(pick % 3 ? {} : { resultNumber: `${pick}/QĐ` }),
      ...(pick % 5 ? {} : { outcome: 'rejected', reason }),
    },
    'shipment-taken': { waybill: 'VN1' },
    delivered: { at: '2026-03-12T10:00:00+07:00', trackingId: pick },
    undelivered: { at: '2026-03-12T10:00:00+07:00', trackingId: pick, reason },
    'order-collection': { from: door, papers },
    'send-papers': {
      to: [department, ward, 'applicant'][pick % 3],
      by: pick % 2 ? 'post' : 'hand',
      papers,
    },
    'carriage-taken': { number: file?.dossier.carriage?.number ?? 'x', waybill: 'VN2' },
    'carriage-moved': {
      number: file?.dossier.carriage?.number ?? 'x',
      state: pick % 2 ? 'collected' : 'arrived',
      at: '2026-03-12T10:00:00+07:00',
      trackingId: pick,
    },
    'carriage-ended': { number: file?.dossier.carriage?.number ?? 'x', reason },
    'receive-papers': { papers, ...(pick % 3 ? {} : { missing: papers }) },
    'recall-papers': { reason },
    'papers-recall-refused': { number: file?.dossier.carriage?.number ?? 'x', reason },
    'papers-at-odds': {
      number: 'x',
      from: 'applicant',
      to: 'applicant',
      at: '2026-03-12T10:00:00+07:00',
      trackingId: pick,
    },
    'report-lost': { reason },
    'report-papers-lost': { reason },
    'void-delivery': { reason, letter: `${pick}/BĐ` },
    correct: { reason },
    amend: {
      ...{ reason, summary: `Nội dung ${pick % 3}` },
      ...(pick % 2 ? { handedIn: [{ paper: 'giay-1', form: 'copy', count: 1 + (pick % 3) }] } : {}),
    },
    stop: { reason, ground: 'Điều 1' },
    withdraw: { reason },
    're-home': { change: 'x', decision: 'y' },
    'reckon-anew': { declaration: 1, source: 'x' },
    release: { change: 'x', decision: 'y', officer: 'ai-do' },
  }
  return { act: name, ...said[name] } as Act
}

/** Ends come often enough by chance alone; without this most stories would be three acts long. */
const endings: ReadonlySet<string> = new Set(['refuse', 'withdraw', 'stop', 'reject-transfer'])
const onward: ReadonlySet<string> = new Set([
  'submit',
  'accept',
  'assign',
  'pass-on',
  'transfer',
  'hand-back',
  'send-out',
  'call-back',
  'supplement',
  'expire-supplement',
  'resume',
  'answer-opinion',
  'pay',
  'exempt-fee',
  'approve',
  'order-shipment',
  'shipment-taken',
  'void-delivery',
])

/** What moves papers and nothing else: often enough when it is asked for apart. */
const beside: ReadonlySet<string> = new Set([
  'order-collection',
  'send-papers',
  'carriage-taken',
  'carriage-moved',
  'carriage-ended',
  'receive-papers',
  'recall-papers',
  'papers-recall-refused',
  'report-lost',
  'report-papers-lost',
])

/** Words of partners that are written down and move nothing: their own tests tell them. */
const onlyWords: ReadonlySet<string> = new Set([
  'errand-unreadable',
  'errand-waits',
  'letter-recall-refused',
  'late-answer',
  'notice-changed',
  'papers-at-odds',
])
export const moving = names.filter((name) => !onlyWords.has(name))

export function namesFor(kind: number, status: Status, all: readonly ActName[] = names): readonly ActName[] {
  const fitting = all.filter((name) => (transitions[name].from as readonly Status[]).includes(status))
  const wanted = fitting.filter((name) => {
    if (kind <= 10) return onward.has(name)
    if (kind === 18 || kind === 20) return beside.has(name)
    return kind < 18 ? !endings.has(name) && !beside.has(name) : endings.has(name)
  })
  if (kind === 0) return all
  return wanted.length > 0 ? wanted : fitting.length > 0 ? fitting : all
}

/** Those of a role for it, and of the agency that has it where somebody there has one. */
export function peopleFor(kind: number, name: ActName, holder: string): readonly Person[] {
  const able = people.filter((each) => hasRole(each, transitions[name].who))
  const near = able.filter((each) => each.kind !== 'officer' || agencyOf(each.unit) === agencyOf(holder))
  if (kind === 0 || able.length === 0) return people
  return near.length > 0 && kind !== 1 ? near : able
}
