import type { Example } from '../examples.ts'

/** Danh mục: what portals show before anything is filed. Everybody in it is invented. */
export const catalogue = {
  listUnits: {
    answer: { rows: [{ id: 'H57.40', name: 'UBND phường Thử Nghiệm', level: 'commune', adminCode: '19789' }] },
  },
  findProcedures: {
    answer: {
      total: 1,
      rows: [
        {
          code: '1.001193',
          version: 1,
          name: 'Đăng ký khai sinh',
          fields: [{ code: 'HT', name: 'Hộ tịch' }],
          levels: ['commune'],
          channels: ['direct', 'online', 'postal'],
          limits: [{ channel: 'any', amount: 3, unit: 'working_day' }],
          competent: { kind: 'receiving-commune' },
        },
      ],
    },
  },
  readProcedure: {
    answer: {
      code: '1.001193',
      version: 1,
      name: 'Đăng ký khai sinh',
      fields: [{ code: 'HT', name: 'Hộ tịch' }],
      levels: ['commune'],
      channels: ['direct', 'online', 'postal'],
      limits: [{ channel: 'any', amount: 3, unit: 'working_day' }],
      competent: { kind: 'receiving-commune' },
      limitRaw: '3 ngày làm việc',
      cases: [],
      fees: [{ kind: 'charge', amountVnd: 0, channel: 'any' }],
      exemptions: [],
      papers: [
        { id: 'giay-1', name: 'Giấy chứng sinh', originals: 1, copies: 0, required: true, electronicForm: false },
      ],
      notes: [],
      results: ['Giấy khai sinh'],
      subjects: [],
      order: [],
      forms: [],
      clips: [],
      legalBases: [],
      coordinating: [],
      supplementLimit: 1,
      validFrom: '2025-07-01',
      decision: '1/QĐ-UBND',
      source: 'Cổng Dịch vụ công quốc gia',
    },
  },
  lookUp: {
    body: { code: 'H57.40-260310-0001', factor: 'JQ8KGH' },
    answer: {
      code: 'H57.40-260310-0001',
      procedureName: 'Đăng ký khai sinh',
      status: 'accepted',
      statusTerm: 'Được tiếp nhận',
      office: 'UBND phường Thử Nghiệm',
      submittedAt: '2026-03-10T09:00:00+07:00',
      acceptedAt: '2026-03-10T09:00:00+07:00',
      dueAt: '2026-03-13T09:00:00+07:00',
      delivery: 'none',
      deliveryTerm: 'Chưa có kết quả',
    },
  },
  followDossier: {
    answer: {
      code: 'H57.40-260310-0001',
      procedureName: 'Đăng ký khai sinh',
      status: 'accepted',
      statusTerm: 'Được tiếp nhận',
      office: 'UBND phường Thử Nghiệm',
      submittedAt: '2026-03-10T09:00:00+07:00',
      acceptedAt: '2026-03-10T09:00:00+07:00',
      dueAt: '2026-03-13T09:00:00+07:00',
      delivery: 'none',
      deliveryTerm: 'Chưa có kết quả',
      national: 2,
      money: 'none',
      updatedAt: '2026-03-10T09:00:00+07:00',
    },
  },
  subscribeWebhook: {
    body: { url: 'https://cong.example/goi-bao', kinds: ['accepted', 'ended'] },
    answer: {
      webhook: {
        id: '5f1f0a1c',
        url: 'https://cong.example/goi-bao',
        kinds: ['accepted', 'ended'],
        createdAt: '2026-03-10T09:00:00+07:00',
      },
      secret: 'k3Jx0mQ9vT7uN2aYw6ZsE1rBcD4fGhLp',
    },
  },
} satisfies {
  [Id in
    | 'listUnits'
    | 'findProcedures'
    | 'readProcedure'
    | 'lookUp'
    | 'followDossier'
    | 'subscribeWebhook']: Example<Id>
}
