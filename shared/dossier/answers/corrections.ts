import { createHash } from 'node:crypto'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { reckoned } from '../clocks/clocks.ts'
import type { DeliveryState, Dossier, DossierFile, Plan, PlannedStep } from '../dossier.ts'
import { canonical } from '../history/history.ts'
import { notNow, onlyOfWhole, resultNotThere } from '../not-now.ts'
import { type Objection, object } from '../objections.ts'
import { broughtInFiles, filesUntil } from '../papers/brought.ts'
import { unknownPapers } from '../papers/named-papers.ts'
import { maskName } from '../people/mask-name.ts'
import { ownerOf, type Parties } from '../people/parties.ts'
import { decidingStep } from '../steps/steps.ts'
import { statusTerms } from '../terms.ts'
import { finalStatuses } from '../transitions.ts'
import { setsOf } from './reception.ts'

/**
 * Đính chính kết quả: a wrong result is never reopened. A dossier of its own begins at the deciding step, under the old
 * code with a suffix and a short limit of its own; both histories name the other.
 */
export function correct(act: ActOf<'correct'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan, parties } = c.file
  if (dossier.parent) return onlyOfWhole()
  if (dossier.corrects !== undefined) {
    return notNow('corrects', 'Đây là hồ sơ đính chính: đính chính tiếp trên hồ sơ gốc (dossier.corrects).')
  }
  if (!dossier.result) return notNow('result', 'Hồ sơ chưa có kết quả để đính chính.')
  if (c.linked && !finalStatuses.has(c.linked.dossier.status) && c.linked.dossier.status !== 'processed') {
    return object('correction-open')
  }
  const deciding = decidingStep(plan, dossier.procedure)
  if (!plan || !deciding) return notNow('step', 'Quy trình của hồ sơ không có bước quyết định để đính chính.')
  const { legalLimit: _limit, ...carried } = plan
  const pinned: Plan = { ...carried, limit: { amount: c.rules.correctionDays, unit: 'working_day' } }
  const correction = reckoned(correctionOf(c, deciding), { plan: pinned, ledger: [] }, c)
  const detail = { correction: correction.id, code: correction.code, replaces: dossier.result }
  const { takenBy: _, ...people } = parties
  return {
    changes: [
      {
        next: advance(dossier, c.at, { correction: correction.id }),
        event: { act: 'correct', reason: act.reason, detail },
      },
      {
        next: correction,
        ledger: [],
        plan: pinned,
        parties: people,
        event: {
          act: 'open-correction',
          reason: act.reason,
          detail: { corrects: dossier.id, replaces: dossier.result },
          wants: ['search'],
        },
      },
    ],
  }
}

function correctionOf(c: Circumstances, deciding: PlannedStep): Dossier {
  const { dossier } = c.file
  const id = createHash('sha256')
    .update(`${dossier.id}#correction#${dossier.version + 1}`)
    .digest('hex')
    .slice(0, 26)
  const { procedure, procedureVersion, procedureName, channel, receivingUnit, agencies, returnBy, ownerRef } = dossier
  return {
    id,
    version: 1,
    code: `${dossier.code ?? dossier.id}-DC${dossier.version + 1}`,
    procedure,
    procedureVersion,
    procedureName,
    ...(dossier.case === undefined ? {} : { case: dossier.case }),
    channel,
    status: 'in-progress',
    clock: 'running',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit,
    competentAgency: deciding.agency,
    ...(dossier.nonTerritorial && { nonTerritorial: true }),
    holder: deciding.room,
    agencies,
    step: deciding.n,
    corrects: dossier.id,
    supplementCount: 0,
    shipmentCount: 0,
    returnBy,
    createdAt: c.at,
    acceptedAt: c.at,
    stageFrom: c.at,
    ownerRef,
    applicantMasked: dossier.applicantMasked,
    chain: '',
    updatedAt: c.at,
  }
}

/**
 * Sửa thông tin đã tiếp nhận: people, addresses, content, papers as they were counted and the way of return, with the reason;
 * never the state nor the due moment. The way of return stays once the result has left the counter; of what has ended nothing is
 * mended but the address to which papers, or a result that is issued anew, are still sent.
 */
