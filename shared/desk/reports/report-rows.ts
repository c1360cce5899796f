import type { Directory } from '../../agencies/directory.ts'
import { dayOf, formatDay, formatInstant } from '../../calendar/day.ts'
import { type Purpose, purposeTerms } from '../../dossier/people/data-read.ts'
import { statusTerms } from '../../dossier/terms.ts'
import type { Received } from '../../forms/print.ts'
import { registerColumns, registerRows } from '../../forms/register.ts'
import { templateOn } from '../../forms/templates.ts'
import { unitName } from '../../forms/wording.ts'
import { isTraceable } from '../../reports/figures/figures-report.ts'
import { lateByCause } from '../../reports/figures/late-by-cause.ts'
import type { RowStream } from '../../reports/files/row-stream.ts'
import { lateCauses } from '../../reports/overdue/late-causes.ts'
import { clockTerms } from '../../reports/overdue/overdue-sheet.ts'
import type { JobWish, ReportJob } from '../../reports/report-job.ts'
import type { Desk } from '../desk.ts'
import { logReads } from '../dossiers/log-read.ts'
import { walkLate } from '../figures/find-late.ts'
import { walkLateNow } from '../figures/list-late.ts'
import { definitionOf } from '../figures/run-figures.ts'
import { walkCell } from '../figures/trace.ts'

export type RowNeeds = Pick<
  Desk,
  'dossiers' | 'prints' | 'catalogue' | 'counters' | 'syncLedger' | 'readLog' | 'province' | 'now'
>

type Of<K extends JobWish['kind']> = Extract<JobWish, { kind: K }>
type Row = readonly (string | number)[]

/** How every list of dossiers begins. */
const listed = [
  { head: 'STT', width: 6 },
  { head: 'Mã hồ sơ', width: 24 },
  { head: 'Mã thủ tục', width: 14 },
  { head: 'Thủ tục', width: 50 },
]
/** Dossiers a page of a walk reads at once. */
const page = 64

/** A list of any length: its columns and the rows as they are read; `undefined` when there is no such list. Throws Outage. */
export function rowsOf(
  desk: RowNeeds,
  job: ReportJob,
  units: Directory,
): { stream: RowStream; report: string; version: number } | undefined {
  const { wish } = job
  if (wish.kind === 'register') return registerStream(desk, job, wish, units)
  if (wish.kind === 'late') return lateStream(desk, wish, units)
  if (wish.kind === 'late-now') return lateNowStream(desk, wish, units)
  return wish.kind === 'trace' ? traceStream(desk, wish, units) : undefined
}

/** Sổ theo dõi hồ sơ of any length. Each dossier is logged as read before its row is written. */
function registerStream(desk: RowNeeds, job: ReportJob, wish: Of<'register'>, units: Directory) {
  const { agency, from, to } = wish
  const template = templateOn('register', to)
  if (!template) return undefined
  const about = { template, agency, from, to, at: desk.now(), units }
  async function* rows(): AsyncGenerator<Row> {
    let number = 0
    const today = dayOf(desk.now())
    for await (const received of inPages(desk.prints.walkReceived(agency, from, to < today ? to : today))) {
      await logFor(desk, job, received)
      for (const [, ...cells] of registerRows({ ...about, rows: received })) {
        number += 1
        yield [number, ...cells]
      }
    }
  }
  const columns = registerColumns.map(({ head, width }) => ({ head, width }))
  return {
    stream: { name: 'So theo doi', title: template.title, under: underOf(units, wish), columns, rows: rows() },
    report: 'register',
    version: template.version,
  }
}

/** One moment for all tries of a job: a row that is logged twice is one. */
async function logFor(desk: RowNeeds, { id, by, purpose, askedAt }: ReportJob, received: readonly Received[]) {
  const reader = { kind: 'officer', id: by.id, unit: by.unit, name: '', roles: [] } as const
  const dossiers = received.map(({ dossier }) => dossier)
  const occasion = { purpose: isPurpose(purpose) ? purpose : ('supervision' as const), requestId: id }
  await logReads({ ...desk, now: () => askedAt }, reader, dossiers, 'register', occasion)
}

const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposeTerms, text)

async function* inPages<T>(all: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let waiting: T[] = []
  for await (const one of all) {
    waiting.push(one)
    if (waiting.length < page) continue
    yield waiting
    waiting = []
  }
  if (waiting.length > 0) yield waiting
}

