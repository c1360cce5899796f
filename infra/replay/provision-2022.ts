import { onlineProvision } from '../../shared/reports/figures/online-provision.ts'
import type { CatalogueRow } from './catalogue-counts.ts'
import { reportOver, type Sort } from './generated-catalogue.ts'

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

/** Cung cấp dịch vụ công trực tuyến by department: the product's own report over generated procedures, rounded as the source rounds. */
export async function provision2022(): Promise<CatalogueRow[]> {
  const sorts = published.flatMap(({ name, online, all }): Sort[] => [
    { level: 'province', agency: name, count: online, online: 'full' },
    { level: 'province', agency: name, count: all - online },
  ])
  const report = await reportOver(onlineProvision, 'agency', sorts, '2022-09-10')
  return published.map(({ name, percent }) => {
    const digits = Number.isInteger(percent) ? 0 : 1
    return {
      name: `${name} (%)`,
      count: Number(report.cell('provided-percent', name).toFixed(digits)),
      source: percent,
    }
  })
}
