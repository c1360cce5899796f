import type { Dossier, DossierEvent } from '../dossier/dossier.ts'
import type { CaseRegister, ToldDossier } from '../partner-ports.ts'
import { cleanScans, type DossierSource } from './dossier-source.ts'
import { isUnknownThere, type Ministry } from './ministry.ts'
import { ministryDossier, ministryProgress, type UploadedFile } from './ministry-fields.ts'
import type { NationalPortal } from './national-portal.ts'
import { dossierFields, progressFields } from './national-portal-fields.ts'

function sourceOf({ file, history, directory, field, linkTo }: ToldDossier): DossierSource {
  return { file, history, directory, ...(field && { field }), ...(linkTo && { linkTo }) }
}

/** The national portal: the dossier as it stands (`DongBoHoSoMC`), then what happened since (`CapNhatTienDoHoSoMC`). */
export function registerOnPortal(portal: NationalPortal): CaseRegister {
  return {
    async tell(told) {
      const source = sourceOf(told)
      const fields = dossierFields(source)
      if (!fields) return 'taken'
      const synced = await portal.syncDossier(fields, told.isKnown)
      if (synced !== 'taken') return synced
      const { refused } = await portal.syncProgress(progressFields(source, told.after))
      return refused === undefined ? 'taken' : { refused }
    },
    lookUp: (code) => portal.lookUp(code),
    catalogues: { rows: (list) => portal.catalogue(list), procedure: (code) => portal.procedure(code) },
  }
}

/** Acts after which the ministry needs the dossier and its files anew, and what else it is told with them: the appointment and the money. */
const changing: ReadonlySet<string> = new Set(['accept', 'supplement', 'amend', 'pay', 'refund'])
const shown = ['dueAt', 'money'] as const satisfies readonly (keyof Dossier)[]

/** The other events are steps on its way. */
function changes({ act, was = {} }: DossierEvent): boolean {
  return changing.has(act) || shown.some((field) => field in was)
}

/** Giao diện mới of a ministry, under a number of its own: files, the dossier, its steps, its state. It cannot be asked. */
export function registerAtMinistry(ministry: Ministry): CaseRegister {
  const uploadAll = async (told: ToldDossier): Promise<UploadedFile[] | { refused: string }> => {
    const uploaded: UploadedFile[] = []
    for (const scan of cleanScans(told.file, 'component')) {
      const content = await told.contentOf(scan)
      if (!content) return { refused: `thiếu tệp ${scan.n}` }
      const stored = await ministry.upload({ name: scan.fileName, type: scan.type, content })
      if ('refused' in stored) return stored
      uploaded.push({ scan: scan.n, ...stored })
    }
    return uploaded
  }
  const create = async (told: ToldDossier): Promise<'taken' | 'nothing' | { refused: string }> => {
    const uploaded = await uploadAll(told)
    if ('refused' in uploaded) return uploaded
    const dossier = ministryDossier(sourceOf(told), told.number ?? '', uploaded)
    return dossier ? ministry.create(dossier) : 'nothing'
  }
  const walk = async (told: ToldDossier): Promise<'taken' | { refused: string }> => {
    const { number = '', after } = told
    const steps = ministryProgress(sourceOf(told), number, after)
    const last = steps.at(-1)
    if (!last) return 'taken'
    const walked = await ministry.tellProgress(steps)
    return walked === 'taken' ? ministry.tellStatus(number, last.TrangThai) : walked
  }
  const tellWhole = async (told: ToldDossier) => {
    const created = await create(told)
    if (created === 'taken') return walk(told)
    return created === 'nothing' ? 'taken' : created
  }
  return {
    nextNumber: (procedure) => ministry.nextNumber(procedure),
    async tell(told) {
      if (!told.isKnown || told.history.some((event) => event.n > told.after && changes(event))) return tellWhole(told)
      const walked = await walk(told)
      // Nobody can ask what it shows: that it has lost a dossier is known by this answer alone, and it is told all of it.
      return isUnknownThere(walked) ? tellWhole({ ...told, after: 0 }) : walked
    },
  }
}
