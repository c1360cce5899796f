/** Chapter `reports`: the agencies, procedures and days of its dossiers. */
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { noRegister } from '../../shared/catalogue/register.ts'
import type { Dossier, DossierEvent, Status } from '../../shared/dossier/dossier.ts'
import { record } from '../../shared/dossier/history/history.ts'
import type { Catalogue } from '../../shared/ports.ts'
import { unaskedCatalogue } from '../replay/unasked.ts'

const none = async () => []

/** Huế's own units and officers, read from nowhere: what is metered are dossiers and figures. */
export const officeCatalogue: Catalogue = {
  ...unaskedCatalogue,
  units: async () => hueUnits,
  officers: async () => hueOfficers,
  changes: none,
  declarations: none,
  numberPatterns: none,
  standIns: none,
  procedures: none,
  register: async () => noRegister,
  procedure: async () => undefined,
  procedureOn: async () => undefined,
  policy: async () => undefined,
  workflow: async () => undefined,
}

const benchAgency = 'H57.31'
const room = `${benchAgency}/desk`
const idOf = (n: number) => `do-dem-${String(n).padStart(18, '0')}`

/** A dossier that lies open at the counter's room, due at that moment. */
export function openDossierAt(n: number, dueAt: string): Dossier {
  const at = '2026-03-02T08:00:00+07:00'
  return {
    id: idOf(n),
    version: 2,
    code: `${benchAgency}-260302-${String(n).padStart(6, '0')}`,
    procedure: `TTHC-${n % 20}`,
    procedureVersion: 1,
    procedureName: 'Thủ tục dùng để đo',
    channel: n % 3 === 0 ? 'online' : 'direct',
    status: 'accepted',
    clock: 'running',
    money: 'none',
    delivery: 'none',
    sync: 'none',
    receivingUnit: room,
    competentAgency: benchAgency,
    holder: room,
    agencies: [benchAgency],
    supplementCount: 0,
    shipmentCount: 0,
    returnBy: 'counter',
    createdAt: at,
    submittedAt: at,
    acceptedAt: at,
    dueAt,
    ownerRef: `do-dem-${n}`,
    applicantMasked: 'N** Đ**',
    chain: '',
    updatedAt: at,
  }
}

/** A whole short life: handed in, received, decided on, given back. */
export function livedDossier(n: number): { head: Dossier; events: readonly DossierEvent[] } {
  const { code, acceptedAt, dueAt, ...rest } = openDossierAt(n, '2026-03-05T17:00:00+07:00')
  const filed: Dossier = { ...rest, version: 1, status: 'registered', clock: 'not-started' }
  const received: Partial<Dossier> = {
    ...(code === undefined ? {} : { code }),
    ...(acceptedAt === undefined ? {} : { acceptedAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
  }
  const steps: [DossierEvent['act'], Status, string, Partial<Dossier>][] = [
    ['open', 'registered', '2026-03-02T08:00:00+07:00', {}],
    ['accept', 'accepted', '2026-03-02T08:30:00+07:00', { ...received, clock: 'running' }],
    [
      'approve',
      'processed',
      '2026-03-04T10:00:00+07:00',
      { clock: 'stopped', class: 'early', finishedAt: '2026-03-04T10:00:00+07:00' },
    ],
    ['return', 'returned', '2026-03-04T15:00:00+07:00', { returnedAt: '2026-03-04T15:00:00+07:00' }],
  ]
  const events: DossierEvent[] = []
  let head: Dossier | undefined
  for (const [at, [act, status, on, change]] of steps.entries()) {
    const next: Dossier = { ...(head ?? filed), ...change, status, version: at + 1, updatedAt: on }
    const said = { key: `do-${n}-${at}`, body: '' }
    const by = { kind: 'job', id: 'archive' } as const
    const written = record({ next, event: { act } }, head, by, on, said)
    head = written.dossier
    events.push(written.event)
  }
  return { head: head ?? filed, events }
}
