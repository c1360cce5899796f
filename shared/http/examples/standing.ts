/** What the examples' dossier shows from its first day on; each example says what is otherwise. */
export const standing = {
  procedure: { code: '1.001193', version: 1, name: 'Đăng ký khai sinh' },
  clock: 'not-started',
  money: 'none',
  delivery: { code: 'none', term: 'Chưa có kết quả' },
  receivingUnit: { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' },
  competentAgency: { id: 'H57.40', name: 'UBND phường Thử Nghiệm' },
  holder: { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' },
  supplementCount: 0,
  applicant: 'Trần V** T**',
  createdAt: '2026-03-10T09:00:00+07:00',
  updatedAt: '2026-03-10T09:00:00+07:00',
} as const