function lateStream(desk: RowNeeds, wish: Of<'late'>, units: Directory) {
  async function* rows(): AsyncGenerator<Row> {
    let number = 0
    for await (const { dossier, late } of walkLate(desk, [wish.agency], wish)) {
      number += 1
      const { room, officer, step, cause, isLateHere, on } = late
      yield [
        number,
        dossier.code ?? dossier.id,
        dossier.procedure,
        dossier.procedureName,
        unitName(units, room),
        officer === undefined ? 'Chưa phân công' : (units.officer(officer)?.name ?? officer),
        step ?? '',
        dossier.dueAt === undefined ? '' : formatInstant(dossier.dueAt),
        dossier.finishedAt === undefined ? '' : formatInstant(dossier.finishedAt),
        formatDay(on),
        lateCauses[cause],
        isLateHere ? '' : 'Chỉ quá hạn trên Cổng',
      ]
    }
  }
  const columns = [
    ...listed,
    { head: 'Nơi giữ lúc đến hạn', width: 34 },
    { head: 'Cán bộ', width: 24 },
    { head: 'Bước', width: 7 },
    { head: 'Đến hạn lúc', width: 18 },
    { head: 'Giải quyết xong lúc', width: 18 },
    { head: 'Tính vào ngày', width: 14 },
    { head: 'Nguyên nhân', width: 30 },
    { head: 'Ghi chú', width: 24 },
  ]
  const head = { name: 'Qua han', title: 'Hồ sơ quá hạn', under: underOf(units, wish) }
  return { stream: { ...head, columns, rows: rows() }, report: 'late', version: lateByCause.version }
}

/** What is late at this moment, desk by desk, what lies longest first at each. */
function lateNowStream(desk: RowNeeds, wish: Of<'late-now'>, units: Directory) {
  async function* rows(): AsyncGenerator<Row> {
    let number = 0
    for await (const { row, reason } of walkLateNow(desk, wish.agency)) {
      number += 1
      yield [
        number,
        row.code,
        row.procedure,
        row.procedureName,
        unitName(units, row.room),
        row.officer === undefined ? 'Chưa phân công' : (units.officer(row.officer)?.name ?? row.officer),
        row.step ?? '',
        clockTerms[row.clock],
        formatInstant(row.dueAt),
        row.remaining,
        lateCauses[reason.cause],
      ]
    }
  }
  const columns = [
    ...listed,
    { head: 'Nơi giữ', width: 34 },
    { head: 'Cán bộ', width: 24 },
    { head: 'Bước', width: 7 },
    { head: 'Thời hạn', width: 20 },
    { head: 'Đến hạn lúc', width: 18 },
    { head: 'Quá', width: 20 },
    { head: 'Nguyên nhân', width: 30 },
  ]
  const head = { name: 'Qua han', title: 'Hồ sơ đang quá hạn', under: underOf(units, wish) }
  return { stream: { ...head, columns, rows: rows() }, report: 'late-now', version: lateByCause.version }
}

/** Dossiers behind a column, as they are found. */
function traceStream(desk: RowNeeds, { kind: _, format: _form, ...wish }: Of<'trace'>, units: Directory) {
  const definition = definitionOf(wish.report)
  const column = definition?.columns.find(({ id }) => id === wish.column)
  if (!definition || !column || !isTraceable(column)) return undefined
  async function* rows(): AsyncGenerator<Row> {
    let number = 0
    for await (const { dossier, on, adds } of walkCell(desk, wish)) {
      number += 1
      yield [
        number,
        dossier.code ?? dossier.id,
        dossier.procedure,
        dossier.procedureName,
        formatDay(on),
        adds,
        statusTerms[dossier.status],
        dossier.acceptedAt === undefined ? '' : formatDay(dayOf(dossier.acceptedAt)),
        dossier.dueAt === undefined ? '' : formatInstant(dossier.dueAt),
      ]
    }
  }
  const columns = [
    ...listed,
    { head: 'Tính vào ngày', width: 14 },
    { head: 'Cộng vào cột', width: 14 },
    { head: 'Trạng thái', width: 24 },
    { head: 'Nhận ngày', width: 12 },
    { head: 'Hạn', width: 18 },
  ]
  const title = `${definition.title}: hồ sơ của cột “${column.head}”`
  return {
    stream: { name: 'Truy nguoc', title, under: underOf(units, wish), columns, rows: rows() },
    report: `${definition.id}/${column.id}`,
    version: definition.version,
  }
}

/** Whose list it is, and of which days. */
function underOf(units: Directory, { agency, from, to }: Pick<JobWish, 'agency' | 'from' | 'to'>): string {
  const whose = agency === 'all' ? 'mọi cơ quan' : unitName(units, agency)
  return from === to
    ? `${whose}, ngày ${formatDay(from)}`
    : `${whose}, từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`
}
