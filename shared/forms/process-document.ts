import type { Limit } from '../calendar/due.ts'
import { hoursOf, type Step, type Workflow } from '../catalogue/workflow.ts'
import type { Page } from './page.ts'
import { competentName, feeBlocks, limitFields, type ProcedureFacts, paperTable, procedurePage } from './posting.ts'
import { blank, tellLimit, unitName } from './wording.ts'

export interface ProcessFacts extends ProcedureFacts {
  workflow: Workflow
}

const roomTerms = { desk: 'Bộ phận Một cửa', office: 'Phòng chuyên môn', leaders: 'Lãnh đạo' } as const
/** Which sheet each stage leaves behind, as the record that the standard asks for. */
const recordTerms: Readonly<Partial<Record<Step['role'], string>>> = {
  reception: 'Giấy tiếp nhận và hẹn trả (mẫu 01); phiếu 02, 03 khi có; phiếu kiểm soát',
  handler: 'Phiếu kiểm soát; phiếu yêu cầu bổ sung khi có; dự thảo kết quả',
  'unit-head': 'Phiếu kiểm soát; ý kiến thẩm định',
  leader: 'Kết quả đã ký số',
  clerk: 'Số, ngày ban hành; phiếu bàn giao',
  'return-desk': 'Sổ theo dõi hồ sơ (mẫu 07); phiếu bàn giao kết quả',
  cashier: 'Biên lai thu phí, lệ phí',
}

/** Tài liệu quy trình: steps, units, times and records of a procedure, in the order ISO 9001 process documents have. */
export function processDocument(facts: ProcessFacts): Page {
  const { procedure, workflow } = facts
  return procedurePage('process', facts, [
    { kind: 'heading', text: '1. Mục đích' },
    {
      kind: 'paragraph',
      text: `Quy định thống nhất trình tự, trách nhiệm và thời gian giải quyết thủ tục ${procedure.name}.`,
    },
    { kind: 'heading', text: '2. Phạm vi áp dụng' },
    {
      kind: 'paragraph',
      text: `Áp dụng cho ${competentName(facts)} và các đơn vị tham gia các bước nêu tại mục 7.`,
    },
    { kind: 'heading', text: '3. Tài liệu viện dẫn' },
    {
      kind: 'paragraph',
      text: [
        `- Quyết định công bố: ${procedure.decision}`,
        `- Quy trình nội bộ: ${workflow.name} (${workflow.source})`,
      ].join('\n'),
    },
    { kind: 'heading', text: '4. Thành phần hồ sơ' },
    paperTable(procedure.papers),
    { kind: 'heading', text: '5. Thời hạn giải quyết' },
    { kind: 'fields', rows: limitFields(procedure) },
    { kind: 'heading', text: '6. Phí, lệ phí' },
    ...feeBlocks(procedure),
    { kind: 'heading', text: '7. Trình tự thực hiện' },
    {
      kind: 'table',
      columns: [
        { head: 'Bước', share: 7, align: 'center' },
        { head: 'Nội dung công việc', share: 32 },
        { head: 'Đơn vị, người thực hiện', share: 25 },
        { head: 'Thời gian', share: 12, align: 'center' },
        { head: 'Hồ sơ, biểu mẫu', share: 24 },
      ],
      rows: stepRows(facts),
    },
    { kind: 'heading', text: '8. Hồ sơ lưu' },
    {
      kind: 'paragraph',
      text: 'Thành phần hồ sơ số hóa, nhật ký xử lý, các phiếu nêu tại mục 7 và kết quả giải quyết được lưu điện tử tại hệ thống một cửa theo quy định về lưu trữ.',
    },
    ...(workflow.assumed === undefined ? [] : [{ kind: 'note', text: workflow.assumed } as const]),
  ])
}

function stepRows({ procedure, workflow, units }: ProcessFacts): readonly (readonly string[])[] {
  const limit: Limit | undefined = procedure.limits.direct ?? procedure.limits.any ?? Object.values(procedure.limits)[0]
  return workflow.steps.map((step) => [
    String(step.n),
    step.name,
    `${ownerName(step, { procedure, units })}\n${roomTerms[step.owner.room]}`,
    timeOf(limit === undefined ? step.hours : hoursOf(step, limit, workflow.reckoned)),
    recordTerms[step.role] ?? 'Phiếu kiểm soát',
  ])
}

function ownerName({ owner }: Step, { procedure, units }: Pick<ProcessFacts, 'procedure' | 'units'>): string {
  if (owner.agency === 'receiving') return 'Cơ quan tiếp nhận'
  if (owner.agency !== 'competent') return unitName(units, owner.agency)
  const { competent } = procedure
  return competent.kind === 'agency' ? unitName(units, competent.agency) : 'Ủy ban nhân dân xã, phường'
}

/** Eight working hours make a day. */
function timeOf(hours: number): string {
  if (hours === 0) return 'Ngay khi nhận'
  return hours % 4 === 0
    ? tellLimit({ amount: hours / 8, unit: 'working_day' })
    : tellLimit({ amount: hours, unit: 'hour' }) || blank
}
