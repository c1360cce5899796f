import { onlineProvision } from '../../shared/reports/figures/online-provision.ts'
import { procedures07b } from '../../shared/reports/figures/procedures-07b.ts'
import { reportOver, type Sort } from './generated-catalogue.ts'
import { provision2022 } from './provision-2022.ts'

export interface CatalogueRow {
  name: string
  count: number
  source: number
  share?: { value: number; source: number; base: string }
}

/** As the sources round. */
const tenth = (percent: number): number => Number(percent.toFixed(1))

const besideThem: Sort = { level: 'province', count: 455, interlinked: true }
const oneStop2022: readonly Sort[] = [
  { level: 'province', count: 1_048, online: 'full' },
  { level: 'province', count: 414, online: 'partial' },
  { level: 'province', count: 201 },
  { level: 'district', count: 35, interlinked: true, online: 'full' },
  { level: 'district', count: 189, online: 'full' },
  { level: 'district', count: 99, online: 'partial' },
  { level: 'district', count: 70 },
  { level: 'commune', count: 17, interlinked: true, online: 'full' },
  { level: 'commune', count: 46, online: 'full' },
  { level: 'commune', count: 28, online: 'partial' },
  { level: 'commune', count: 39 },
]

/** Tháng 9/2022: 455 interlinked ones of the departments stand beside their 1,663; those of districts and communes inside. */
async function september2022(): Promise<CatalogueRow[]> {
  const on = '2022-09-10'
  const all = await reportOver(procedures07b, 'level', [...oneStop2022, besideThem], on)
  // The source's base of the online ones is without those beside.
  const online = await reportOver(onlineProvision, 'level', oneStop2022, on)
  const beside = all.cell('interlinked', 'province')
  const share = { value: tenth(online.cell('provided-percent')), source: 85.8, base: 'TTHC một cửa' }
  return [
    { name: 'TTHC một cửa, một cửa liên thông', count: all.cell('one-stop'), source: 2_641 },
    { name: 'TTHC một cửa', count: all.cell('one-stop') - beside, source: 2_186 },
    { name: '  cấp sở', count: all.cell('one-stop', 'province') - beside, source: 1_663 },
    { name: '  cấp huyện', count: all.cell('one-stop', 'district'), source: 393 },
    { name: '  cấp xã', count: all.cell('one-stop', 'commune'), source: 130 },
    { name: 'Liên thông cấp sở', count: beside, source: 455 },
    { name: 'Liên thông cấp huyện', count: all.cell('interlinked', 'district'), source: 35 },
    { name: 'Liên thông cấp xã', count: all.cell('interlinked', 'commune'), source: 17 },
    { name: 'Trực tuyến mức độ 3, 4', count: online.cell('online'), source: 1_876, share },
    { name: '  mức độ 3', count: online.cell('partial'), source: 541 },
    { name: '  mức độ 4', count: online.cell('full'), source: 1_335 },
  ]
}

async function july2020(): Promise<CatalogueRow[]> {
  const sorts: readonly Sort[] = [
    { level: 'province', count: 1_135, byPost: true },
    { level: 'province', count: 997 },
  ]
  const all = await reportOver(onlineProvision, 'level', sorts, '2020-07-31')
  const share = { value: tenth(all.cell('by-post-percent')), source: 53.2, base: 'toàn tỉnh' }
  return [
    { name: 'TTHC toàn tỉnh', count: all.cell('procedures'), source: 2_132 },
    { name: 'Qua bưu chính công ích', count: all.cell('by-post'), source: 1_135, share },
  ]
}

async function november2020(): Promise<CatalogueRow[]> {
  const sorts: readonly Sort[] = [
    { level: 'district', count: 273, fields: 14 },
    { level: 'district', count: 46, interlinked: true, fields: 14 },
  ]
  const all = await reportOver(procedures07b, 'field', sorts, '2020-11-23')
  return [
    { name: 'TTHC tại trung tâm của thành phố', count: all.cell('one-stop'), source: 319 },
    { name: '  số lĩnh vực', count: all.rowCount, source: 14 },
    { name: '  liên thông', count: all.cell('interlinked'), source: 46 },
  ]
}

/** Catalogues of three days, generated in the numbers of their sorts and counted by the product's own reports; and the departments' shares of one of them. */
const catalogueCounts = [
  { name: 'Danh mục tháng 9/2022', rows: september2022 },
  { name: 'Cung cấp trực tuyến theo sở, tháng 9/2022', rows: provision2022 },
  { name: 'Danh mục tháng 7/2020', rows: july2020 },
  { name: 'Trung tâm hành chính công thành phố Huế, tháng 11/2020', rows: november2020 },
] as const

export async function catalogueTable(): Promise<{ lines: string[]; crosses: number }> {
  const number = new Intl.NumberFormat('vi-VN')
  let crosses = 0
  const tick = (isEqual: boolean): string => {
    if (!isEqual) crosses += 1
    return isEqual ? '✓' : '✗'
  }
  const counted = await Promise.all(catalogueCounts.map(async ({ name, rows }) => ({ name, rows: await rows() })))
  const lines = counted.flatMap(({ name, rows }) => [
    name,
    ...rows.map(({ name: row, count, source, share }) => {
      const plain = `  ${row.padEnd(36)} ${number.format(count).padStart(7)} ${number.format(source).padStart(7)} ${tick(count === source)}`
      if (!share) return plain
      return `${plain}  ${number.format(share.value)} % ${number.format(share.source)} % ${tick(share.value === share.source)} trên ${share.base}`
    }),
  ])
  return { lines, crosses }
}
