import type * as z from 'zod'
import { answersFor, type Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { receiptSecret } from '../../desk/dossiers/look-up.ts'
import type { Read } from '../../desk/dossiers/read-dossier.ts'
import type { Consultation, Dossier, DossierFile, Parties, Plan } from '../../dossier/dossier.ts'
import { memberResults } from '../../dossier/interlinked/member-results.ts'
import { collectedAt, type Obligation, refundsOf } from '../../dossier/money/money-book.ts'
import { soundFiles } from '../../dossier/papers/brought.ts'
import { actsAt } from '../../dossier/step-acts.ts'
import { waysOn } from '../../dossier/steps/steps.ts'
import { presentPlan } from '../../dossier/system/re-home.ts'
import type { Digests } from '../../ports.ts'
import type * as shown from '../schemas/shown.ts'
import { showDossier } from './dossier.ts'
import { showHistory } from './history.ts'
import { showScans } from './scan.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'
import { showWarnings } from './warnings.ts'

export type WholeShown = z.input<ReturnType<typeof shown.whole>>
export type ReceiptShown = z.input<ReturnType<typeof shown.receipt>>

/** For officers: people, files, plan, clock ledger, both sides' history. */
export function showToOfficer(
  read: Read,
  scene: Scene,
  digests: Digests,
  person: Person,
  requiredPapers: Plan['requiredPapers'] | undefined = read.file.plan?.requiredPapers,
): WholeShown {
  const { dossier, plan, scans, ledger, parties } = read.file
  return {
    dossier: showDossier(dossier, scene, 'officer'),
    parties: { ...showParties(parties), errandSaid: parties.errandSaid && { ...parties.errandSaid } },
    warnings: warningsAtReception(read.file, scene),
    scans: showScans(scans, scene.at),
    steps: plan && showSteps(presentPlan(plan, dossier.procedure, scene.directory), scene),
    ledger: ledger.map((entry) => ({ ...entry })),
    requiredPapers: requiredPapers?.map(({ id, name }) => ({ id, name })),
    history: showHistory(read, scene, 'officer'),
    results: showResults(read),
    money: showMoney(read.file),
    consultations: read.file.consultations?.map((row) => showConsultation(row, scene)),
    parentScans: dossier.parent === undefined ? undefined : showScans(read.kin[0]?.file.scans ?? [], scene.at),
    kin: read.kin.map(({ file }) => showDossier(file.dossier, scene, 'officer')),
    receipt: receiptOf(read.file, scene, digests, person),
  }
}

/** For the owner: their own data; a result only once it is decided, nothing of what officers note. */
export function showToCitizen(read: Read, scene: Scene, digests: Digests, person: Person): WholeShown {
  const { dossier, scans, parties } = read.file
  return {
    dossier: showDossier(dossier, scene, 'citizen'),
    parties: showParties(parties),
    scans: showScans(
      scans.filter((scan) => scan.role === 'component' || isDecidedBy(dossier, scan.n)),
      scene.at,
    ),
    history: showHistory(read, scene, 'citizen'),
    results: showResults(read),
    money: showMoney(read.file),
    receipt: receiptOf(read.file, scene, digests, person),
  }
}

/** Whoever receives is to look at them before the dossier has a code; afterwards they were looked at. */
function warningsAtReception({ dossier, parties }: DossierFile, scene: Scene): WholeShown['warnings'] {
  if (dossier.acceptedAt !== undefined) return undefined
  return showWarnings({ ...parties, channel: dossier.channel }, scene, 'dossier.parties')
}

/** Of a group by life event, by the name under which each is fetched. */
function showResults({ file, history }: Read): WholeShown['results'] {
  const made = memberResults(file.dossier, history)
  return made.length === 0
    ? undefined
    : made.map(({ number, outcome }, at) => ({ name: `result-${at + 1}`, number, outcome }))
}

/** The receipt, for its owner and the agency that issued it; a part of a liên thông has none of its own. */
export function receiptOf(
  { dossier, scans }: Pick<DossierFile, 'dossier' | 'scans'>,
  scene: Scene,
  digests: Digests,
  person: Person,
): ReceiptShown | undefined {
  if (dossier.code === undefined || dossier.acceptedAt === undefined || dossier.parent !== undefined) return undefined
  return {
    code: dossier.code,
    secret: holdsReceipt(dossier, person) ? receiptSecret(digests, dossier.id) : undefined,
    acceptedAt: dossier.acceptedAt,
    dueAt: dossier.clock === 'paused' ? undefined : dossier.dueAt,
    provisional: dossier.provisional,
    office: showUnit(scene, agencyOf(dossier.receivingUnit), dossier.acceptedAt),
    returnBy: dossier.returnBy,
    components: soundFiles(scans).map(({ n, fileName, paper, size, sha256 }) => ({ n, fileName, paper, size, sha256 })),
  }
}

/** The plan, with where each step leads and what may be done there. */
function showSteps(plan: Plan, scene: Scene): WholeShown['steps'] {
  return plan.steps.map((step) => ({
    n: step.n,
    name: step.name,
    role: step.role,
    hours: step.hours,
    room: showUnit(scene, step.room),
    agency: showUnit(scene, step.agency),
    next: [...waysOn(step.n, plan)],
    acts: [...actsAt(step)],
    procedure: step.member && { ...step.member },
  }))
}

function isDecidedBy(dossier: Dossier, n: number): boolean {
  return dossier.result?.dossier === dossier.id && dossier.result.scan === n
}

function holdsReceipt(dossier: Dossier, person: Person): boolean {
  if (person.kind !== 'officer') return person.kind === 'citizen'
  return answersFor(person, agencyOf(dossier.receivingUnit))
}

function showParties({ applicant, owner, summary, deliverTo, collectFrom, takenBy }: Parties): WholeShown['parties'] {
  return {
    applicant: showParty(applicant),
    owner: owner && showParty(owner),
    summary,
    deliverTo: deliverTo && showAddress(deliverTo),
    collectFrom: collectFrom && showAddress(collectFrom),
    takenBy: takenBy && { ...takenBy },
  }
}

function showParty({ name, identityNumber, taxCode, sex, phone, email, address, birthDate }: Parties['applicant']) {
  return { name, identityNumber, taxCode, sex, phone, email, address, birthDate }
}

function showMoney({ dossier, money }: DossierFile) {
  return money?.map((demand) => ({ ...showObligation(demand), collectedAt: collectedAt(demand, dossier) }))
}

function showObligation(demand: Obligation) {
  const { backs, refunds: _, refund: __, lostCodOrder: ___, ...row } = demand
  const refunds = refundsOf(demand).map((one) => ({ ...one }))
  const { n: ____, ...last } = refunds.at(-1) ?? { n: 0 }
  const items = row.items.map((item) => ({ ...item }))
  const shown = { ...row, items, backs: backs?.map((word) => ({ ...word })) }
  return 'amountVnd' in last ? { ...shown, refund: last, refunds } : shown
}

function showConsultation({ unit, askedBy, answeredBy, ...row }: Consultation, scene: Scene) {
  const by = answeredBy === undefined ? {} : { answeredBy: showOfficer(scene, answeredBy) }
  return { ...row, unit: showUnit(scene, unit), askedBy: showOfficer(scene, askedBy), ...by }
}

function showAddress({ name, phone, detail, communeCode, communeName }: NonNullable<Parties['deliverTo']>) {
  return { name, phone, detail, communeCode, communeName }
}
