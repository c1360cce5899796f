import { createHash } from 'node:crypto'
import * as z from 'zod'
import { isDay } from '../calendar/day.ts'
import { lazily } from '../lazily.ts'
import { log } from '../log.ts'
import type { ArrivedLetter, Letter, UnreadLetter } from '../messages/offices.ts'
import { Outage } from '../outage.ts'
import type { Credentials, LetterAxis, LetterName, WhyMissing } from '../partner-ports.ts'
import { firstInList } from './cut-json.ts'
import { isTrouble, letterStateOf, tooLate } from './letters-codes.ts'
import { openPartner, type PartnerOptions, readJson } from './partner.ts'
import { keepSession } from './session.ts'
import { type Told, UnwantedStatus } from './transport.ts'
import { readCompactTime } from './wire-times.ts'

export interface LettersOptions extends Omit<PartnerOptions, 'name'> {
  credentials: Credentials<{ username: string; password: string }>
  nowMs: () => number
  /** Bytes that a file of an arrived letter may have. */
  mostFileBytes?: number
}

const name = 'letters'
/** A letter goes with its files in one call, within the minute of the worker that waits for it. */
const filesTimeoutMs = 25_000
/** What a file of a dossier may have. */
const mostFileBytes = 20 * 1024 * 1024
/** Letters asked for at once: a backlog of any length comes in pages that one answer has room for. */
const mostLetters = 500
/** More than an event of the history has room for. */
const mostFiles = 200
const shapes = lazily(() => {
  const code = z.union([z.string(), z.number()]).transform(String)
  const wholeNumber = z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  /** Said for people: whatever else stands there says nothing. */
  const words = z.string().trim().normalize('NFC').nullish().catch(undefined)
  const opened = z.object({ error_code: code, session: z.string().min(1).nullish() })
  const done = z.object({ error_code: code })
  const state = z.object({ error_code: z.literal('0').or(z.literal(0)), TrangThai: code, LyDo: words })
  const arrived = z
    .object({
      Id: wholeNumber,
      SoKyHieu: z.string().trim().min(1).max(200),
      NgayBanHanh: z.string().refine(isDay),
      NoiGui: z.string().trim().min(1).max(200),
      // Neither is entered: a letter without them is one all the same.
      NoiNhan: words,
      TrichYeu: words,
      MaHoSo: z.string().trim().max(200).nullish(),
      TraLoiSo: z.string().trim().max(200).nullish(),
      NgayDen: z.string().transform((text, context) => {
        const at = readCompactTime(text)
        if (at === undefined) context.addIssue({ code: 'custom', message: 'no moment', input: text })
        return at ?? ''
      }),
      TepTin: z
        .array(
          z.object({
            Id: code.pipe(z.string().min(1).max(200)),
            TenTep: z.string().max(1000),
            Sha256: z.string().regex(/^[0-9a-f]{64}$/i),
          }),
        )
        .max(mostFiles)
        .nullish(),
    })
    .transform(
      (told): ArrivedLetter => ({
        id: told.Id,
        number: told.SoKyHieu.normalize('NFC'),
        issuedOn: told.NgayBanHanh,
        sender: told.NoiGui,
        receiver: told.NoiNhan ?? '',
        subject: told.TrichYeu ?? '',
        ...(told.MaHoSo ? { dossierCode: told.MaHoSo } : {}),
        ...(told.TraLoiSo ? { answers: told.TraLoiSo.normalize('NFC') } : {}),
        arrivedAt: told.NgayDen,
        files: (told.TepTin ?? []).map(({ Id, TenTep, Sha256 }) => ({
          id: Id,
          name: TenTep.normalize('NFC'),
          sha256: Sha256.toLowerCase(),
        })),
      }),
    )
  const numbered = z.object({ Id: wholeNumber })
  const page = z.object({ error_code: z.literal('0').or(z.literal(0)), data: z.array(z.unknown()) })
  return { opened, done, state, arrived, numbered, page }
})

