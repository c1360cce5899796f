import type * as z from 'zod'
import type { Person } from '../../access/person.ts'
import { agencyOf } from '../../agencies/unit.ts'
import { type DataRead, purposeTerms, shownThings } from '../../dossier/people/data-read.ts'
import { dataClassTerms } from '../../dossier/people/personal-data.ts'
import type * as shown from '../schemas/shown.ts'
import { type Scene, showOfficer, showUnit } from './scene.ts'

const readerTerms = { citizen: 'Chủ hồ sơ', officer: 'Cán bộ', machine: 'Hệ thống khác', job: 'Hệ thống' } as const

/** An owner learns which agency looked, when and what for; who it was is told to those who supervise. */
export function showDataRead(read: DataRead, scene: Pick<Scene, 'directory'>, reader: Person['kind']) {
  const { by, at, what, scan, purpose } = read
  const isInside = reader !== 'citizen'
  return {
    at,
    reader: {
      kind: by.kind,
      term: readerTerms[by.kind],
      agency: by.unit === undefined ? undefined : showUnit(scene, agencyOf(by.unit)),
      officer: isInside && by.kind === 'officer' ? showOfficer(scene, by.id) : undefined,
    },
    what: { code: what, term: shownThings[what].term },
    scan,
    class: { code: read.class, term: dataClassTerms[read.class] },
    purpose: { code: purpose, term: purposeTerms[purpose] },
    requestId: isInside ? read.requestId : undefined,
  } satisfies z.input<ReturnType<typeof shown.dataRead>>
}
