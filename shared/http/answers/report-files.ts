import { answersFor, holdsRole, type Person } from '../../access/person.ts'
import type { UnitId } from '../../agencies/unit.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import type { FileNeeds } from '../../desk/figures/draw-figures.ts'
import { definitionOf, groupingOf } from '../../desk/figures/run-figures.ts'
import { hasTrace } from '../../desk/figures/trace.ts'
import { askReport, linkToReport, readReport } from '../../desk/reports/ask-report.ts'
import { linkToIssue } from '../../desk/reports/link-to-issue.ts'
import { directory } from '../../desk/surroundings.ts'
import { isObjection } from '../../dossier/objections.ts'
import type { Place } from '../../place.ts'
import type { JobWish, ReportJob } from '../../reports/report-job.ts'
import { unknownRow } from '../known-row.ts'
import { refuse } from '../problems.ts'
import type { Asked } from '../schemas.ts'
import { showUnit, wholeCity } from '../views/scene.ts'
import type { Answers, BadInput } from './answer.ts'
import { agencyAsked, notTraced, rowAsked, rowFault, showFigures } from './figures.ts'

type Officer = Extract<Person, { kind: 'officer' }>
type JobRoutes = 'askReport' | 'readReportJob' | 'downloadReportJob'
type IssueRoutes = 'listIssues' | 'readIssue'

/** Those whose work brings them to the register; an administrator of the system is none of them. */
const registerRoles = [
  ...(['reception', 'handler', 'unit-head', 'leader', 'clerk', 'cashier', 'return-desk', 'supervisor'] as const),
]

/** Báo cáo được yêu cầu: own agency's, or any for who watches over all; everybody reads their own jobs only. */
export const reportJobs = {
  askReport: async ({ person, body, key }, desk) => {
    const agency = agencyAsked(person, body.agency)
    if (agency === undefined) return refuse('not-your-agency')
    if (!mayHave(person, { kind: body.kind, agency }))
      return refuse(holdsRole(person, registerRoles) ? 'not-your-agency' : 'not-your-door')
    const wish = wishOf(body, agency, dayOf(desk.now()))
    if ('faults' in wish) return wish
    const unknown = wish.kind === 'trace' ? await unknownRow(desk, wish, 'body') : undefined
    if (unknown) return unknown
    const purpose = body.kind === 'register' ? body.purpose : undefined
    const job = await askReport(desk, person, wish, { key, purpose })
    return isObjection(job) ? job : { job: showJob(job) }
  },
  readReportJob: async ({ person, path }, desk) => {
    const job = await readReport(desk, person, path.job)
    return job && mayHave(person, job.wish) ? { job: showJob(job) } : undefined
  },
  downloadReportJob: async ({ person, path }, desk) => {
    const job = await readReport(desk, person, path.job)
    return job && mayHave(person, job.wish) ? linkToReport(desk, job) : undefined
  },
} satisfies Pick<
  Answers<'printing', Pick<Desk, 'marks' | 'doorbells' | 'objects' | 'catalogue' | 'counters' | 'now'>>,
  JobRoutes
>

/** By what the officer is now: who moved on, or lost the role, has no right to what they once asked for. */
function mayHave(person: Officer, { kind, agency }: Pick<JobWish, 'kind' | 'agency'>): boolean {
  return kind === 'register' ? mayHaveRegister(person, agency) : agencyAsked(person, agency) === agency
}

/** The register has people's names: of another agency's it is the supervisors' alone, whatever else somebody is. */
export function mayHaveRegister(person: Officer, agency: UnitId | 'all'): boolean {
  return holdsRole(person, ['supervisor']) || (answersFor(person, agency) && holdsRole(person, registerRoles))
}

function wishOf(body: Asked<'askReport'>['body'], agency: UnitId | 'all', today: Day): JobWish | BadInput {
  const { from, to } = body.kind === 'late-now' ? { from: today, to: today } : body
  const fault = (where: Place, detail: string) => ({ faults: [{ where, code: 'not-offered' as const, detail }] })
  if (body.kind === 'figures') {
    const definition = definitionOf(body.report)
    const by = definition && groupingOf(definition, body.by)
    if (!by) return fault('body.by', `Báo cáo này chỉ phân tổ theo: ${definition?.by.join(', ')}.`)
    return { kind: 'figures', report: body.report, by, agency, from, to, format: body.format }
  }
  if (body.kind === 'trace') {
    const { report, column, format } = body
    if (!hasTrace(report, column)) return notTraced('body.column', report)
    const row = rowAsked(body)
    return (
      rowFault({ report, ...row }, 'body.row') ?? { kind: 'trace', report, column, agency, from, to, format, ...row }
    )
  }
  if (agency === 'all') return fault('body.agency', 'Danh sách hồ sơ lập theo từng cơ quan.')
  return { kind: body.kind, agency, from, to, format: body.format }
}

const states = { queued: 'Đang lập', ready: 'Đã lập, tải được', failed: 'Không lập được' } as const
const failures = {
  'too-big': 'Nhiều hơn một trang tính chứa được hoặc một lần lập làm kịp; hãy chọn kỳ ngắn hơn',
  'no-such-report': 'Không có mẫu báo cáo cho kỳ này',
  'set-aside': 'Hệ thống chưa làm được vì sự cố và đã báo người quản trị; xin lại thì làm lại từ đầu',
} as const

function showJob({ id, wish, state, askedAt, endedAt, failure, ...made }: ReportJob) {
  const { rowCount, rowsSha256, size, sha256 } = made
  return {
    ...{ id, kind: wish.kind, agency: wish.agency, from: wish.from, to: wish.to, format: wish.format },
    report: 'report' in wish ? wish.report : undefined,
    state: { code: state, term: states[state] },
    ...{ askedAt, endedAt, rowCount, rowsSha256, size, sha256 },
    failure: failure && { code: failure, term: failures[failure] },
  }
}

/** Báo cáo tháng đã lập: own agency's, or any and the sum of all for who watches over all. */
export const issueDoors = {
  listIssues: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    const [issues, units] = await Promise.all([desk.issues.ofMonth(agency, path.month), directory(desk)])
    return {
      agency: agency === 'all' ? wholeCity : showUnit({ directory: units }, agency),
      month: path.month,
      issues: issues.map(({ report, madeAt, madeBy, sha256 }) => {
        const { id, version, title, form } = report.definition
        const { length: rowCount } = report.rows
        return { report: id, version, title, form, madeAt, madeBy, rowCount, sha256, faults: [...report.faults] }
      }),
    }
  },
  readIssue: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    const issue = await desk.issues.find(agency, path.month, path.report)
    return issue && showFigures(issue.report, issue, issue.madeAt)
  },
} satisfies Pick<Answers<'reports', Pick<Desk, 'issues' | 'catalogue' | 'now'>>, IssueRoutes>

/** The same as a file. */
export const issueFiles = {
  downloadIssue: async ({ person, path, query }, desk) => {
    const agency = agencyAsked(person, query.agency)
    if (agency === undefined) return refuse('not-your-agency')
    return linkToIssue(desk, agency, path.month, path.report, query.format)
  },
} satisfies Pick<Answers<'printing', FileNeeds & Pick<Desk, 'issues' | 'objects'>>, 'downloadIssue'>
