const nine = '2026-03-10T09:00:00+07:00'
const desk = { id: 'H57.40/desk', name: 'Bộ phận Một cửa, UBND phường Thử Nghiệm' } as const

/** Whose door it is in every example. */
export const ward = { id: 'H57.40', name: 'UBND phường Thử Nghiệm' } as const

/** The officer who stands at its counter. */
export const counterOfficer = { kind: 'officer', term: 'Cán bộ', id: 'cb-mot-cua-1', unit: desk } as const

/** The dossier that is sent in online and accepted. */
export const sentIn = 'd40975a28439cbced0ced25aa0'

/** What the examples' dossiers show from their first day on; each example says what is otherwise. */
export const standing = {
  procedure: { code: '1.001193', version: 1, name: 'Đăng ký khai sinh' },
  clock: 'not-started',
  money: 'none',
  delivery: { code: 'none', term: 'Chưa có kết quả' },
  receivingUnit: desk,
  competentAgency: ward,
  holder: desk,
  supplementCount: 0,
  applicant: 'Trần V** T**',
  createdAt: nine,
  updatedAt: nine,
} as const

/** The dossier when it was handed in, and waits to be accepted. */
export const submitted = {
  id: sentIn,
  version: 2,
  ...standing,
  channel: 'online',
  status: { code: 'registered', term: 'Mới đăng ký', national: 1 },
  returnBy: 'post',
  submittedAt: nine,
  answerDueAt: '2026-03-11T09:00:00+07:00',
  remaining: 'còn 1 ngày',
} as const

/** The dossier once it is accepted. */
export const accepted = {
  id: sentIn,
  version: 3,
  code: 'H57.40-260310-0001',
  ...standing,
  channel: 'online',
  status: { code: 'accepted', term: 'Được tiếp nhận', national: 2 },
  clock: 'running',
  step: 1,
  returnBy: 'post',
  submittedAt: nine,
  acceptedAt: nine,
  dueAt: '2026-03-13T09:00:00+07:00',
  remaining: 'còn 3 ngày',
} as const

const event = { dossier: sentIn, at: nine, agency: ward } as const
const citizen = { kind: 'citizen', term: 'Công dân' } as const

export const openedEvent = {
  ...event,
  n: 1,
  act: { code: 'open', term: 'Lập hồ sơ' },
  by: citizen,
  to: 'Hồ sơ nháp',
} as const

export const submittedEvent = {
  ...event,
  n: 2,
  act: { code: 'submit', term: 'Nộp hồ sơ' },
  by: citizen,
  from: 'Hồ sơ nháp',
  to: 'Mới đăng ký',
} as const

/** As the citizen reads it: officers are not named. */
export const acceptedEvent = {
  ...event,
  n: 3,
  act: { code: 'accept', term: 'Tiếp nhận' },
  by: { kind: 'officer', term: 'Cán bộ', unit: desk },
  from: 'Mới đăng ký',
  to: 'Được tiếp nhận',
  step: 1,
  dueAt: '2026-03-13T09:00:00+07:00',
} as const

/** The one paper that comes with it. */
export const paperFile = {
  paper: 'giay-1',
  fileName: 'giay-chung-sinh.pdf',
  size: 1000,
  sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
} as const

export const scan = { n: 1, role: 'component', ...paperFile, type: 'application/pdf', at: nine } as const

export const receipt = {
  code: 'H57.40-260310-0001',
  secret: 'JQ8KGH',
  acceptedAt: nine,
  dueAt: '2026-03-13T09:00:00+07:00',
  office: ward,
  returnBy: 'post' as const,
  components: [{ n: 1, ...paperFile }],
}
