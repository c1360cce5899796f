import type { Example } from '../examples.ts'
import { standing } from './standing.ts'

/** Nộp hồ sơ: a dossier from its draft to the day it is read. Everybody in it is invented. */
export const filing = {
  openOnline: {
    body: {
      procedure: '1.001193',
      receivingUnit: 'H57.40',
      returnBy: 'post',
      applicant: { phone: '0912345678' },
      deliverTo: { name: 'Trần Văn Thử', phone: '0912345678', detail: 'Số 1 đường Thử Nghiệm', communeCode: '19789' },
    },
    answer: {
      dossier: {
        id: 'd40975a28439cbced0ced25aa0',
        version: 1,
        ...standing,
        channel: 'online',
        status: { code: 'draft', term: 'Hồ sơ nháp' },
        returnBy: 'post',
      },
      event: {
        dossier: 'd40975a28439cbced0ced25aa0',
        n: 1,
        at: '2026-03-10T09:00:00+07:00',
        agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
        act: { code: 'open', term: 'Lập hồ sơ' },
        by: { kind: 'citizen', term: 'Công dân' },
        to: 'Hồ sơ nháp',
      },
      warnings: [],
    },
  },
  reserveMyScan: {
    body: {
      paper: 'giay-1',
      fileName: 'giay-chung-sinh.pdf',
      type: 'application/pdf',
      size: 1000,
      sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    },
    answer: {
      scan: {
        n: 1,
        paper: 'giay-1',
        role: 'component',
        fileName: 'giay-chung-sinh.pdf',
        type: 'application/pdf',
        size: 1000,
        sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        state: { code: 'slot', term: 'chưa tải lên' },
        at: '2026-03-10T09:00:00+07:00',
      },
      upload: {
        method: 'PUT',
        url: 'https://kho-tep.example/cho-quet/d40975a28439cbced0ced25aa0/1/794b9d85',
        headers: { 'content-type': 'application/pdf' },
        expiresAt: '2026-03-10T09:15:00+07:00',
      },
    },
  },
  confirmMyScan: {
    answer: {
      scan: {
        n: 1,
        paper: 'giay-1',
        role: 'component',
        fileName: 'giay-chung-sinh.pdf',
        type: 'application/pdf',
        size: 1000,
        sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        state: { code: 'uploaded', term: 'đang chờ kiểm tra' },
        at: '2026-03-10T09:00:00+07:00',
      },
    },
  },
  actOnMine: {
    body: { act: 'submit', version: 1 },
    answer: {
      dossier: {
        id: 'd40975a28439cbced0ced25aa0',
        version: 2,
        ...standing,
        channel: 'online',
        status: { code: 'registered', term: 'Mới đăng ký', national: 1 },
        returnBy: 'post',
        submittedAt: '2026-03-10T09:00:00+07:00',
        answerDueAt: '2026-03-11T09:00:00+07:00',
        remaining: 'còn 1 ngày',
      },
      event: {
        dossier: 'd40975a28439cbced0ced25aa0',
        n: 2,
        at: '2026-03-10T09:00:00+07:00',
        agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
        act: { code: 'submit', term: 'Nộp hồ sơ' },
        by: { kind: 'citizen', term: 'Công dân' },
        from: 'Hồ sơ nháp',
        to: 'Mới đăng ký',
      },
    },
  },
  listMine: {
    answer: {
      rows: [
        {
          id: 'd40975a28439cbced0ced25aa0',
          version: 2,
          ...standing,
          channel: 'online',
          status: { code: 'registered', term: 'Mới đăng ký', national: 1 },
          returnBy: 'post',
          submittedAt: '2026-03-10T09:00:00+07:00',
          answerDueAt: '2026-03-11T09:00:00+07:00',
          remaining: 'còn 1 ngày',
        },
      ],
    },
  },
  readMine: {
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
        remaining: 'còn 3 ngày',
      },
      parties: {
        applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001', phone: '+84912345678' },
        deliverTo: {
          name: 'Trần Văn Thử',
          phone: '+84912345678',
          detail: 'Số 1 đường Thử Nghiệm',
          communeCode: '19789',
        },
      },
      scans: [
        {
          n: 1,
          paper: 'giay-1',
          role: 'component',
          fileName: 'giay-chung-sinh.pdf',
          type: 'application/pdf',
          size: 1000,
          sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          state: { code: 'clean', term: 'đạt' },
          at: '2026-03-10T09:00:00+07:00',
        },
      ],
      clocks: [
        {
          dossier: 'd40975a28439cbced0ced25aa0',
          clock: { code: 'whole', term: 'Toàn bộ hồ sơ' },
          agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
          state: 'running',
          from: '2026-03-10T09:00:00+07:00',
          dueAt: '2026-03-13T09:00:00+07:00',
          remaining: 'còn 3 ngày',
          provisional: false,
          countsAsOverdue: true,
        },
      ],
      history: [
        {
          dossier: 'd40975a28439cbced0ced25aa0',
          n: 1,
          at: '2026-03-10T09:00:00+07:00',
          agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
          act: { code: 'open', term: 'Lập hồ sơ' },
          by: { kind: 'citizen', term: 'Công dân' },
          to: 'Hồ sơ nháp',
        },
        {
          dossier: 'd40975a28439cbced0ced25aa0',
          n: 2,
          at: '2026-03-10T09:00:00+07:00',
          agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
          act: { code: 'submit', term: 'Nộp hồ sơ' },
          by: { kind: 'citizen', term: 'Công dân' },
          from: 'Hồ sơ nháp',
          to: 'Mới đăng ký',
        },
        {
          dossier: 'd40975a28439cbced0ced25aa0',
          n: 3,
          at: '2026-03-10T09:00:00+07:00',
          agency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
          act: { code: 'accept', term: 'Tiếp nhận' },
          by: {
            kind: 'officer',
            term: 'Cán bộ',
            unit: { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' },
          },
          from: 'Mới đăng ký',
          to: 'Được tiếp nhận',
          step: 1,
          dueAt: '2026-03-13T09:00:00+07:00',
        },
      ],
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
} satisfies {
  [Id in 'openOnline' | 'reserveMyScan' | 'confirmMyScan' | 'actOnMine' | 'listMine' | 'readMine']: Example<Id>
}
