import { agencyOf } from '../agencies/unit.ts'
import type { DossierEvent } from '../dossier/dossier.ts'
import { ownerOf } from '../dossier/people/parties.ts'
import { actTerms } from '../dossier/terms.ts'
import { codeLine, type Facts, fields, heading, requestField, sheetOf, signatures } from './facts.ts'
import type { Page } from './page.ts'
import { papersInside } from './paper-rows.ts'
import { agencyLines, blank, longMoment, officerName, unitName } from './wording.ts'

/** Phiếu bàn giao hồ sơ, kết quả: what one agency hands to another, or the handling agency to the desk. */
export function handoverSlip(facts: Facts): Page {
  const { file, event, units } = facts
  const { dossier } = file
  const gives = agencyOf(event.by.unit ?? event.holder)
  const takes = agencyOf(event.holder)
  const giver = event.by.kind === 'officer' ? officerName(units, event.by.id) : undefined
  const how = '(Ký và ghi rõ họ tên)'
  return sheetOf('handover', facts, {
    unit: gives,
    issuer: agencyLines(units, gives),
    under: codeLine(facts),
    blocks: [
      fields(
        { label: 'Bên giao', value: unitName(units, gives) },
        { label: 'Bên nhận', value: unitName(units, takes) },
        { label: 'Việc bàn giao', value: [actTerms[givenBy(event.act)], event.note].filter(Boolean).join(': ') },
        { label: 'Thời điểm', value: longMoment(event.at) },
        { label: 'Chủ hồ sơ', value: ownerOf(facts.file.parties).name },
        requestField(facts),
        { label: 'Hạn giải quyết', value: dossier.dueAt === undefined ? blank : longMoment(dossier.dueAt) },
      ),
      heading('Giấy tờ, kết quả bàn giao'),
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 8, align: 'center' },
          { head: 'Tên giấy tờ, kết quả', share: 72 },
          { head: 'Số lượng', share: 20, align: 'center' },
        ],
        rows: contents(facts).map((row, index) => [String(index + 1), ...row]),
      },
      signatures(
        { title: 'BÊN GIAO', how, ...(giver === undefined ? {} : { name: giver }) },
        { title: 'BÊN NHẬN', how },
      ),
    ],
  })
}

/** The result and its number where there is one; otherwise the papers of the dossier, as many of each as lie in it. */
function contents(facts: Facts): readonly (readonly [string, string])[] {
  const { event, file, kin } = facts
  const { result } = file.dossier
  if (result && event.act !== 'receive-transfer') return [[`Kết quả giải quyết số ${result.number}`, '1']]
  // A part has no files of its own: those of the dossier it belongs to go with it.
  const rows = papersInside(facts, [...file.scans, ...kin.flatMap((half) => half.file.scans)])
  return rows.length > 0 ? rows : [['Hồ sơ điện tử (không kèm giấy tờ)', '1']]
}

/** The receiving side's event keeps the slip; it speaks of the act that gave. */
function givenBy(act: DossierEvent['act']): DossierEvent['act'] {
  if (act === 'receive-transfer') return 'transfer'
  return act === 'receive-back' ? 'hand-back' : act
}
