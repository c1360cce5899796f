import { ownerOf } from '../dossier/people/parties.ts'
import {
  codeLine,
  type Facts,
  fields,
  guideFields,
  heading,
  officerSigns,
  paragraph,
  reachFields,
  requestField,
  sheetOf,
  signatures,
  textIn,
} from './facts.ts'
import type { Page } from './page.ts'
import { blank, deskLines, longMoment } from './wording.ts'

const stageTerms: Readonly<Record<string, string>> = { reception: 'Tiếp nhận', appraisal: 'Thẩm định, giải quyết' }

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02): what is missing, why, and until when. */
export function supplementRequest(facts: Facts): Page {
  const { file, event, units, template } = facts
  const owner = ownerOf(facts.file.parties)
  return sheetOf('supplement', facts, {
    unit: file.dossier.receivingUnit,
    issuer: deskLines(units, file.dossier.receivingUnit, template.office),
    ...(file.dossier.code === undefined ? {} : { under: codeLine(facts) }),
    blocks: [
      fields({ label: 'Hồ sơ của', value: owner.name }, requestField(facts), ...reachFields(owner)),
      paragraph('Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:'),
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 6, align: 'center' },
          { head: 'Giấy tờ, nội dung cần bổ sung, hoàn thiện', share: 74 },
          { head: 'Số lượng', share: 20, align: 'center' },
        ],
        rows: papersOf(facts),
      },
      heading('Lý do'),
      paragraph(event.reason ?? blank),
      fields(
        { label: 'Căn cứ pháp lý', value: textIn(event.detail, 'ground') ?? blank },
        { label: 'Giai đoạn', value: stageTerms[String(event.detail?.stage)] ?? blank },
        { label: 'Thời hạn bổ sung', value: answerBy(facts) },
        ...guideFields(facts, template.office),
      ),
      paragraph('Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, xin liên hệ cán bộ hướng dẫn để được giải đáp.'),
      signatures(
        { title: 'NGƯỜI NỘP HỒ SƠ', how: '(Ký và ghi rõ họ tên)', name: file.parties.applicant.name },
        officerSigns('NGƯỜI HƯỚNG DẪN', facts),
      ),
    ],
  })
}

function papersOf({ event, file }: Facts): readonly (readonly string[])[] {
  const papers: readonly unknown[] = Array.isArray(event.detail?.papers) ? event.detail.papers : []
  const form = file.dossier.channel === 'online' ? '01 bản điện tử' : '01 bản'
  return papers.map((paper, index) => [String(index + 1), String(paper), form])
}

function answerBy({ event }: Facts): string {
  const by = textIn(event.detail, 'answerBy') ?? textIn(event.detail, 'supplementDueAt')
  if (by === undefined) return blank
  return by.length === 10 ? `hết ngày ${by.slice(8, 10)}/${by.slice(5, 7)}/${by.slice(0, 4)}` : longMoment(by)
}
