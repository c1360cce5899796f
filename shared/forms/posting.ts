import type { Directory } from '../agencies/directory.ts'
import { dayOf, formatDay, type Instant } from '../calendar/day.ts'
import type { Paper, ProcedureVersion } from '../catalogue/procedure.ts'
import { tellVnd } from '../dossier/money/vnd.ts'
import { type Block, composed, type Field, type Page } from './page.ts'
import { templateOn } from './templates.ts'
import { blank, channelTerms, feeTerms, placeAndDay, tellLimit, unitName } from './wording.ts'

export interface ProcedureFacts {
  procedure: ProcedureVersion
  units: Directory
  /** The unit that posts it: the city. */
  province: string
}

/** Niêm yết: what every applicant must be able to read of a procedure at the desk (NĐ 63/2010, Điều 8). */
export function posting(facts: ProcedureFacts): Page {
  const { procedure } = facts
  return procedurePage('posting', facts, [
    {
      kind: 'fields',
      rows: [
        { label: '1. Mã thủ tục', value: procedure.code },
        { label: '2. Tên thủ tục', value: procedure.name },
        { label: '3. Lĩnh vực', value: procedure.fields.map(({ name }) => name).join('; ') || blank },
        { label: '4. Cơ quan giải quyết', value: competentName(facts) },
        {
          label: '5. Cách thức thực hiện',
          value: procedure.channels.map((channel) => channelTerms[channel]).join('; '),
        },
        { label: '6. Kết quả', value: procedure.results.join('; ') || blank },
        { label: '7. Quyết định công bố', value: procedure.decision },
        { label: '8. Áp dụng', value: validity(procedure) },
      ],
    },
    { kind: 'heading', text: '9. Thời hạn giải quyết' },
    { kind: 'fields', rows: limitFields(procedure) },
    { kind: 'heading', text: '10. Phí, lệ phí' },
    ...feeBlocks(procedure),
    { kind: 'heading', text: '11. Thành phần hồ sơ (01 bộ)' },
    paperTable(procedure.papers),
    ...(procedure.notes.length === 0
      ? []
      : [
          { kind: 'heading', text: '12. Yêu cầu, lưu ý' } as const,
          {
            kind: 'paragraph',
            text: procedure.notes.map((text) => `- ${text.replace(/^[-–+\s]+/, '')}`).join('\n'),
          } as const,
        ]),
  ])
}

/** The frame of both catalogue sheets: dated by the version, so that one version is one file. */
export function procedurePage(sheet: 'posting' | 'process', facts: ProcedureFacts, blocks: readonly Block[]): Page {
  const { procedure, units, province } = facts
  const at: Instant = `${procedure.validFrom}T00:00:00+07:00`
  const template = templateOn(sheet, procedure.validFrom)
  return composed({
    template: { id: sheet, version: template?.version ?? 1 },
    layout: 'portrait',
    issuer: [unitName(units, province).toLocaleUpperCase('vi')],
    number: `Quyết định: ${procedure.decision}`,
    placeAndDay: placeAndDay(units, province, dayOf(at)),
    title: (template?.title ?? '').toLocaleUpperCase('vi'),
    under: `${procedure.code}, phiên bản ${procedure.version}`,
    blocks,
    at,
  })
}

export function competentName({ procedure, units }: ProcedureFacts): string {
  const { competent } = procedure
  return competent.kind === 'agency'
    ? unitName(units, competent.agency)
    : 'Ủy ban nhân dân xã, phường nơi tiếp nhận hồ sơ'
}

function validity({ validFrom, validTo }: ProcedureVersion): string {
  return validTo === undefined ? `từ ${formatDay(validFrom)}` : `từ ${formatDay(validFrom)} đến ${formatDay(validTo)}`
}

export function limitFields({ limits, limitRaw }: ProcedureVersion): readonly Field[] {
  const known = Object.entries(limits).map(([channel, limit]) => ({
    label: isChannel(channel) ? channelTerms[channel] : 'Mọi hình thức nộp',
    value: tellLimit(limit),
  }))
  return known.length > 0 ? known : [{ label: 'Theo văn bản công bố', value: limitRaw || blank }]
}

export function feeBlocks({ fees }: ProcedureVersion): readonly Block[] {
  if (fees.length === 0) return [{ kind: 'paragraph', text: 'Không thu phí, lệ phí.' }]
  return [
    {
      kind: 'table',
      columns: [
        { head: 'Khoản thu', share: 14 },
        { head: 'Hình thức nộp', share: 22 },
        { head: 'Mức thu', share: 20, align: 'right' },
        { head: 'Ghi chú', share: 44 },
      ],
      rows: fees.map(({ kind, channel, amountVnd, note }) => [
        feeTerms[kind],
        channel === 'any' ? 'Mọi hình thức' : channelTerms[channel],
        amountVnd === null ? 'Theo ghi chú' : amountVnd === 0 ? 'Miễn phí' : tellVnd(amountVnd),
        note ?? '',
      ]),
    },
  ]
}

export function paperTable(papers: readonly Paper[]): Block {
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 6, align: 'center' },
      { head: 'Tên giấy tờ', share: 64 },
      { head: 'Bản chính', share: 10, align: 'center' },
      { head: 'Bản sao', share: 10, align: 'center' },
      { head: 'Bắt buộc', share: 10, align: 'center' },
    ],
    rows: papers.map((paper, index) => [
      String(index + 1),
      paper.name.replace(/^[-–+\s]+/, ''),
      String(paper.originals),
      String(paper.copies),
      paper.required ? 'Có' : 'Khi thuộc trường hợp',
    ]),
  }
}

function isChannel(text: string): text is keyof typeof channelTerms {
  return Object.hasOwn(channelTerms, text)
}
