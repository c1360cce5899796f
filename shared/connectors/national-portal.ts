import * as z from 'zod'
import type { ToldRow } from '../catalogue/portal-differences.ts'
import type { PortalListName } from '../catalogue/portal-lists.ts'
import type { Status } from '../dossier/dossier.ts'
import { lazily } from '../lazily.ts'
import { Outage } from '../outage.ts'
import type { Credentials } from '../partner-ports.ts'
import { refusalOf, saysItExists, saysNoProcedure, saysNotFound, statusOfPortal } from './national-portal-codes.ts'
import type { PortalDossier, PortalProgress } from './national-portal-fields.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { keepSession } from './session.ts'

export interface NationalPortalOptions extends Omit<PartnerOptions, 'name'> {
  /** `madonvi`: the city on the portal; `dstcode`: where the adapter carries the call. */
  unitCode: string
  destination: string
  credentials: Credentials<{ username: string; password: string }>
  nowMs: () => number
  /** Of the catalogues: slow or silent there, the portal is still told of dossiers. */
  catalogueCircuit?: PartnerOptions['circuit']
}

/** What the portal has of a dossier, for the daily comparison. */
export interface PortalView {
  code: string
  status: Status | 'unknown'
  /** As the portal spells it. */
  statusCode: string
}

/** Cổng Dịch vụ công quốc gia. `refused` keeps the portal's code; Outage means try again. */
export interface NationalPortal {
  /** Upsert: `isKnown` when the portal acknowledged it before. */
  syncDossier(fields: PortalDossier, isKnown: boolean): Promise<'taken' | { refused: string }>
  /** In the order of the rows, ten at a time; answers how many were taken before a refusal. */
  syncProgress(rows: readonly PortalProgress[]): Promise<{ taken: number; refused?: string }>
  lookUp(code: string): Promise<PortalView | undefined>
  /** Rows with what they hold as text; one that is no row is empty. */
  catalogue(name: PortalListName): Promise<readonly ToldRow[] | 'too-long'>
  /** Thủ tục, of whatever form, under `told`; `undefined` when the portal has none of that code. */
  procedure(code: string): Promise<{ told: unknown } | 'too-long' | undefined>
}

const catalogues = {
  agencies: 'LayDanhMucCoQuan',
  fields: 'LayDanhMucLinhVuc',
  procedures: 'LayDanhSachTTHC',
} as const satisfies Record<PortalListName, string>
const name = 'national-portal'
const lookUpService = 'TraCuuHoSo'
const chunk = 10
/** A catalogue of the whole country has some thousand rows. */
const wide = { mostBytes: 16 * 1024 * 1024, timeoutMs: 25_000, tellsTooLong: true } as const
/** The portal does not say how long a session lives; a short one costs a call an hour more. */
const sessionSeconds = 600

const shapes = lazily(() => {
  const code = z.union([z.string(), z.number()]).transform(String)
  // Said for people: whatever else stands there says nothing.
  const words = z.string().nullish().catch(undefined)
  const said = z.object({ error_code: code, error_message: words, result: z.unknown().optional() })
  const opened = z.object({ error_code: code, session: z.string().min(1).nullish() })
  const row = z.record(
    z.string(),
    // Of a dossier shown whole, what it lists is not asked for here.
    z.unknown().transform((told) => (told === null || typeof told === 'object' ? '' : String(told))),
  )
  const rows = z.union([z.array(row), row.transform((one) => [one])])
  return { said, opened, rows }
})

const yes = '0'

