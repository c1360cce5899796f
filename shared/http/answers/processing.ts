import { agencyOf } from '../../agencies/unit.ts'
import { linkToResult, linkToScan } from '../../desk/attach-scan.ts'
import type { Desk } from '../../desk/desk.ts'
import { clocksOfRead } from '../../desk/explain-dossier.ts'
import { listWork } from '../../desk/lists.ts'
import { findByCode, readDossier } from '../../desk/read-dossier.ts'
import { directory } from '../../desk/surroundings.ts'
import { showClock } from '../views/clocks.ts'
import { showDossier } from '../views/dossier.ts'
import { sceneOf, showUnit } from '../views/scene.ts'
import { showToOfficer } from '../views/whole.ts'
import { actOn } from './act-on.ts'
import type { Answers } from './answer.ts'
import { explainTo } from './explain-to.ts'
import { onPage } from './on-page.ts'
import { readsOnPage } from './reads-on-page.ts'

export type ProcessingDesk = Pick<
  Desk,
  | 'dossiers'
  | 'scans'
  | 'objects'
  | 'catalogue'
  | 'digests'
  | 'now'
  | 'pause'
  | 'chance'
  | 'limits'
  | 'province'
  | 'readLog'
>

/** Xử lý hồ sơ: what officers read and do. */
export const processing = {
  whoAmI: async ({ person }, desk) => {
    const units = await directory(desk)
    const title = units.officer(person.id)?.title
    return {
      id: person.id,
      name: person.name,
      unit: showUnit({ directory: units }, person.unit),
      agency: showUnit({ directory: units }, agencyOf(person.unit)),
      roles: [...person.roles],
      title,
      colleagues: units.officersOf(person.unit).map(({ id, name, roles }) => ({ id, name, roles: [...roles] })),
    }
  },

  listWork: ({ person, query }, desk) =>
    onPage(desk, person, 'listWork', query, (limit, after) => listWork(desk, person, query.of, limit, after)),

  findByCode: async ({ person, query }, desk) => {
    const dossier = await findByCode(desk, person, query.code)
    return dossier && { dossier: showDossier(dossier, await sceneOf(desk), 'officer') }
  },

  readDossier: async ({ person, path, query, requestId }, desk) => {
    const read = await readDossier(desk, person, path.id, { ...query, requestId })
    if (!read) return undefined
    const scene = await sceneOf(desk)
    const clocks = await clocksOfRead({ ...desk, now: () => scene.at }, person, read)
    const whole = showToOfficer(read, scene, desk.digests, person)
    return { ...whole, clocks: clocks.map((clock) => showClock(clock, scene)) }
  },

  explainDossier: ({ person, path }, desk) => explainTo(desk, person, path.id),

  downloadScan: ({ person, path, query, requestId }, desk) =>
    path.n === 'result'
      ? linkToResult(desk, person, path.id, { ...query, requestId })
      : linkToScan(desk, person, path.id, Number(path.n), { ...query, requestId }),

  readsOfDossier: ({ person, path, query }, desk) => readsOnPage(desk, person, 'readsOfDossier', path.id, query),

  act: ({ person, path, body, key }, desk) => actOn(desk, person, path.id, body, key),
} satisfies Answers<'processing', ProcessingDesk>
