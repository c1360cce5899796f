import type { ProcedureSummary } from '../../shared/catalogue/summary.ts'
import { figuresReport } from '../../shared/reports/figures-report.ts'
import { onlineProvision } from '../../shared/reports/online-provision.ts'
import type { CatalogueRow } from './catalogue-counts.ts'

/** As published in September 2022; how many procedures a department had it does not say: the least that can give the share. */
const published = [
  { name: 'Sở Giáo dục và Đào tạo', percent: 100, online: 1, all: 1 },
  { name: 'Sở Kế hoạch và Đầu tư', percent: 100, online: 1, all: 1 },
  { name: 'Sở Khoa học và Công nghệ', percent: 100, online: 1, all: 1 },
  { name: 'Sở Thông tin và Truyền thông', percent: 100, online: 1, all: 1 },
  { name: 'Sở Tài chính', percent: 93.5, online: 29, all: 31 },
  { name: 'Sở Tài nguyên và Môi trường', percent: 91.3, online: 21, all: 23 },
  { name: 'Sở Công Thương', percent: 81, online: 17, all: 21 },
  { name: 'Sở Y tế', percent: 74, online: 20, all: 27 },
] as const

function procedure(code: string, isOnline: boolean): ProcedureSummary {
  return {
    code,
    version: 1,
    name: code,
    fields: [],
    levels: ['province'],
    competent: { kind: 'agency', agency: 'so' },
    state: 'published',
    channels: isOnline ? ['direct', 'online'] : ['direct'],
    limits: {},
    validFrom: '2022-01-01',
  }
}

/** Cung cấp dịch vụ công trực tuyến by department: the product's own report over generated procedures, rounded as the source rounds. */
export function provision2022(): CatalogueRow[] {
  const groups = published.map(({ name, online, all }) => ({
    key: name,
    label: name,
    things: Array.from({ length: all }, (_, n) => ({
      procedure: procedure(`${name} ${n + 1}`, n < online),
      level: 'province' as const,
      isFirst: true,
      hasProcess: false,
    })),
  }))
  const { rows, definition } = figuresReport(onlineProvision, groups)
  const at = definition.columns.findIndex(({ id }) => id === 'provided-percent')
  return published.map(({ name, percent }, n) => {
    const digits = Number.isInteger(percent) ? 0 : 1
    return { name: `${name} (%)`, count: Number((rows[n]?.cells[at] ?? 0).toFixed(digits)), source: percent }
  })
}
