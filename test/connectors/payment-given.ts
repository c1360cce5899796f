import type { PaymentRequest } from '../../shared/messages/payments.ts'

export const paymentRequest: PaymentRequest = {
  reference: 'H57.40-260310-0001-TT1',
  dossierCode: 'H57.40-260310-0001',
  procedure: { code: '1.004222', name: 'Đăng ký thường trú' },
  agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
  items: [
    { code: 'LP01', name: 'Lệ phí', kind: 'charge', amountVnd: 15_000 },
    { code: 'P01', name: 'Phí thẩm định', kind: 'fee', amountVnd: 50_000 },
  ],
  beneficiary: { account: '3511.0.1234567', bank: 'KBNN', holder: 'UBND phường Thử Nghiệm' },
  payer: { name: 'Trần Văn Thử' },
  about: 'Phi ho so H57.40-260310-0001',
  at: '2026-03-10T10:00:00+07:00',
  payerIp: '203.0.113.7',
  returnTo: 'https://cong.example/ve',
}
