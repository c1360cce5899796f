import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type ChangeDraft, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Dossier } from '../dossier.ts'
import { closedQuestions } from '../interlinked/consultations.ts'
import { notNow } from '../not-now.ts'
import { isOfRegister, numberOf, patternOn, takenScopes, yearScope } from '../numbering.ts'
import { isObjection, type Objection, object } from '../objections.ts'
import { uploadFault } from '../papers/uploads.ts'
import { measuredAtResult } from '../steps/closing.ts'
import { decidingStep, usualWay } from '../steps/steps.ts'

/**
 * Phê duyệt: the leader signs; the result exists, has its number, and the legal clock ends. A refusal on the merits
 * (từ chối giải quyết) is a result too: never the state of a dossier that was not received.
 */
export function approve(act: ActOf<'approve'>, c: Circumstances): Outcome | Objection {
  const { dossier, plan, scans } = c.file
  const outcome = act.outcome ?? 'granted'
  const notYet = notDecidable(c)
  if (notYet) return notYet
  if (outcome === 'rejected' && act.reason === undefined) {
    return object('reason-missing', [
      { where: 'body.reason', why: 'Không chấp thuận (outcome: rejected) thì phải nêu lý do.' },
    ])
  }
  const result = scans.find((scan) => scan.n === act.resultScan && scan.role === 'result')
  if (result?.state !== 'clean') {
    const why = result ? uploadFault(result).why : `Hồ sơ không có tệp kết quả số ${act.resultScan} (role: result).`
    return object('result-not-ready', [{ where: 'body.resultScan', why }])
  }
  const numbered = numberFor(act, c)
  if (isObjection(numbered)) return numbered
  const next = advance(dossier, c.at, {
    status: 'processed',
    clock: 'stopped',
    officer: undefined,
    stepDueAt: undefined,
    consulted: undefined,
    finishedAt: c.at,
    ...measuredAtResult(c.file, c),
    result: {
      dossier: dossier.id,
      scan: result.n,
      number: numbered.number,
      ...(outcome === 'rejected' ? { outcome } : {}),
    },
    ...(dossier.parent ? {} : { delivery: 'at-counter', holder: dossier.receivingUnit, step: plan?.steps.at(-1)?.n }),
  })
  const detail = { resultNumber: numbered.number, scan: result.n, sha256: result.sha256, outcome }
  const reason = act.reason === undefined ? {} : { reason: act.reason }
  const changes: ChangeDraft[] = [
    { next, event: { act: 'approve', ...reason, detail }, ...closedQuestions(c.file, c.at) },
  ]
  return { changes: [...changes, ...tellCorrected(next, c)], serials: [numbered.serial] }
}

/** Every step before the deciding one is done, and it lies with the agency that decides. */
function notDecidable(c: Circumstances): Objection | undefined {
  const { dossier, plan } = c.file
  const deciding = decidingStep(plan, dossier.procedure)
  const left = usualWay(dossier.step, plan).filter((step) => step.n <= (deciding?.n ?? 0))
  if (left.length > 0) {
    return object(
      'steps-remain',
      left.map((step) => ({
        where: `dossier.steps.${step.n}` as const,
        why: `Chưa qua bước ${step.n}: ${step.name}.`,
      })),
    )
  }
  const here = deciding && dossier.step === deciding.n && deciding.agency === agencyOf(dossier.holder)
  const why = 'Bước đang đứng không phải bước quyết định, hoặc bước ấy thuộc cơ quan khác.'
  return here ? undefined : notNow('step', why)
}

/** The register's next number, or the one typed in, which the agency has not used that year. */
function numberFor(act: ActOf<'approve'>, c: Circumstances) {
  const agency = agencyOf(c.file.dossier.holder)
  const day = dayOf(c.at)
  const pattern = patternOn(c.patterns, 'result', day)
  if (act.resultNumber === undefined) {
    const scope = yearScope('result', agency, day)
    const value = c.nextSerial(scope)
    return { number: numberOf(pattern, agency, day, value), serial: { scope, value } }
  }
  if (isOfRegister(pattern, agency, day, act.resultNumber)) return object('number-of-register')
  const scopes = takenScopes('result', agency, day, act.resultNumber)
  if (scopes.some((scope) => c.nextSerial(scope) !== 1)) return object('number-taken')
  return { number: act.resultNumber, serial: { scope: scopes[0], value: 1 } }
}

/** A correction's result is told in the history of the dossier it corrects, which stays as it was. */
function tellCorrected(next: Dossier, c: Circumstances): ChangeDraft[] {
  if (next.corrects === undefined || !c.linked || !next.result) return []
  const detail = { correction: next.id, result: next.result, replaces: c.linked.dossier.result }
  return [{ next: advance(c.linked.dossier, c.at, {}), event: { act: 'corrected', detail } }]
}