/** One document that cannot be read keeps its number; one without a number cannot even be set aside, and is only logged. */
function readRow(row: unknown): Page {
  const read = shapes().arrived.safeParse(row)
  if (read.success) return [read.data]
  const id = shapes().numbered.safeParse(row).data?.Id
  if (id === undefined) {
    log({ job: 'transfers', outcome: 'letter-without-number' })
    return []
  }
  return [{ id, unread: [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ').slice(0, 500) }]
}

function letterFields(letter: Letter) {
  return {
    SoKyHieu: letter.number,
    NgayBanHanh: letter.issuedOn,
    NoiGui: letter.sender,
    NoiNhan: letter.receiver,
    TrichYeu: letter.subject,
    ...(letter.dossierCode === undefined ? {} : { MaHoSo: letter.dossierCode }),
    TepTin: letter.files.map(({ name: fileName, sha256, content }) => ({
      TenTep: fileName,
      Sha256: sha256,
      NoiDung: Buffer.from(content).toString('base64'),
    })),
  }
}

const nameFields = ({ number, issuedOn, sender }: LetterName) => ({
  SoKyHieu: number,
  NgayBanHanh: issuedOn,
  NoiGui: sender,
})

/** Trục văn bản of the four levels: numbered documents sent, received and fetched with their digests held against them. */
export function createLetters(options: LettersOptions): LetterAxis {
  const axis = openPartner({ ...options, name })
  const heavy = openPartner({ timeoutMs: filesTimeoutMs, ...options, name })
  const lists = openPartner({ ...options, name, tellsTooLong: true })
  const files = openPartner({
    timeoutMs: filesTimeoutMs,
    ...options,
    name,
    mostBytes: options.mostFileBytes ?? mostFileBytes,
    tellsTooLong: true,
  })
  const session = keepSession({
    ...options,
    partner: name,
    login: async (json) => {
      const answer = await axis.send(
        '/session',
        { json },
        readJson(() => shapes().opened),
      )
      return answer.error_code === '0' && answer.session ? { token: answer.session, seconds: 600 } : 'refused'
    },
  })
  const bearing = (token: string) => ({ authorization: `Bearer ${token}` })
  return {
    send: (letter) =>
      session<'taken' | { refused: string }>(async (token) => {
        const said = { json: letterFields(letter), headers: bearing(token) }
        const answer = await heavy.send('/vanban', said, (told) =>
          told.status === 401 ? undefined : readJson(() => shapes().done)(told),
        )
        if (answer === undefined) return 'refused'
        if (isTrouble(answer.error_code)) throw new Outage(name, new Error('it has trouble of its own'))
        return answer.error_code === '0' ? 'taken' : { refused: `mã ${answer.error_code}` }
      }),
    stateOf: (letter) =>
      session((token) =>
        axis.ask('/vanban/trangthai', { json: nameFields(letter), headers: bearing(token) }, (told) => {
          if (told.status === 401) return 'refused'
          const { TrangThai, LyDo } = readJson(() => shapes().state)(told)
          const is = letterStateOf(TrangThai)
          if (!is) throw new Error('a state that nobody knows')
          return is === 'returned' ? { refused: LyDo?.slice(0, 500) || 'không nêu lý do' } : is
        }),
      ),
    recall: (letter) =>
      session(async (token) => {
        const said = { json: nameFields(letter), headers: bearing(token) }
        const answer = await axis.send('/vanban/thuhoi', said, (told) =>
          told.status === 401 ? undefined : readJson(() => shapes().done)(told),
        )
        if (answer === undefined) return 'refused'
        if (answer.error_code === '0') return 'recalled'
        if (answer.error_code === tooLate) return 'too-late'
        if (isTrouble(answer.error_code)) throw new Outage(name, new Error('it has trouble of its own'))
        // Whatever else it says, it says so again: a letter that it never had is not given back.
        return 'unknown'
      }),
    async arrivedAfter(lastId) {
      for (let most = mostLetters; ; most = Math.floor(most / 2)) {
        const page = await session<Page | { broken: string }>((token) => {
          const path = `/vanban/den?lastId=${lastId}&soLuong=${most}`
          return lists.ask(path, { headers: bearing(token) }, (told) => {
            if (told.status === 401) return 'refused'
            return isBroken(told) ? { broken: told.text } : readPage(told, lastId, most)
          })
        })
        if (!('broken' in page)) return page
        if (most === 1) return [numberOf(page.broken, lastId)]
      }
    },
    fetch: ({ id, sha256 }) =>
      session((token) =>
        files.ask<Uint8Array | { missing: WhyMissing } | 'refused'>(
          `/teptin/${encodeURIComponent(id)}`,
          { headers: bearing(token) },
          (told) => (told.status === 401 ? 'refused' : readFile(told, sha256)),
        ),
      ),
  }
}

type Page = readonly (ArrivedLetter | UnreadLetter)[]

/** Too long for an answer, or no JSON: one letter among many may be to blame, and is found by asking for fewer. */
function isBroken({ status, text, isTooLong }: Told): boolean {
  if (isTooLong) return true
  if (status !== 200) return false
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}

/** The one letter of an answer that cannot be read whole. Without its number nobody could pass it by: that is no answer, yet not the circuit's business. */
function numberOf(text: string, lastId: number): UnreadLetter {
  const id = shapes().numbered.safeParse({ Id: firstInList(text, 'data', 'Id') }).data?.Id
  if (id === undefined || id <= lastId) throw new Outage(name, new Error('one letter cannot be read, nor its number'))
  return { id, unread: 'quá dài hoặc hỏng' }
}

/**
 * Past the last one seen, in order. A page that is full says nothing of what comes after it: out of order it might leave a
 * letter out for good, and is no answer.
 */
function readPage(told: Told, lastId: number, most: number): Page {
  const { data } = readJson(() => shapes().page)(told)
  const rows = data.flatMap(readRow).filter(({ id }) => id > lastId)
  const inOrder = rows.toSorted((a, b) => a.id - b.id)
  if (data.length === most && rows.some((row, at) => row !== inOrder[at])) throw new Error('a full page out of order')
  return inOrder
}

function readFile({ status, bytes, isTooLong }: Told, sha256: string): Uint8Array | { missing: WhyMissing } {
  if (status === 404 || status === 410) return { missing: 'absent' }
  if (status !== 200) throw new UnwantedStatus(status)
  if (isTooLong) return { missing: 'too-large' }
  if (!bytes) throw new Error('no bytes')
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : { missing: 'another' }
}
