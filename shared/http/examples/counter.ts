import type { Example } from '../examples.ts'
import { accepted, acceptedEvent, counterOfficer, paperFile, receipt, standing, ward } from './standing.ts'

/** Quầy: the counter opens and receives. Everybody in it is invented. */
export const counter = {
  openAtDesk: {
    body: {
      procedure: '1.001193',
      channel: 'direct',
      returnBy: 'counter',
      applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001', phone: '0912345678' },
    },
    answer: {
      dossier: {
        id: '7ce9960f695742b7a6e97bf32b',
        version: 1,
        ...standing,
        channel: 'direct',
        status: { code: 'registered', term: 'Mới đăng ký', national: 1 },
        returnBy: 'counter',
        submittedAt: '2026-03-10T09:00:00+07:00',
        answerDueAt: '2026-03-11T09:00:00+07:00',
        remaining: 'còn 1 ngày',
      },
      event: {
        dossier: '7ce9960f695742b7a6e97bf32b',
        n: 1,
        at: '2026-03-10T09:00:00+07:00',
        agency: ward,
        act: { code: 'open', term: 'Lập hồ sơ' },
        by: counterOfficer,
        to: 'Mới đăng ký',
        detail: { channel: 'direct' },
        digest: '38c518e0a11e19e65946a3e655c384823ae10905854cbec17aa2f5f2b822715e',
      },
      warnings: [],
    },
  },
  act: {
    body: { act: 'accept', version: 2, handedIn: [{ paper: 'giay-1', form: 'electronic', count: 1 }] },
    answer: {
      dossier: { ...accepted, stepDueAt: '2026-03-10T11:00:00+07:00', stepRemaining: 'còn 2 giờ' },
      event: {
        ...acceptedEvent,
        by: counterOfficer,
        detail: {
          code: 'H57.40-260310-0001',
          handedIn: [{ count: 1, form: 'electronic', paper: 'giay-1' }],
          scans: [
            {
              n: 1,
              sha256: paperFile.sha256,
              size: paperFile.size,
              state: 'clean',
            },
          ],
          why: [
            'Tính từ 09:00 10/03/2026.',
            'Thời hạn 3 ngày làm việc: đến 09:00 13/03/2026.',
            'Hẹn trả kết quả: 09:00 13/03/2026.',
          ],
        },
        digest: '7f7b854cc0203e3e6c867e16ebf9dbdbcac179bf6c9ed4a0b780cec5c068e218',
      },
      receipt,
    },
  },
} satisfies { [Id in 'openAtDesk' | 'act']: Example<Id> }
