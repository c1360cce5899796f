import type { Example } from '../examples.ts'
import {
  accepted,
  acceptedEvent,
  openedEvent,
  paperFile,
  receipt,
  scan,
  sentIn,
  standing,
  submitted,
  submittedEvent,
  ward,
} from './standing.ts'

const earlier = '68bf11437af217862d0a11c2a8'
const { paper: _, ...bare } = paperFile

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
        id: sentIn,
        version: 1,
        ...standing,
        channel: 'online',
        status: { code: 'draft', term: 'Hồ sơ nháp' },
        returnBy: 'post',
      },
      event: openedEvent,
      warnings: [],
    },
  },
  reserveMyScan: {
    body: { ...paperFile, type: 'application/pdf' },
    answer: {
      scan: { ...scan, state: { code: 'slot', term: 'chưa tải lên' } },
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
      scan: { ...scan, state: { code: 'uploaded', term: 'đang chờ kiểm tra' } },
    },
  },
  listMyPapers: {
    answer: {
      rows: [
        {
          kind: { code: 'result', term: 'tái sử dụng từ kết quả đã trả' },
          dossier: earlier,
          file: 'result',
          code: 'H57.40-260105-0003',
          procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
          number: '12/2026',
          fileName: 'giay-khai-sinh.pdf',
          type: 'application/pdf',
          size: 48_211,
          sha256: 'b'.repeat(64),
          at: '2026-01-07T10:00:00+07:00',
        },
        {
          kind: { code: 'component', term: 'tái sử dụng từ thành phần hồ sơ đã nộp' },
          dossier: earlier,
          file: '1',
          code: 'H57.40-260105-0003',
          procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
          paper: { id: 'giay-1', name: 'Giấy chứng sinh' },
          ...bare,
          type: 'application/pdf',
          at: '2026-01-05T09:00:00+07:00',
        },
      ],
    },
  },
  reuseMyPaper: {
    body: { dossier: earlier, file: '1', paper: 'giay-1' },
    answer: {
      scan: {
        ...scan,
        state: { code: 'clean', term: 'đạt' },
        verdictAt: '2026-01-05T09:01:00+07:00',
        reused: {
          kind: { code: 'component', term: 'tái sử dụng từ thành phần hồ sơ đã nộp' },
          evidence: 2,
          code: 'H57.40-260105-0003',
          file: '1',
        },
      },
    },
  },
  actOnMine: {
    body: { act: 'submit', version: 1 },
    answer: {
      dossier: submitted,
      event: submittedEvent,
      warnings: [],
    },
  },
  listMine: {
    answer: {
      rows: [submitted],
    },
  },
  readMine: {
    answer: {
      dossier: accepted,
      parties: {
        applicant: { name: 'Trần Văn Thử', identityNumber: '046090000001', phone: '+84912345678' },
        deliverTo: {
          name: 'Trần Văn Thử',
          phone: '+84912345678',
          detail: 'Số 1 đường Thử Nghiệm',
          communeCode: '19789',
        },
      },
      scans: [{ ...scan, state: { code: 'clean', term: 'đạt' } }],
      clocks: [
        {
          dossier: sentIn,
          clock: { code: 'whole', term: 'Toàn bộ hồ sơ' },
          agency: ward,
          state: 'running',
          from: '2026-03-10T09:00:00+07:00',
          dueAt: '2026-03-13T09:00:00+07:00',
          remaining: 'còn 3 ngày',
          provisional: false,
          countsAsOverdue: true,
        },
      ],
      history: [openedEvent, submittedEvent, acceptedEvent],
      receipt,
    },
  },
} satisfies {
  [Id in
    | 'openOnline'
    | 'reserveMyScan'
    | 'confirmMyScan'
    | 'listMyPapers'
    | 'reuseMyPaper'
    | 'actOnMine'
    | 'listMine'
    | 'readMine']: Example<Id>
}
