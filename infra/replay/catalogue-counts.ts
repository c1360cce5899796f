import type { Level } from '../../shared/agencies/unit.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import { oldWorkflows } from './old-rules.ts'
import { provision2022 } from './provision-2022.ts'

/** What a count of procedures looks at. */
type Counted = Pick<ProcedureVersion, 'levels' | 'workflow' | 'online' | 'byPost' | 'fields'>

interface Sort {
  level: Level
  count: number
  interlinked?: true
  online?: 'full' | 'partial'
  byPost?: true
  fields?: number
}

/** So many procedures of each sort; which procedures they are no source says. */
function generated(sorts: readonly Sort[]): Counted[] {
  return sorts.flatMap(({ level, count, interlinked, online, byPost, fields = 1 }) =>
    Array.from({ length: count }, (_, n) => ({
      levels: [level],
      workflow: interlinked ? 'lien-thong' : 'noi-bo',
      fields: [{ name: `Lĩnh vực ${(n % fields) + 1}` }],
      ...(online ? { online } : {}),
      ...(byPost ? { byPost } : {}),
    })),
  )
}

const leaves = (workflow: Workflow): boolean => workflow.steps.some((step) => step.leaves)
const crossing: ReadonlySet<string> = new Set(oldWorkflows.filter(leaves).map(({ id }) => id))
const isInterlinked = ({ workflow }: Counted): boolean => crossing.has(workflow)
const of =
  (level: Level) =>
  ({ levels }: Counted) =>
    levels.includes(level)

export interface CatalogueRow {
  name: string
  count: number
  source: number
  share?: { value: number; source: number; base: string }
}

const tenth = (part: number, base: number): number => Math.floor((part * 2000 + base) / (2 * base)) / 10

/** Tháng 9/2022: 455 interlinked ones of the departments stand beside their 1,663; those of districts and communes inside. */
function september2022(): CatalogueRow[] {
  const all = generated([
    { level: 'province', count: 1_048, online: 'full' },
    { level: 'province', count: 414, online: 'partial' },
    { level: 'province', count: 201 },
    { level: 'province', count: 455, interlinked: true },
    { level: 'district', count: 35, interlinked: true, online: 'full' },
    { level: 'district', count: 189, online: 'full' },
    { level: 'district', count: 99, online: 'partial' },
    { level: 'district', count: 70 },
    { level: 'commune', count: 17, interlinked: true, online: 'full' },
    { level: 'commune', count: 46, online: 'full' },
    { level: 'commune', count: 28, online: 'partial' },
    { level: 'commune', count: 39 },
  ])
  const beside = all.filter((one) => isInterlinked(one) && of('province')(one))
  const oneStop = all.filter((one) => !beside.includes(one))
  const online = oneStop.filter((one) => one.online !== undefined)
  const count = (level: Level) => oneStop.filter(of(level)).length
  return [
    { name: 'TTHC một cửa, một cửa liên thông', count: all.length, source: 2_641 },
    { name: 'TTHC một cửa', count: oneStop.length, source: 2_186 },
    { name: '  cấp sở', count: count('province'), source: 1_663 },
    { name: '  cấp huyện', count: count('district'), source: 393 },
    { name: '  cấp xã', count: count('commune'), source: 130 },
    { name: 'Liên thông cấp sở', count: beside.length, source: 455 },
    { name: 'Liên thông cấp huyện', count: oneStop.filter(of('district')).filter(isInterlinked).length, source: 35 },
    { name: 'Liên thông cấp xã', count: oneStop.filter(of('commune')).filter(isInterlinked).length, source: 17 },
    {
      name: 'Trực tuyến mức độ 3, 4',
      count: online.length,
      source: 1_876,
      share: { value: tenth(online.length, oneStop.length), source: 85.8, base: 'TTHC một cửa' },
    },
    { name: '  mức độ 3', count: online.filter((one) => one.online === 'partial').length, source: 541 },
    { name: '  mức độ 4', count: online.filter((one) => one.online === 'full').length, source: 1_335 },
  ]
}

function july2020(): CatalogueRow[] {
  const all = generated([
    { level: 'province', count: 1_135, byPost: true },
    { level: 'province', count: 997 },
  ])
  const byPost = all.filter((one) => one.byPost)
  const share = { value: tenth(byPost.length, all.length), source: 53.2, base: 'toàn tỉnh' }
  return [
    { name: 'TTHC toàn tỉnh', count: all.length, source: 2_132 },
    { name: 'Qua bưu chính công ích', count: byPost.length, source: 1_135, share },
  ]
}

function november2020(): CatalogueRow[] {
  const all = generated([
    { level: 'district', count: 273, fields: 14 },
    { level: 'district', count: 46, interlinked: true, fields: 14 },
  ])
  const fields = new Set(all.flatMap((one) => one.fields.map(({ name }) => name)))
  return [
    { name: 'TTHC tại trung tâm của thành phố', count: all.length, source: 319 },
    { name: '  số lĩnh vực', count: fields.size, source: 14 },
    { name: '  liên thông', count: all.filter(isInterlinked).length, source: 46 },
  ]
}

/** Catalogues of three days, generated in the numbers of their sorts and counted; and the departments' shares of one of them. */
export const catalogueCounts = [
  { name: 'Danh mục tháng 9/2022', rows: september2022 },
  { name: 'Cung cấp trực tuyến theo sở, tháng 9/2022', rows: provision2022 },
  { name: 'Danh mục tháng 7/2020', rows: july2020 },
  { name: 'Trung tâm hành chính công thành phố Huế, tháng 11/2020', rows: november2020 },
] as const

export function catalogueTable(): { lines: string[]; crosses: number } {
  const number = new Intl.NumberFormat('vi-VN')
  let crosses = 0
  const tick = (isEqual: boolean): string => {
    if (!isEqual) crosses += 1
    return isEqual ? '✓' : '✗'
  }
  const lines = catalogueCounts.flatMap(({ name, rows }) => [
    name,
    ...rows().map(({ name: row, count, source, share }) => {
      const plain = `  ${row.padEnd(36)} ${number.format(count).padStart(7)} ${number.format(source).padStart(7)} ${tick(count === source)}`
      if (!share) return plain
      return `${plain}  ${number.format(share.value)} % ${number.format(share.source)} % ${tick(share.value === share.source)} trên ${share.base}`
    }),
  ])
  return { lines, crosses }
}
