import {
  callbackOrder,
  initOrder,
  queryOrder,
  sealOfFields,
} from '../../../shared/connectors/payment-platform-codes.ts'
import { type Attempt, findAttempt, keepAttempt, type PaymentBook, type PaymentKeys } from './payment-book.ts'
import { type Asked, type Reply, type Service, textOf } from './stand-in.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1')
const forged = { status: 200, json: { error_code: '97', error_message: 'Sai mã xác thực' } }

/** Nền tảng thanh toán quốc gia: begins a payment, says what became of it, has a sheet for it; and its own call, `tell`. */
export function standInPlatform({ secret, partnerCode }: PaymentKeys) {
  const callbackOf = (one: Attempt) => {
    const fields = {
      LoaiBanTin: 'CALLBACK',
      MaLoi: one.paid?.code ?? '',
      MaDoiTac: partnerCode,
      MaThamChieu: one.reference,
      SoTien: String(one.paid?.amountVnd ?? 0),
      MaTienTe: 'VND',
      MaGiaoDich: one.paid?.transaction ?? '',
      MaNganHang: 'NCB',
      ThoiGianGD: one.paid?.at ?? '',
      ThongTinGiaoDich: one.about,
    }
    return { ...fields, MaXacThuc: sealOfFields(fields, callbackOrder, secret()) }
  }

  function begin({ state, fields, headers }: Asked<PaymentBook>): Reply {
    if (fields.MaXacThuc !== sealOfFields(fields, initOrder, secret())) return forged
    const reference = textOf(fields.MaThamChieu)
    keepAttempt(state, {
      gateway: 'platform',
      reference,
      amountVnd: Number(fields.SoTien),
      about: textOf(fields.ThongTinGiaoDich),
    })
    return { json: { error_code: '0', UrlThanhToan: `http://${headers.host}/?ref=${encodeURIComponent(reference)}` } }
  }

  function query({ state, fields }: Asked<PaymentBook>): Reply {
    if (fields.MaXacThuc !== sealOfFields(fields, queryOrder, secret())) return forged
    const one = findAttempt(state, 'platform', textOf(fields.MaThamChieu))
    return { json: one?.paid ? { error_code: '0', GiaoDich: callbackOf(one) } : { error_code: '9' } }
  }

  function sheet({ state, fields }: Asked<PaymentBook>): Reply {
    return findAttempt(state, 'platform', textOf(fields.MaThamChieu))?.paid ? { pdf } : { status: 404 }
  }

  const services: Record<string, Service<PaymentBook>> = {
    'POST /platform/init': { name: 'init', does: begin, saysNo: { error_code: '99' } },
    'POST /platform/query': { name: 'query', does: query, saysNo: { error_code: '99' } },
    'POST /platform/receipt': { name: 'receipt', does: sheet },
  }
  return { services, tell: callbackOf }
}
