import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Desk } from '../../desk/desk.ts'
import { clocksOfRead } from '../../desk/dossiers/explain-dossier.ts'
import { listWork } from '../../desk/dossiers/lists.ts'
import { findByCode, findDossier, readDossier } from '../../desk/dossiers/read-dossier.ts'
import { searchDossiers } from '../../desk/dossiers/search-dossiers.ts'
import { endStandIn, letStandIn, listStandIns, standsInFor } from '../../desk/dossiers/stand-in.ts'
import { putNumberPattern } from '../../desk/keeping/put-number-pattern.ts'
import { fetchToldFile } from '../../desk/national-portal/fetch-told-file.ts'
import { failingMail, reachingBy } from '../../desk/notices/failing-mail.ts'
import { linkToResult, linkToScan, memberOf } from '../../desk/scans/attach-scan.ts'
import { directory, requiredPapersOf } from '../../desk/surroundings.ts'
import type { PatternSet } from '../../dossier/numbering.ts'
import { isObjection, type Objection, object } from '../../dossier/objections.ts'
import type { ScanLinks } from '../../dossier/papers/scan-links.ts'
import type { StandIn } from '../../dossier/standing-in.ts'
import { tellingOn } from '../../notices/telling.ts'
import { showClock } from '../views/clocks.ts'
import { showDossier } from '../views/dossier.ts'
import { showAgencyNotice, showNotice } from '../views/notice.ts'
import { patternFaults, showPatterns } from '../views/number-patterns.ts'
import { sceneOf, showUnit } from '../views/scene.ts'
import { showStandIn } from '../views/stand-in.ts'
import { showSyncLine } from '../views/sync-line.ts'
import { showToOfficer } from '../views/whole.ts'
import type { Answers } from './answer.ts'
import { explainTo } from './explain-to.ts'
import { onPage } from './on-page.ts'
import { opinionsOnPage } from './opinions-on-page.ts'
import { readsOnPage } from './reads-on-page.ts'

export type ProcessingDesk = Pick<
  Desk,
  | 'dossiers'
  | 'searchWords'
  | 'scans'
  | 'catalogue'
  | 'digests'
  | 'now'
  | 'pause'
  | 'chance'
  | 'limits'
  | 'province'
  | 'readLog'
  | 'marks'
  | 'syncLedger'
  | 'notices'
  | 'agencyNotices'
  | 'fileLinks'
> & { objects: ScanLinks }

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

  listWork: async ({ person, query }, desk) => {
    const { colleague, of } = query
    if (colleague !== undefined && !(await standsInFor(desk, person, colleague))) {
      if ((await directory(desk)).officer(colleague)) return object('not-standing-in')
      const detail = 'Danh bạ không có cán bộ nào mang mã này.'
      return { faults: [{ where: 'query.colleague', code: 'not-offered', detail }] }
    }
    const asked = { limit: query.limit, after: query.after, of: colleague ?? of }
    return onPage(desk, person, 'listWork', asked, (limit, after) =>
      listWork(desk, person, colleague === undefined ? of : { colleague }, limit, after),
    )
  },

  listOpinions: ({ person, query }, desk) => opinionsOnPage(desk, person, query),

  findByCode: async ({ person, query }, desk) => {
    const dossier = await findByCode(desk, person, query.code)
    return dossier && { dossier: showDossier(dossier, await sceneOf(desk), 'officer') }
  },

  searchDossiers: async ({ person, body, requestId }, desk) => {
    const { purpose, ...asked } = body
    const [scene, found] = await Promise.all([
      sceneOf(desk),
      searchDossiers(desk, person, asked, { purpose, requestId }),
    ])
    return { rows: found.rows.map((dossier) => showDossier(dossier, scene, 'officer')), more: found.more }
  },

  readDossier: async ({ person, path, query, requestId }, desk) => {
    const read = await readDossier(desk, person, path.id, { ...query, requestId })
    if (!read) return undefined
    const scene = await sceneOf(desk)
    const clocks = await clocksOfRead({ ...desk, now: () => scene.at }, person, read)
    const whole = showToOfficer(read, scene, desk.digests, person, await requiredPapersOf(desk, read.file))
    return { ...whole, clocks: clocks.map((clock) => showClock(clock, scene)) }
  },

  readSync: async ({ person, path }, desk) => {
    const found = await findDossier(desk, person, path.id)
    return found && showSyncLine((await desk.syncLedger.line(path.id)) ?? { dossier: path.id, revision: 0 })
  },
  listNotices: async ({ person, path }, desk) => {
    const found = await findDossier(desk, person, path.id)
    if (!found) return undefined
    const { dossier, parties } = found.file
    const [rows, toAgencies, failing, wishes] = await Promise.all([
      desk.notices.of(path.id),
      desk.agencyNotices.of(path.id),
      failingMail(desk, parties),
      desk.notices.wishes(dossier.ownerRef),
    ])
    const channels = await reachingBy(desk, parties, wishes?.channels ?? tellingOn(dayOf(desk.now())).order)
    return {
      ...{ notices: rows.map(showNotice), agencyNotices: toAgencies.map(showAgencyNotice) },
      ...{ channels: [...channels], failingMail: failing },
    }
  },
  explainDossier: ({ person, path }, desk) => explainTo(desk, person, path.id),

  downloadScan: ({ person, path, query, requestId }, desk) =>
    path.n.startsWith('result')
      ? linkToResult(desk, person, path.id, { ...query, requestId }, memberOf(path.n))
      : linkToScan(desk, person, path.id, Number(path.n), { ...query, requestId }),

  fetchToldFile: async ({ path, sourceIp, authorization, requestId }, desk) => {
    const found = await fetchToldFile(desk, { link: path.link, sourceIp, authorization, requestId })
    return found && { url: found.url }
  },

  readsOfDossier: ({ person, path, query }, desk) => readsOnPage(desk, person, 'readsOfDossier', path.id, query),

  listStandIns: async ({ person }, desk) => {
    const [rows, units] = await Promise.all([listStandIns(desk, person), directory(desk)])
    return { rows: rows.map((row) => showStandIn(row, { directory: units })) }
  },
  letStandIn: async ({ person, body, key }, desk) => tellStandIn(desk, await letStandIn(desk, person, body, key)),
  endStandIn: async ({ person, path }, desk) => {
    const ended = await endStandIn(desk, person, path.id)
    return ended && tellStandIn(desk, ended)
  },

  listNumberPatterns: async (_, desk) => ({ rows: showPatterns(await desk.catalogue.patternSets()) }),
  putNumberPattern: async ({ person, body, key }, desk) => {
    const faults = (known: readonly PatternSet[]) => patternFaults(body, dayOf(desk.now()), known)
    const set = await putNumberPattern(desk, person, body, { key, faults })
    if ('faults' in set || isObjection(set)) return set
    // As they stood when it was set, whatever was set since.
    return { rows: showPatterns((await desk.catalogue.patternSets()).filter(({ n }) => n <= set.n)) }
  },

  act: async ({ person, path, body, key }, desk) => (await actOn())(desk, person, path.id, body, key),
} satisfies Answers<'processing', ProcessingDesk>

/** Most requests only look: what carries an act comes with the first. */
const actOn = async () => (await import('./act-on.ts')).actOn

async function tellStandIn(desk: ProcessingDesk, standIn: StandIn | Objection) {
  if (isObjection(standIn)) return standIn
  // By the names of then, so that it says the same whenever it is asked again.
  const units = await directory(desk, dayOf(standIn.endedAt ?? standIn.setAt))
  return { standIn: showStandIn(standIn, { directory: units }) }
}
