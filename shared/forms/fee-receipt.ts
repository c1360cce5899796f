import type { FeeLine } from '../catalogue/procedure.ts'
import { tellVnd } from '../dossier/money/vnd.ts'
import {
  codeLine,
  countIn,
  type Facts,
  fields,
  officerSigns,
  requestField,
  sheetOf,
  signatures,
  taxCodeField,
  textIn,
} from './facts.ts'
import type { Field, Page } from './page.ts'
import { vndInWords } from './vnd-words.ts'
import { blank, deskLines, feeTerms, longMoment } from './wording.ts'

const methodTerms: Readonly<Record<string, string>> = {
  cod: 'Bưu tá thu hộ (COD)',
  cash: 'Tiền mặt',
  transfer: 'Chuyển khoản',
  online: 'Thanh toán trực tuyến',
}

/** Biên lai thu phí, lệ phí: payer, items, the sum in figures and words, and how it was paid. */
export function feeReceipt(facts: Facts): Page {
  const { file, event, units, template } = facts
  const { applicant, owner } = file.parties
  const total = countIn(event.detail, 'totalVnd') ?? 0
  const number = textIn(event.detail, 'receiptNumber') ?? facts.number
  return sheetOf(
    'fee',
    { ...facts, ...(number === undefined ? {} : { number }) },
    {
      unit: file.dossier.receivingUnit,
      issuer: deskLines(units, file.dossier.receivingUnit, template.office),
      under: codeLine(facts),
      blocks: [
        fields(
          { label: 'Người nộp tiền', value: applicant.name },
          { label: 'Số định danh cá nhân', value: applicant.identityNumber },
          ...taxCodeField(applicant),
          { label: 'Địa chỉ', value: applicant.address ?? blank },
          ...(owner ? [{ label: 'Nộp cho', value: owner.name }, ...taxCodeField(owner)] : []),
          requestField(facts),
        ),
        {
          kind: 'table',
          columns: [
            { head: 'STT', share: 8, align: 'center' },
            { head: 'Khoản thu', share: 62 },
            { head: 'Số tiền', share: 30, align: 'right' },
          ],
          rows: itemsOf(facts).map(({ name, amountVnd }, index) => [String(index + 1), name, tellVnd(amountVnd)]),
        },
        fields(
          { label: 'Tổng số tiền', value: tellVnd(total) },
          { label: 'Bằng chữ', value: vndInWords(total) },
          ...payeeFields(facts),
          { label: 'Hình thức nộp', value: methodTerms[textIn(event.detail, 'method') ?? ''] ?? blank },
          ...(textIn(event.detail, 'reference') === undefined
            ? []
            : [{ label: 'Mã giao dịch', value: textIn(event.detail, 'reference') ?? blank }]),
          { label: 'Thời điểm nộp', value: longMoment(event.at) },
        ),
        signatures(
          { title: 'NGƯỜI NỘP TIỀN', how: '(Ký và ghi rõ họ tên)', name: applicant.name },
          officerSigns('NGƯỜI THU TIỀN', facts),
        ),
      ],
    },
  )
}

/** The book names each item; the event, which names nothing, tells kinds and amounts. */
function itemsOf({ event, file }: Facts): readonly { name: string; amountVnd: number }[] {
  const row = file.money?.find(({ n }) => n === event.detail?.obligation)
  if (row) return row.items.map(({ kind, name, amountVnd }) => ({ name: withKind(kind, name), amountVnd }))
  const said: readonly unknown[] = Array.isArray(event.detail?.items) ? event.detail.items : []
  return said.flatMap((row) => {
    const { kind, amountVnd }: { kind?: unknown; amountVnd?: unknown } = Object(row)
    return isKind(kind) && typeof amountVnd === 'number' ? [{ name: feeTerms[kind], amountVnd }] : []
  })
}

/** "Lệ phí: ...", unless the name says itself what it is: a fee, a charge, a tax, land money. */
function withKind(kind: FeeLine['kind'], name: string): string {
  const said = [...Object.values(feeTerms), 'Thuế', 'Tiền'].some((term) =>
    name.toLocaleLowerCase('vi').startsWith(`${term.toLocaleLowerCase('vi')} `),
  )
  return said ? name : `${feeTerms[kind]}: ${name}`
}

function isKind(text: unknown): text is FeeLine['kind'] {
  return typeof text === 'string' && Object.hasOwn(feeTerms, text)
}

/** Đơn vị thụ hưởng, and what was taken off before it was paid. */
function payeeFields({ event, file }: Facts): readonly Field[] {
  const row = file.money?.find(({ n }) => n === event.detail?.obligation)
  if (!row) return []
  const { exemption } = row
  const less = exemption && `${exemption.ground} (trước miễn, giảm: ${tellVnd(exemption.beforeVnd)})`
  return [
    { label: 'Đơn vị thụ hưởng', value: row.payee },
    ...(less === undefined ? [] : [{ label: 'Miễn, giảm', value: less }]),
  ]
}
