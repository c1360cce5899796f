import { agencyOf } from '../agencies/unit.ts'
import type { MoneyState } from '../dossier/dossier.ts'
import { tellVnd } from '../dossier/money/vnd.ts'
import { ownerOf } from '../dossier/people/parties.ts'
import { statusTerms } from '../dossier/terms.ts'
import {
  codeLine,
  countIn,
  type Facts,
  fields,
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
import { blank, deskLines, longMoment, officerName, unitName } from './wording.ts'

const moneyTerms: Readonly<Record<string, string>> = {
  none: 'Không phát sinh khoản phải nộp',
  requested: 'Đã thông báo, chưa nộp; khoản phải nộp được hủy',
  paid: 'Đã nộp; việc hoàn trả theo quy định về phí, lệ phí',
  'partly-refunded': 'Đã nộp, đã hoàn trả một phần; việc hoàn trả phần còn lại theo quy định về phí, lệ phí',
  refunded: 'Đã hoàn trả',
  cancelled: 'Yêu cầu nộp đã được hủy; không còn khoản phải nộp',
  exempted: 'Được miễn',
} satisfies Record<MoneyState, string>

/** Thông báo dừng giải quyết hồ sơ (mẫu 05): at whose request, at which stage, and what becomes of the money. */
export function stopNotice(facts: Facts): Page {
  const { file, event, units, template } = facts
  const { dossier } = file
  const owner = ownerOf(facts.file.parties)
  const withdrawn = event.act === 'withdraw'
  const decider =
    event.by.kind === 'officer' ? (officerName(units, event.by.id) ?? unitName(units, event.holder)) : owner.name
  // Whoever keys it in, it is the applicant who withdraws; no article of law is asked of them.
  const ground = textIn(event.detail, 'ground') ?? (withdrawn ? undefined : blank)
  const stage = event.from === 'none' ? blank : statusTerms[event.from]
  return sheetOf('stop', facts, {
    unit: dossier.receivingUnit,
    issuer: deskLines(units, dossier.receivingUnit, template.office),
    under: codeLine(facts),
    blocks: [
      fields(
        { label: 'Kính gửi', value: owner.name },
        ...reachFields(owner),
        requestField(facts),
        { label: 'Ngày tiếp nhận', value: dossier.acceptedAt === undefined ? blank : longMoment(dossier.acceptedAt) },
        withdrawn
          ? { label: 'Người đề nghị dừng, rút hồ sơ', value: owner.name }
          : { label: 'Người quyết định dừng', value: decider },
        { label: 'Thời điểm', value: longMoment(event.at) },
      ),
      heading('Lý do'),
      paragraph(event.reason ?? blank),
      fields(
        { label: 'Giai đoạn khi dừng', value: `${stage}${dossier.step === undefined ? '' : `, bước ${dossier.step}`}` },
        ...(ground === undefined ? [] : [{ label: 'Căn cứ pháp lý', value: ground }]),
        { label: 'Phí, lệ phí', value: moneyLine(facts) },
      ),
      paragraph(
        `${unitName(units, agencyOf(dossier.receivingUnit))} dừng giải quyết hồ sơ kể từ thời điểm nêu trên; chưa có quyết định giải quyết nào được ban hành.`,
      ),
      signatures(
        { title: 'NGƯỜI NỘP HỒ SƠ', how: '(Ký và ghi rõ họ tên)', name: file.parties.applicant.name },
        officerSigns('NGƯỜI THÔNG BÁO', facts),
      ),
    ],
  })
}

/** As the ending itself told it: what became of a demand since then is not this notice's. */
function moneyLine({ event, file }: Facts): string {
  const state = textIn(event.detail, 'money') ?? file.dossier.money
  const [paid, budget] = [countIn(event.detail, 'paidVnd'), countIn(event.detail, 'budgetVnd')]
  const line = lineOf(state, paid, budget !== undefined)
  return budget === undefined
    ? line
    : `${line}; đã nộp ngân sách nhà nước ${tellVnd(budget)}, việc hoàn trả do cơ quan thuế, Kho bạc giải quyết`
}

function lineOf(state: string, paidVnd: number | undefined, isOfBudget: boolean): string {
  const line = moneyTerms[state] ?? blank
  if (paidVnd === undefined && isOfBudget && state !== 'requested')
    return state === 'partly-refunded' ? 'Không còn phí, lệ phí đã nộp mà chưa hoàn trả' : 'Không có phí, lệ phí đã nộp'
  if (paidVnd === undefined) return line
  // What was asked last was not paid; what was paid before is another demand's.
  if (state === 'requested')
    return `${line}; khoản đã nộp trước đó ${tellVnd(paidVnd)}, việc hoàn trả theo quy định về phí, lệ phí`
  return `${line} (${tellVnd(paidVnd)})`
}
