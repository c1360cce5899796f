import type { Example } from '../examples.ts'
import { standing } from './standing.ts'

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
        agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
        act: { code: 'open', term: 'Lập hồ sơ' },
        by: {
          kind: 'officer',
          term: 'Cán bộ',
          id: 'cb-mot-cua-1',
          unit: { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' },
        },
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
      dossier: {
        id: 'd40975a28439cbced0ced25aa0',
        version: 3,
        code: 'H57.40-260310-0001',
        ...standing,
        channel: 'online',
        status: { code: 'accepted', term: 'Được tiếp nhận', national: 2 },
        clock: 'running',
        step: 1,
        returnBy: 'post',
        submittedAt: '2026-03-10T09:00:00+07:00',
        acceptedAt: '2026-03-10T09:00:00+07:00',
        dueAt: '2026-03-13T09:00:00+07:00',
        stepDueAt: '2026-03-10T11:00:00+07:00',
        remaining: 'còn 3 ngày',
        stepRemaining: 'còn 2 giờ',
      },
      event: {
        dossier: 'd40975a28439cbced0ced25aa0',
        n: 3,
        at: '2026-03-10T09:00:00+07:00',
        agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
        act: { code: 'accept', term: 'Tiếp nhận' },
        by: {
          kind: 'officer',
          term: 'Cán bộ',
          id: 'cb-mot-cua-1',
          unit: { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' },
        },
        from: 'Mới đăng ký',
        to: 'Được tiếp nhận',
        step: 1,
        dueAt: '2026-03-13T09:00:00+07:00',
        detail: {
          code: 'H57.40-260310-0001',
          handedIn: [{ count: 1, form: 'electronic', paper: 'giay-1' }],
          scans: [
            {
              n: 1,
              sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
              size: 1000,
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
      receipt: {
        code: 'H57.40-260310-0001',
        secret: 'JQ8KGH',
        acceptedAt: '2026-03-10T09:00:00+07:00',
        dueAt: '2026-03-13T09:00:00+07:00',
        office: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
        returnBy: 'post',
        components: [
          {
            n: 1,
            fileName: 'giay-chung-sinh.pdf',
            paper: 'giay-1',
            size: 1000,
            sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          },
        ],
      },
    },
  },
} satisfies { [Id in 'openAtDesk' | 'act']: Example<Id> }
