import { agencyOf } from '../agencies/unit.ts'
import { dayOf, formatInstant } from '../calendar/day.ts'
import type { DossierEvent } from '../dossier/dossier.ts'
import { eventTerm } from '../dossier/terms.ts'
import { codeLine, type Facts, fields, note, requestField, sheetOf } from './facts.ts'
import {
  isToldTwice,
  outsideGivenAt,
  outsideGiver,
  outsideHandOvers,
  outsideTakenAt,
  outsideTaker,
  ownSide,
} from './outside-rows.ts'
import type { Page } from './page.ts'
import { blank, classTerms, deskLines, longMoment, officerName, unitName } from './wording.ts'

/** Acts by which a dossier goes from one pair of hands to the next. */
const handOvers: ReadonlySet<DossierEvent['act']> = new Set([
  'accept',
  'pass-on',
  'pass-back',
  're-home',
  'transfer',
  'hand-back',
  'reject-transfer',
  'transfer-called-back',
  'approve',
  'return',
  ...outsideHandOvers,
])

/** Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05, nay 06): a row for each hand-over, read from the history, never typed. */
export function controlSheet(facts: Facts): Page {
  const { file, units, template } = facts
  const { dossier } = file
  return sheetOf('control', facts, {
    unit: dossier.receivingUnit,
    issuer: deskLines(units, dossier.receivingUnit, template.office),
    under: codeLine(facts),
    blocks: [
      fields(
        requestField(facts),
        { label: 'Cơ quan giải quyết', value: unitName(units, agencyOf(dossier.competentAgency)) },
        { label: 'Thời gian nhận', value: dossier.acceptedAt === undefined ? blank : longMoment(dossier.acceptedAt) },
        { label: 'Thời gian hẹn trả', value: dossier.dueAt === undefined ? blank : longMoment(dossier.dueAt) },
      ),
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 5, align: 'center' },
          { head: 'Bên giao', share: 20 },
          { head: 'Bên nhận', share: 20 },
          { head: 'Giao lúc', share: 12, align: 'center' },
          { head: 'Nhận lúc', share: 12, align: 'center' },
          { head: 'Kết quả bước', share: 11, align: 'center' },
          { head: 'Ghi chú', share: 20 },
        ],
        rows: handOverRows(facts),
      },
      note('Phiếu đi theo hồ sơ qua các cơ quan; mỗi dòng lấy từ nhật ký xử lý và không sửa được.'),
    ],
  })
}

export function handOverRows(facts: Facts): readonly (readonly string[])[] {
  const sides = [{ history: facts.history }, ...facts.kin]
  const all = sides.flatMap(({ history }) => history)
  return all
    .filter((event) => handOvers.has(event.act) && !isToldTwice(event, all) && !staysThere(event))
    .sort((a, b) => (a.at === b.at ? a.n - b.n : a.at < b.at ? -1 : 1))
    .map((event, index) => [String(index + 1), ...rowOf(event, all, facts)])
}

/** A calling back that the post is still asked for moves nothing yet; nor does a merger move what lies with another agency. */
function staysThere({ act, detail, was }: DossierEvent): boolean {
  return act === 're-home' ? was?.holder === undefined : act === 'recall-papers' && detail?.by === 'post'
}

function rowOf(event: DossierEvent, all: readonly DossierEvent[], { units, file }: Facts): readonly string[] {
  const [outTo, outOf] = [outsideTaker(event), outsideGiver(event)]
  if (outTo !== undefined || outOf !== undefined) {
    const by = event.by.kind === 'officer' ? officerName(units, event.by.id) : undefined
    const side = ownSide(event)
    const here = side === 'applicant' ? applicant : person(unitName(units, side), by)
    const taker = event.act === 'delivered' ? atTheDoor : here
    const said = [eventTerm(event), event.note ?? event.reason].filter(Boolean).join(': ')
    const given = outsideGivenAt(event)
    const taken = outTo === undefined ? given : outsideTakenAt(event, all)
    return [outOf ?? here, outTo ?? taker, formatInstant(given), formatInstant(taken), '', said]
  }
  const before = typeof event.was?.holder === 'string' ? event.was.holder : event.holder
  const gives = event.act === 'transfer' ? String(event.detail?.gives ?? before) : before
  // Called back by whoever had sent it: nobody there gives it.
  const isGiver = event.by.kind === 'officer' && event.act !== 'transfer-called-back'
  const giver = isGiver ? officerName(units, event.by.id) : undefined
  const taker = officerName(units, takerOf(event, all))
  return [
    event.act === 'accept' ? applicant : person(unitName(units, gives), giver),
    person(taking(event, all, { units, file }), taker),
    formatInstant(event.at),
    formatInstant(takenAt(event, all)),
    resultOf(event),
    [eventTerm(event), memberOf(event, file), event.note ?? event.reason].filter(Boolean).join(': '),
  ]
}