/** The portal behind its adapter: one address, the service named in the body. Success is `error_code` 0 and nothing else. */
export function createNationalPortal(options: NationalPortalOptions): NationalPortal {
  const { unitCode, destination } = options
  const portal = openPartner({ ...options, name })
  // Catalogues are long, and slow to come: what is told of dossiers has none of that patience.
  const far = openPartner({ ...options, circuit: options.catalogueCircuit ?? options.circuit, name, ...wide })
  const headers = { dstcode: destination }
  const session = keepSession({
    ...options,
    // As its circuit and the alarm name whichever register the stage has chosen.
    partner: 'portal',
    login: async (json) => {
      const answer = await portal.send(
        '/auth',
        { json, headers },
        readJson(() => shapes().opened),
      )
      return answer.error_code === yes && answer.session
        ? { token: answer.session, seconds: sessionSeconds }
        : 'refused'
    },
  })
  const call = (verb: 'send' | 'ask', service: string, more: object) =>
    session((token) => {
      const json = { session: token, madonvi: unitCode, service, ...more }
      return portal[verb]('/call', { json, headers }, (told) =>
        told.status === 401 || told.status === 403 ? 'refused' : readJson(() => shapes().said)(told),
      )
    })
  /** Sent once: the queue asks again, and three times such a patience would outlast its worker. */
  const askWide = (service: string, more: object) =>
    session((token) => {
      const json = { session: token, madonvi: unitCode, service, ...more }
      return far.send('/call', { json, headers }, (told) => {
        if (told.isTooLong) return 'too-long' as const
        return told.status === 401 || told.status === 403 ? ('refused' as const) : readJson(() => shapes().said)(told)
      })
    })
  const upsert = async (service: string, data: readonly object[], isKnown: boolean) => {
    const once = (isUpdating: 'True' | 'False') => call('send', service, { isUpdating, data })
    const first = await once(isKnown ? 'True' : 'False')
    const exists = !isKnown && first.error_code !== yes && saysItExists(first.error_message ?? '')
    const last = exists ? await once('True') : first
    return last.error_code === yes ? 'taken' : refusalOf(last.error_code, last.error_message ?? '', data)
  }
  /**
   * Rows of one chunk, in their order. After an acknowledgement that was lost some are there and some are not, and an update of
   * all would say nothing of the new ones: then each goes by itself. Answers how many were taken before a refusal.
   */
  const tellRows = async (rows: readonly PortalProgress[]): Promise<{ taken: number; refused?: string }> => {
    const service = 'CapNhatTienDoHoSoMC'
    const first = await call('send', service, { isUpdating: 'False', data: rows })
    if (first.error_code === yes) return { taken: rows.length }
    const words = first.error_message ?? ''
    if (!saysItExists(words)) return { taken: 0, ...refusalOf(first.error_code, words, rows) }
    for (const [taken, row] of rows.entries()) {
      const answer = await upsert(service, [row], rows.length === 1)
      if (answer !== 'taken') return { taken, ...answer }
    }
    return { taken: rows.length }
  }
  const ask = async (service: string, more: object) => {
    const answer = await call('ask', service, more)
    if (service === lookUpService && saysNotFound(answer.error_code, answer.error_message ?? '')) return []
    if (answer.error_code !== yes) throw new Outage(name, new Error(`error_code ${answer.error_code}`))
    const read = shapes().rows.safeParse(answer.result ?? [])
    if (!read.success) throw new Outage(name, read.error)
    return read.data
  }
  return {
    syncDossier: (fields, isKnown) => upsert('DongBoHoSoMC', [fields], isKnown),
    async syncProgress(all) {
      for (let taken = 0; taken < all.length; taken += chunk) {
        const told = await tellRows(all.slice(taken, taken + chunk))
        if (told.refused !== undefined) return { taken: taken + told.taken, refused: told.refused }
      }
      return { taken: all.length }
    },
    async lookUp(code) {
      const found = await ask(lookUpService, { mahoso: code })
      const [one] = found.filter((told) => told.MaHoSo?.trim() === code)
      const statusCode = one?.TrangThaiHoSo
      return statusCode === undefined ? undefined : { code, status: statusOfPortal(statusCode), statusCode }
    },
    async catalogue(which) {
      const answer = await askWide(catalogues[which], {})
      if (answer === 'too-long') return answer
      if (answer.error_code !== yes || !Array.isArray(answer.result))
        throw new Outage(name, new Error(`error_code ${answer.error_code}`))
      return answer.result.map(textsIn)
    },
    async procedure(code) {
      const answer = await askWide('LayThuTuc', { maTTHC: code })
      if (answer === 'too-long') return answer
      if (saysNoProcedure(answer.error_code, answer.error_message ?? '')) return undefined
      if (answer.error_code !== yes) throw new Outage(name, new Error(`error_code ${answer.error_code}`))
      const isEmpty = Array.isArray(answer.result) && answer.result.length === 0
      return isEmpty ? undefined : { told: answer.result }
    },
  }
}

/** What of a row can be read as text; the rest of it, and a row that is none, says nothing. */
function textsIn(row: unknown): ToldRow {
  const entries = typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.entries(row) : []
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      value === null || typeof value !== 'object' ? [[key, String(value ?? '')]] : [],
    ),
  )
}
