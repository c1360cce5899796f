import { isHandedIn } from '../dossier/papers/uploads.ts'
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
import { blank, channelTerms, deskLines, longMoment } from './wording.ts'

/** Phiếu từ chối tiếp nhận giải quyết hồ sơ (mẫu 03): always with a reason that a person gave. */
export function refusal(facts: Facts): Page {
  const { file, event, units, template } = facts
  const { dossier } = file
  const owner = ownerOf(facts.file.parties)
  const handedIn = file.scans.filter((scan) => isHandedIn(scan) && scan.at <= event.at)
  return sheetOf('refusal', facts, {
    unit: dossier.receivingUnit,
    issuer: deskLines(units, dossier.receivingUnit, template.office),
    ...(dossier.code === undefined ? {} : { under: codeLine(facts) }),
    blocks: [
      fields(
        { label: 'Hồ sơ của', value: owner.name },
        requestField(facts),
        ...reachFields(owner),
        { label: 'Thời điểm nộp', value: dossier.submittedAt === undefined ? blank : longMoment(dossier.submittedAt) },
        { label: 'Hình thức nộp', value: channelTerms[dossier.channel] },
        { label: 'Số giấy tờ đã nộp', value: String(handedIn.length) },
      ),
      paragraph('Qua xem xét, cơ quan không tiếp nhận, giải quyết hồ sơ này.'),
      heading('Lý do từ chối'),
      paragraph(event.reason ?? blank),
      fields(
        { label: 'Căn cứ pháp lý', value: textIn(event.detail, 'ground') ?? blank },
        ...guideFields(facts, template.office),
      ),
      signatures(
        { title: 'NGƯỜI NỘP HỒ SƠ', how: '(Ký và ghi rõ họ tên)', name: file.parties.applicant.name },
        officerSigns('NGƯỜI TỪ CHỐI TIẾP NHẬN', facts),
      ),
    ],
  })
}
