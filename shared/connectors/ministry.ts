import { createHash } from 'node:crypto'
import * as z from 'zod'
import { lazily } from '../lazily.ts'
import type { Credentials } from '../partner-ports.ts'
import type { MinistryDossier, MinistryProgress } from './ministry-fields.ts'
import { openPartner, type PartnerOptions, readJson, type Said } from './partner.ts'
import { keepSession } from './session.ts'

export interface MinistryOptions extends Omit<PartnerOptions, 'name'> {
  credentials: Credentials<{ username: string; password: string }>
  nowMs: () => number
}

/** Giao diện mới của bộ, qua trục LGSP. `refused` keeps the status; Outage means try again. */
export interface Ministry {
  /** The ministry's next number for a procedure. A number that is taken and not used is a gap over there, nothing more. */
  nextNumber(procedure: string): Promise<string | { refused: string }>
  /** A file once: the same content is the same file. Refused when what arrived is not what was sent. */
  upload(file: {
    name: string
    type: string
    content: Uint8Array
  }): Promise<{ id: string; hash: string } | { refused: string }>
  create(dossier: MinistryDossier): Promise<'taken' | { refused: string }>
  tellProgress(rows: readonly MinistryProgress[]): Promise<'taken' | { refused: string }>
  tellStatus(number: string, status: number): Promise<'taken' | { refused: string }>
}

const refusedAs = (code: string | number) => ({ refused: `mã ${code}` })

/** Whether it knows nothing of what it was told more of: it never had it, or has lost it. */
export const isUnknownThere = (answer: 'taken' | { refused: string }): boolean =>
  answer !== 'taken' && answer.refused === refusedAs(404).refused

const name = 'ministry'
const shapes = lazily(() => {
  const code = z.union([z.string(), z.number()]).transform(String)
  const token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(300) })
  const next = z.object({ value: code.pipe(z.string().min(1).max(100)) })
  const stored = z.object({ IdTepTin: code, HashTepTin: z.string() })
  const done = z.object({ error_code: code })
  return { token, next, stored, done }
})

export function createMinistry(options: MinistryOptions): Ministry {
  const { credentials, nowMs } = options
  const lgsp = openPartner({ ...options, name })
  const session = keepSession({
    // As its circuit and the alarm name whichever register the stage has chosen.
    partner: 'portal',
    credentials,
    nowMs,
    login: (json) =>
      lgsp.send('/GetToken', { json }, (told) => {
        if (told.status === 400 || told.status === 401) return 'refused'
        const { access_token, expires_in: seconds } = readJson(() => shapes().token)(told)
        return { token: access_token, seconds }
      }),
  })
  /** 400, 403 and 404 are a no to this very thing; 401 is a session that ended, everything above is silence. */
  const call = <T>(path: string, said: Said, shape: () => z.ZodType<T>) =>
    session((bearer) => {
      const headers = { ...said.headers, authorization: `Bearer ${bearer}` }
      return lgsp.send<{ answer: T } | { refused: string } | 'refused'>(path, { ...said, headers }, (told) => {
        if (told.status === 401) return 'refused'
        if ([400, 403, 404].includes(told.status)) return refusedAs(told.status)
        return { answer: readJson(shape)(told) }
      })
    })
  const tell = async (path: string, json: unknown) => {
    const told = await call(path, { json }, () => shapes().done)
    if ('refused' in told) return told
    return told.answer.error_code === '0' ? 'taken' : refusedAs(told.answer.error_code)
  }
  return {
    async nextNumber(procedure) {
      const told = await call('/GetNextValue', { json: { code: procedure } }, () => shapes().next)
      return 'refused' in told ? told : told.answer.value
    },
    async upload({ name: fileName, type, content }) {
      const hash = createHash('sha256').update(content).digest('hex')
      const headers = { 'x-ten-tep': encodeURIComponent(fileName), 'x-hash-tep': hash }
      const told = await call('/UploadFile', { bytes: { type, content }, headers }, () => shapes().stored)
      if ('refused' in told) return told
      if (told.answer.HashTepTin.toLowerCase() !== hash) return { refused: 'tệp đến nơi không còn nguyên vẹn' }
      return { id: told.answer.IdTepTin, hash }
    },
    create: (dossier) => tell('/CreateDossier', dossier),
    tellProgress: (rows) => tell('/CapNhatTienTrinh', { data: rows }),
    tellStatus: (number, status) => tell('/CapNhatTrangThai', { SoHoSo: number, TrangThai: status }),
  }
}
