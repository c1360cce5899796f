import { beforeAll, describe, expect, it } from 'vitest'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { findReportJob } from '../../shared/desk/reports/report-jobs.ts'
import { workReport } from '../../shared/desk/reports/work-report.ts'
import { drawPdf } from '../../shared/forms/pdf.ts'
import { drawPdfRows } from '../../shared/forms/pdf-rows.ts'
import { everyReport } from '../../shared/reports/figures/every-report.ts'
import { jobKey } from '../../shared/reports/report-job.ts'
import { fonts } from '../forms/given.ts'
import { attachedTo, readPdf } from '../forms/read-pdf.ts'
import { department, ward } from '../given.ts'
import { lateWard } from '../http/figures-given.ts'
import { staffClaims } from '../http/given.ts'

const leader = staffClaims(`${ward}/leaders`, 'leader')
const watcher = staffClaims(`${department}/desk`, 'supervisor')
const march = { from: '2026-03-01', to: '2026-03-31' }

/** Everything on the sheet, without the places where its lines break. */
const saidOn = (bytes: Uint8Array) => readPdf(bytes).pages.join('').replaceAll(/\s/g, '')
const asPeopleWrite = (cell: number) => cell.toLocaleString('vi-VN', { maximumFractionDigits: 2 })

describe('on paper', () => {
  let home: Awaited<ReturnType<typeof lateWard>>
  beforeAll(async () => {
    home = await lateWard()
    await countDossiers(home.desk, [home.id])
    home.desk.draw = (page) => drawPdf(page, fonts)
    home.desk.drawRows = (list) => drawPdfRows(list, fonts)
  })

  it.each(everyReport.map(({ id }) => id))(
    '%s says its total, how many rows it has, and the digest the API gives',
    async (report) => {
      for (const [claims, agency] of [
        [leader, ward],
        [watcher, 'all'],
      ] as const) {
        const query = `?from=${march.from}&to=${march.to}&agency=${agency}`
        const { json } = await home.knock('readFigures', claims, { path: { report }, query })
        const link = await home.knock('downloadFigures', claims, { path: { report }, query: `${query}&format=pdf` })
        const { bytes } = home.ports.objects.clean.get(String(link.json.url).replace('memory:', '')) ?? {}
        const said = saidOn(bytes ?? new Uint8Array())
        const { sha256, rowCount } = Object(json.manifest)
        // No agency was merged here: what came or went by that stands on no sheet.
        const columns: { id: string }[] = Object(json).columns
        const cells: (number | null)[] = Object(json.total).cells
        const total = cells.filter((_, at) => !columns[at]?.id.startsWith('moved-'))
        const row = `Tổngsố${total.map((cell) => (cell === null ? '-' : asPeopleWrite(cell))).join('')}`
        for (const text of [row, sha256, `Sốdòng${rowCount}`, 'Bảnkê'])
          expect([agency, said.includes(text)]).toEqual([agency, true])
        expect(said).toContain('THỦTRƯỞNGĐƠNVỊ')
        if (agency === 'all') expect(said).toContain('mọicơquan')
        expect(said.includes('Chỉtiêu:')).toBe(Object(json.targets).length > 0)
      }
    },
  )

  it.each<{ kind: string; report?: string; column?: string; from?: string; to?: string }>([
    { kind: 'register', ...march },
    { kind: 'late', ...march },
    { kind: 'late-now' },
    { kind: 'trace', report: 'late-causes', column: 'staff', ...march },
    { kind: 'trace', report: 'coming-due', column: 'past', ...march },
  ])('the list $kind of $report has its dossier and its manifest', async (body) => {
    const headers = { 'idempotency-key': `khoa-in-${body.kind}-${body.report ?? ''}` }
    const { json } = await home.knock('askReport', leader, { body: { ...body, format: 'pdf' }, headers })
    const { id }: { id: string } = Object(json.job)
    expect(await workReport(home.desk, id)).toBe('ready')
    const job = await findReportJob(home.desk, id)
    const { bytes = new Uint8Array() } = (job && home.ports.objects.clean.get(`reports/${jobKey(job)}`)) ?? {}
    const said = saidOn(bytes)
    for (const text of [home.code ?? '?', 'Sốdòng1', job?.rowsSha256 ?? '?', 'Trang1']) expect(said).toContain(text)
    expect(JSON.parse(String(attachedTo(bytes)))).toMatchObject({ rowCount: 1, sha256: job?.rowsSha256 })
  })
})
