import type { PaymentBook, PaymentKeys } from './payment-book.ts'
import { type Asked, type Reply, type Service, textOf } from './stand-in.ts'

/** Biên lai điện tử: an office that issues one receipt for each payment, by its identity. */
export function standInReceipts(
  { secret }: Pick<PaymentKeys, 'secret'>,
  now: () => string,
): Record<string, Service<PaymentBook>> {
  function issue({ state, fields }: Asked<PaymentBook>): Reply {
    const identity = textOf(fields.MaGiaoDich)
    const known = state.receipts.find((one) => one.identity === identity)
    const made = known ?? {
      identity,
      number: state.receipts.length + 1,
      lookUpCode: `TC${String(state.receipts.length + 1).padStart(8, '0')}`,
      total: Number(fields.TongTien),
      at: now(),
    }
    if (!known) state.receipts.push(made)
    return {
      json: {
        error_code: '0',
        SoBienLai: made.number,
        KyHieu: textOf(fields.KyHieu),
        MaTraCuu: made.lookUpCode,
        NgayPhatHanh: made.at,
      },
    }
  }

  return {
    'POST /receipts/login': {
      name: 'login',
      does: ({ fields }) => ({
        json: fields.password === secret() ? { error_code: '0', token: secret() } : { error_code: '1' },
      }),
    },
    'POST /receipts/bienlai/phathanh': { name: 'issue', does: issue, saysNo: { error_code: '99' } },
  }
}