/** What a part of a group is for. */
function memberOf({ act, detail }: DossierEvent, { plan }: Facts['file']): string | undefined {
  if (act !== 'transfer' || detail?.member === undefined) return undefined
  return plan?.steps.find(({ member }) => member?.code === detail.member)?.member?.name
}

const applicant = 'Người nộp hồ sơ'
const atTheDoor = 'Người nhận (bưu chính)'

const person = (unit: string, name: string | undefined) => (name === undefined ? unit : `${unit}\n${name}`)

function taking(event: DossierEvent, all: readonly DossierEvent[], { units, file }: Pick<Facts, 'units' | 'file'>) {
  if (event.act === 'return') return applicant
  if (event.act === 'transfer') return unitName(units, String(event.detail?.takes ?? event.holder))
  if (backActs[event.act] === undefined) return unitName(units, event.holder)
  return unitName(units, answerTo(event, all)?.holder ?? file.dossier.receivingUnit)
}

/** A part ends where it is handed back or refused: its parent goes on at the agency that sent it. */
function answerTo(event: DossierEvent, all: readonly DossierEvent[]): DossierEvent | undefined {
  const answers = backActs[event.act]
  return answers && all.find((other) => other.act === answers && other.at === event.at)
}

/** What the dossier's own history calls the end of its part. */
const backActs: Readonly<Partial<Record<DossierEvent['act'], DossierEvent['act']>>> = {
  'hand-back': 'receive-back',
  'reject-transfer': 'transfer-rejected',
  'transfer-called-back': 'call-back',
}

/**
 * The other agency's acknowledgement; inside an agency the hand-over is electronic and of one moment. One that came after the part
 * was handed back says nothing of when it was taken.
 */
function takenAt(event: DossierEvent, all: readonly DossierEvent[]): string {
  if (event.act !== 'transfer') return event.at
  const part = event.detail?.part
  const own = all.filter((other) => other.dossier === part)
  const first = own.find(({ act }) => act === 'acknowledge' || act === 'hand-back')
  return first?.act === 'acknowledge' ? first.at : event.at
}

/**
 * Whoever took it: who received it from the applicant, whom it was assigned to, or, while it lay in the room's pool, the officer
 * whose act took it further.
 */
function takerOf(event: DossierEvent, all: readonly DossierEvent[]): string | undefined {
  if (event.act === 'accept') return event.by.kind === 'officer' ? event.by.id : undefined
  if (event.act === 'return') return undefined
  const back = answerTo(event, all)
  const side = event.act === 'transfer' ? event.detail?.part : (back?.dossier ?? event.dossier)
  const from = event.act === 'transfer' ? 0 : (back?.n ?? event.n)
  const later = all.filter((other) => other.dossier === side && other.n > from).sort((a, b) => a.n - b.n)
  const next = later.find((other) => (handOvers.has(other.act) && !staysThere(other)) || other.act === 'assign')
  // Moved by a merger, or called back by whoever had sent it: nobody had taken it there.
  if (next === undefined || next.act === 're-home' || next.act === 'transfer-called-back') return undefined
  if (next.act === 'assign') return next.officer
  return next.by.kind === 'officer' ? next.by.id : undefined
}

/** By day, against the due moment of the step that ends here; a step without hours of its own has none. */
function resultOf(event: DossierEvent): string {
  const due = event.was?.stepDueAt
  if (typeof due !== 'string') return ''
  const [on, dueOn] = [dayOf(event.at), dayOf(due)]
  return classTerms[on < dueOn ? 'early' : on === dueOn ? 'on-time' : 'overdue']
}
