import { agencyOf } from '../agencies/unit.ts'
import { ownerOf } from '../dossier/people/parties.ts'
import {
  codeLine,
  type Facts,
  fields,
  heading,
  paragraph,
  reachFields,
  requestField,
  sheetOf,
  signatures,
  textIn,
} from './facts.ts'
import type { Page } from './page.ts'
import { agencyLines, blank, longMoment, officerName, unitName } from './wording.ts'

/** Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (mẫu 04): the old due moment, why, and the new one. */
export function apology(facts: Facts): Page {
  return letter('apology', facts)
}

/** The same before anybody has signed it: the moment that was promised stands in it, reason and new moment are left to be filled in. */
export function apologyDraft(facts: Facts): Page {
  const { event, file } = facts
  const { dueAt } = file.dossier
  const { reason: _, dueAt: __, was: ___, ...bare } = event
  const by = { kind: 'job', id: 'overdue-report', unit: agencyOf(file.dossier.holder) } as const
  const detail = dueAt === undefined ? {} : { dueBefore: dueAt }
  return letter('apology-draft', { ...facts, event: { ...bare, by, detail } })
}

function letter(sheet: 'apology' | 'apology-draft', facts: Facts): Page {
  const { file, event, units, replaced } = facts
  const { dossier } = file
  const owner = ownerOf(facts.file.parties)
  const agency = agencyOf(event.by.unit ?? event.holder)
  const name = unitName(units, agency)
  const before = textIn(event.detail, 'dueBefore') ?? event.was?.dueAt
  const promised = typeof before === 'string' ? longMoment(before) : blank
  const signer = event.by.kind === 'officer' ? officerName(units, event.by.id) : undefined
  return sheetOf(sheet, facts, {
    unit: agency,
    issuer: agencyLines(units, agency),
    under: codeLine(facts),
    blocks: [
      fields(
        { label: 'Kính gửi', value: owner.name },
        ...reachFields(owner),
        requestField(facts),
        { label: 'Ngày tiếp nhận', value: dossier.acceptedAt === undefined ? blank : longMoment(dossier.acceptedAt) },
        { label: 'Giấy tiếp nhận số', value: dossier.code ?? blank },
        { label: 'Thời hạn đã hẹn', value: promised },
        ...(replaced === undefined ? [] : [{ label: 'Thay dự thảo theo hạn', value: longMoment(replaced) }]),
      ),
      heading('Lý do chưa trả kết quả đúng hẹn'),
      paragraph(event.reason ?? blank),
      paragraph(
        `${name} thành thật xin lỗi vì sự chậm trễ này và sẽ trả kết quả giải quyết hồ sơ vào thời điểm hẹn lại dưới đây. Rất mong nhận được sự thông cảm.`,
      ),
      fields({ label: 'Thời hạn hẹn lại', value: event.dueAt === undefined ? blank : longMoment(event.dueAt) }),
      fields({
        label: 'Nơi nhận',
        value: `${owner.name}; ${unitName(units, agencyOf(dossier.receivingUnit))}; lưu hồ sơ`,
      }),
      signatures(
        { title: '', how: '' },
        {
          title: 'THỦ TRƯỞNG CƠ QUAN GIẢI QUYẾT',
          how: '(Ký, ghi rõ họ tên và đóng dấu)',
          ...(signer === undefined ? {} : { name: signer }),
        },
      ),
    ],
  })
}
