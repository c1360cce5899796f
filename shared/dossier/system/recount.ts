import { agencyOf, type UnitId } from '../../agencies/unit.ts'
import { closingOf } from '../../calendar/calendar.ts'
import { dayOf, type Instant } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import { reckoned } from '../clocks/clocks.ts'
import type { Dossier, DossierFile } from '../dossier.ts'
import { notNow } from '../not-now.ts'
import type { Objection } from '../objections.ts'

/** A due moment that a declaration moved: before and after. */
export interface MovedMoment {
  clock: 'answer' | 'whole' | 'step' | 'supplement'
  before?: Instant
  after?: Instant
}

/** One dossier on the list of what a declaration moved. Codes, names of procedures and rooms: nothing about a person. */
export interface MovedRow {
  declaration: number
  agency: UnitId
  dossier: string
  code?: string
  procedureName: string
  room: UnitId
  officer?: string
  at: Instant
  moments: readonly MovedMoment[]
}

/** Tính lại hạn: the same ledger over the calendar of today. A clock that stands is reckoned when it goes on. */
export function reckonAnew(act: ActOf<'reckon-anew'>, c: Circumstances): Outcome | Objection {
  const { dossier, ledger } = c.file
  const fresh = freshHead(c.file, c)
  if (!fresh)
    return notNow('dueAt', 'Tính theo lịch hôm nay thì không hạn nào thay đổi, hoặc không đồng hồ nào đang chạy.')
  const moments = movedBetween(dossier, fresh)
  const { answerDueAt, dueAt, stepDueAt, supplementDueAt, provisional } = fresh
  const next = advance(dossier, c.at, { answerDueAt, dueAt, stepDueAt, supplementDueAt, provisional })
  const reason = `Công bố lịch số ${act.declaration}: ${act.source}`
  const runs = dossier.clock === 'running'
  const row: MovedRow = {
    declaration: act.declaration,
    agency: agencyOf(dossier.holder),
    dossier: dossier.id,
    ...(dossier.code === undefined ? {} : { code: dossier.code }),
    procedureName: dossier.procedureName,
    room: dossier.holder,
    ...(dossier.officer === undefined ? {} : { officer: dossier.officer }),
    at: c.at,
    moments,
  }
  return {
    changes: [
      {
        next,
        ...(runs ? { ledger: [...ledger, { at: c.at, entry: 'recount' as const, reason }] } : {}),
        event: { act: 'reckon-anew', reason, detail: { declaration: act.declaration, moments } },
      },
    ],
    ...(moments.length > 0 ? { moved: [row] } : {}),
  }
}

/** The head as the calendar of today would have it; `undefined` when that is how it stands. */
export function freshHead(
  file: Pick<DossierFile, 'dossier' | 'plan' | 'ledger'>,
  rules: Pick<Circumstances, 'calendarOf' | 'policy'>,
): Dossier | undefined {
  const { dossier } = file
  if (dossier.status === 'supplement-requested') return laterToAnswer(dossier, rules)
  if (dossier.clock !== 'running' && dossier.status !== 'registered') return undefined
  const again = reckoned(dossier, file, rules)
  // A step from before its beginning was kept cannot be reckoned: it keeps its moment.
  const known = dossier.stageFrom !== undefined || dossier.stepDueAt === undefined
  const fresh = known || dossier.stepDueAt === undefined ? again : { ...again, stepDueAt: dossier.stepDueAt }
  const differs = movedBetween(dossier, fresh).length > 0 || dossier.provisional !== fresh.provisional
  return differs ? fresh : undefined
}

/** Hạn bổ sung: a last day that became a day off moves to the next working one; a longer time that was given is never cut. */
function laterToAnswer(dossier: Dossier, { calendarOf }: Pick<Circumstances, 'calendarOf'>): Dossier | undefined {
  const { supplementDueAt, holder } = dossier
  if (supplementDueAt === undefined) return undefined
  const last = closingOf(calendarOf(agencyOf(holder)), dayOf(supplementDueAt))
  return last > supplementDueAt ? { ...dossier, supplementDueAt: last } : undefined
}

/** Which moments of a head are other ones than before. */
export function movedBetween(before: Dossier, after: Dossier): MovedMoment[] {
  const pairs = [
    ['answer', before.answerDueAt, after.answerDueAt],
    ['whole', before.dueAt, after.dueAt],
    ['step', before.stepDueAt, after.stepDueAt],
    ['supplement', before.supplementDueAt, after.supplementDueAt],
  ] as const
  return pairs.flatMap(([clock, old, fresh]): MovedMoment[] => {
    if (old === fresh) return []
    return [{ clock, ...(old === undefined ? {} : { before: old }), ...(fresh === undefined ? {} : { after: fresh }) }]
  })
}