export function amend(act: ActOf<'amend'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  if (dossier.parent) return onlyOfWhole()
  const fields = amendedFields(act, c.file)
  if (fields.length === 0) return object('nothing-changed')
  if (finalStatuses.has(dossier.status) && fields.some((name) => name !== 'deliverTo')) return endedAlready(dossier)
  const unknown = unknownPapers(act, c)
  if (unknown) return unknown
  const { returnBy } = act
  if (returnBy !== undefined && !mayChangeWay.has(dossier.delivery)) {
    return resultNotThere(dossier, 'Chỉ đổi cách nhận khi chưa có kết quả hoặc kết quả ở quầy.')
  }
  if (returnBy === 'post' && !(act.deliverTo ?? c.file.parties.deliverTo))
    return object('no-postal-address', [
      { where: 'body.deliverTo', why: 'Đổi sang nhận qua bưu chính thì phải có địa chỉ.' },
    ])
  // What was counted on the counter tells of no person: it stands in the history, as at reception.
  const { handedIn, sets } = act
  const counted = { ...countedAnew(handedIn, c.file), ...(sets === undefined ? {} : { sets }) }
  const detail = { fields, ...counted }
  const halves = c.kin && dossier.child ? [c.file, c.kin] : [c.file]
  return {
    changes: halves.map((file) => {
      const parties = amended(act, file)
      const applicantMasked = maskName(ownerOf(parties).name)
      const owned = { applicantMasked, ...(c.ownerRef === undefined ? {} : { ownerRef: c.ownerRef }) }
      const way = returnBy === undefined ? {} : { returnBy }
      return {
        next: advance(file.dossier, c.at, { ...owned, ...way, ...(file === c.file ? setsOf(sets) : {}) }),
        event: { act: 'amend', reason: act.reason, detail, wants: ['search'] },
        parties,
      }
    }),
  }
}

function endedAlready({ status, result }: Dossier): Objection {
  const may = 'chỉ còn sửa được địa chỉ gửi trả giấy tờ, kết quả (deliverTo)'
  const how = result ? 'Kết quả sai thì đính chính (correct).' : 'Thông tin khác thì ghi khi nộp hồ sơ mới.'
  return notNow('status', `Hồ sơ đã kết thúc (“${statusTerms[status]}”): ${may}. ${how}`)
}

/** The papers of the reception counted anew: what is counted now, and what came in files then and is not counted. */
function countedAnew(handedIn: ActOf<'amend'>['handedIn'], { dossier: { acceptedAt }, scans }: DossierFile) {
  if (!handedIn) return {}
  return acceptedAt === undefined
    ? { handedIn }
    : { handedIn, inFiles: broughtInFiles(filesUntil(scans, acceptedAt), handedIn) }
}

/** While the result is not there yet, or lies at the counter. */
const mayChangeWay: ReadonlySet<DeliveryState> = new Set(['none', 'at-counter', 'back-at-counter', 'lost'])

/** The names of what an amendment says otherwise than before. */
function amendedFields(act: ActOf<'amend'>, { dossier, parties }: DossierFile): string[] {
  const people = (['applicant', 'owner', 'summary', 'deliverTo'] as const).filter(
    (name) => act[name] !== undefined && canonical(act[name]) !== canonical(parties[name]),
  )
  const received = dossier.acceptedAt !== undefined
  const papers = (['handedIn', 'sets'] as const).filter((name) => received && act[name] !== undefined)
  const way = act.returnBy !== undefined && act.returnBy !== dossier.returnBy ? ['returnBy'] : []
  return [...people, ...papers, ...way]
}

function amended(act: ActOf<'amend'>, { parties }: DossierFile): Parties {
  return {
    ...parties,
    ...(act.applicant ? { applicant: act.applicant } : {}),
    ...(act.owner ? { owner: act.owner } : {}),
    ...(act.summary === undefined ? {} : { summary: act.summary }),
    ...(act.deliverTo ? { deliverTo: act.deliverTo } : {}),
  }
}
