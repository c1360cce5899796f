import { agencyOf } from '../agencies/unit.ts'
import { dayOf } from '../calendar/day.ts'
import {
  applicantFields,
  codeLine,
  type Facts,
  fields,
  heading,
  note,
  officerSigns,
  requestField,
  sheetOf,
  signatures,
} from './facts.ts'
import type { Block, Page } from './page.ts'
import { countedLast, paperRows } from './paper-rows.ts'
import { blank, deskLines, longMoment, returnTerms, tellLimit, unitName } from './wording.ts'

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01): proof of reception; sets the due moment. */
export function receipt(facts: Facts): Page {
  const { file, event, units, template, number } = facts
  const { dossier, plan } = file
  return sheetOf('receipt', withoutNumber(facts), {
    unit: dossier.receivingUnit,
    issuer: deskLines(units, dossier.receivingUnit, template.office),
    under: codeLine(facts),
    blocks: [
      codes(facts),
      fields(
        { label: 'Nơi tiếp nhận', value: unitName(units, agencyOf(dossier.receivingUnit)) },
        ...applicantFields(facts),
        requestField(facts),
      ),
      heading('Thành phần hồ sơ nộp gồm'),
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 6, align: 'center' },
          { head: 'Tên giấy tờ', share: 60 },
          { head: 'Hình thức', share: 24 },
          { head: 'Số lượng', share: 10, align: 'center' },
        ],
        rows: paperRows(facts),
      },
      fields(
        {
          label: 'Số lượng hồ sơ',
          value: `${Number(countedLast(facts, 'sets') ?? 1)} (bộ)`,
          beside: { label: 'Thời gian giải quyết theo quy định', value: plan ? tellLimit(plan.limit) : blank },
        },
        { label: 'Thời gian nhận hồ sơ', value: longMoment(event.at) },
        { label: 'Thời gian trả kết quả', value: event.dueAt === undefined ? blank : longMoment(event.dueAt) },
        { label: 'Đăng ký nhận kết quả', value: wayBack(facts) },
        {
          label: 'Vào sổ theo dõi hồ sơ',
          value: `Quyển số ${dayOf(event.at).slice(0, 4)}, số thứ tự ${number ?? blank}`,
        },
      ),
      signatures(
        { title: 'NGƯỜI NỘP HỒ SƠ', how: '(Ký và ghi rõ họ tên)', name: file.parties.applicant.name },
        officerSigns('NGƯỜI TIẾP NHẬN HỒ SƠ', facts),
      ),
      note(
        'Khi nhận kết quả, mang theo giấy này hoặc mã hồ sơ. Nếu pháp luật yêu cầu chủ hồ sơ trực tiếp nhận mà chủ hồ sơ không đến, người nhận thay phải có giấy ủy quyền.',
      ),
    ],
  })
}

/** Its number is the one in the register, not a letter's. */
function withoutNumber({ number: _, ...facts }: Facts): Facts {
  return facts
}

function codes({ file, secret, lookUpAddress }: Facts): Block {
  const code = file.dossier.code ?? ''
  const lookUp = secret === undefined ? 'Tra cứu hồ sơ' : `Tra cứu hồ sơ. Mã tra cứu: ${secret}`
  return {
    kind: 'codes',
    codes: [
      { text: code, caption: `Mã hồ sơ: ${code}` },
      ...(lookUpAddress === undefined ? [] : [{ text: lookUpAddress, caption: lookUp }]),
    ],
  }
}

function wayBack({ file }: Facts): string {
  const way = returnTerms[file.dossier.returnBy]
  const to = file.parties.deliverTo
  return file.dossier.returnBy === 'post' && to ? `${way}: ${to.detail}` : way
}
