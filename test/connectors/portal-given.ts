import type { Directory } from '../../shared/agencies/directory.ts'
import { directoryOf } from '../../shared/agencies/directory.ts'
import type { DossierSource } from '../../shared/connectors/dossier-source.ts'
import type { DossierEvent, Scan } from '../../shared/dossier/dossier.ts'
import * as given from '../given.ts'

const directory: Directory = directoryOf(given.units, [given.receptionist, given.handler, given.chair])
const officer = { kind: 'officer', id: given.receptionist.id } as const
let count = 0

function event(change: Partial<DossierEvent>): DossierEvent {
  count += 1
  return {
    dossier: 'hs',
    n: count,
    at: `2026-03-10T10:00:0${count}+07:00`,
    act: 'open',
    by: officer,
    key: 'k',
    body: 'b',
    from: 'draft',
    to: 'draft',
    holder: `${given.ward}/desk`,
    previous: '',
    digest: '',
    ...change,
  } as DossierEvent
}

const scan: Scan = {
  n: 1,
  paper: 'giay-1',
  role: 'component',
  fileName: 'giấy.pdf',
  type: 'application/pdf',
  size: 10,
  sha256: 'a'.repeat(64),
  state: 'clean',
  quarantineKey: 'q',
  by: officer,
  at: given.tuesday,
}

/** A dossier that was handed in, supplemented once and decided. */
export function portalSource(change: Partial<DossierSource['file']['dossier']> = {}): DossierSource {
  count = 0
  const file = given.fileOf({
    dossier: given.dossier({
      code: 'H57.40-260310-0001',
      status: 'processed',
      submittedAt: '2026-03-10T08:00:00+07:00',
      acceptedAt: '2026-03-10T09:00:00+07:00',
      dueAt: '2026-03-16T09:00:00+07:00',
      finishedAt: '2026-03-12T15:00:00+07:00',
      returnBy: 'post',
      channel: 'online',
      ...change,
    }),
    scans: [scan, { ...scan, n: 2, state: 'infected' }],
  })
  const history = [
    event({ act: 'open' }),
    event({ act: 'submit', to: 'registered', by: { kind: 'citizen', id: 'cd-1' } }),
    event({ act: 'accept', to: 'accepted', dueAt: '2026-03-13T09:00:00+07:00' }),
    event({ act: 'ask-supplement', to: 'supplement-requested', reason: 'Thiếu giấy chứng sinh' }),
    event({ act: 'supplement', to: 'in-progress', note: 'Đã nộp', dueAt: '2026-03-16T09:00:00+07:00' }),
    event({ act: 'approve', to: 'processed', dueAt: '2026-03-16T09:00:00+07:00' }),
  ]
  return { file, history, directory, field: { code: 'G15-HT02', name: 'Hộ tịch' } }
}
