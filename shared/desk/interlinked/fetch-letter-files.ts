import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { toDate } from '../../calendar/day.ts'
import type { DossierEvent, Scan } from '../../dossier/dossier.ts'
import { lazily } from '../../lazily.ts'
import { log } from '../../log.ts'
import { Outage } from '../../outage.ts'
import type { WhyMissing } from '../../partner-ports.ts'
import type { Desk } from '../desk.ts'

export type FetchNeeds = Pick<Desk, 'dossiers' | 'scans' | 'letterAxis' | 'now'> & {
  objects: Pick<Desk['objects'], 'putQuarantined'>
}

/** For so long a file that the axis does not have as announced is asked for again; its copy there may come after its letter. */
const patienceMs = 30 * 60_000
/** How many files may be given a number at the same moment. */
const racers = 50

const said = lazily(() =>
  z.object({
    arrival: z.number(),
    letter: z.string(),
    files: z.array(z.object({ id: z.string(), sha256: z.string(), ending: z.string().optional() })),
  }),
)
type Said = z.infer<ReturnType<typeof said>>

const whyMissing: Readonly<Record<WhyMissing, string>> = {
  absent: 'trục văn bản không có tệp này; mở ở hệ thống quản lý văn bản',
  another: 'tệp trên trục khác với tệp đã báo; mở ở hệ thống quản lý văn bản',
  'too-large': 'tệp lớn hơn mức nhận; mở ở hệ thống quản lý văn bản',
}

const types: Readonly<Record<string, Scan['type']>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/**
 * Endings a file keeps: papers, tables and pictures. Any other, which a computer may run or a browser may open as a page, is
 * kept as `.bin`, whatever its sender called it.
 */
const keptEndings: ReadonlySet<string> = new Set([
  ...Object.keys(types),
  ...['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'txt', 'tif', 'tiff'],
])

/**
 * Tệp của văn bản đến: fetches each file of an arrived letter once and puts it into quarantine, where it is judged like an upload.
 * One that the axis does not have as announced is in the end noted with the reason, and holds up nothing more. Throws Outage.
 */
export async function fetchLetterFiles(desk: FetchNeeds, event: DossierEvent): Promise<void> {
  const letter = said().safeParse(event.detail).data
  if (!letter) return
  for (let place = 1; place <= letter.files.length; place += 1) await fetchOne(desk, event, letter, place)
}

async function fetchOne(desk: FetchNeeds, event: DossierEvent, letter: Said, place: number): Promise<void> {
  const file = letter.files[place - 1]
  const known = await scanOf(desk, event.dossier, letter.arrival, place)
  if (!file || (known && known.state !== 'slot')) return
  const got = await desk.letterAxis.fetch(file)
  if ('missing' in got) {
    if (toDate(desk.now()).getTime() - toDate(event.at).getTime() < patienceMs)
      throw new Outage('letters', new Error(`a file of a letter is ${got.missing}`))
    log({ job: 'transfers', code: `${letter.arrival}/${place}`, outcome: 'letter-file-missing', act: got.missing })
    const fault = { state: 'mismatched', reason: whyMissing[got.missing], verdictAt: desk.now() } as const
    if (known) await desk.scans.settle(event.dossier, { ...known, ...fault }, 'slot')
    else await reserve(desk, event.dossier, { ...fileOf(desk, event, letter, place), ...fault })
    return
  }
  const size = got.byteLength
  const scan = known ?? (await reserve(desk, event.dossier, { ...fileOf(desk, event, letter, place), size }))
  if (scan.state !== 'slot') return
  await desk.objects.putQuarantined(scan, got)
  // Overtaken by the verdict, which settles a slot too.
  await desk.scans.settle(event.dossier, { ...scan, state: 'uploaded' }, 'slot')
}

/** Named by the letter's number: its own name may name people. */
function fileOf(
  desk: FetchNeeds,
  event: DossierEvent,
  { arrival, letter, files }: Said,
  place: number,
): Omit<Scan, 'n'> {
  const { sha256 = '', ending: told = '' } = files[place - 1] ?? {}
  const ending = keptEndings.has(told) ? told : 'bin'
  return {
    role: 'letter',
    letter: { arrival, file: place },
    fileName: `van-ban-${letter.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-tep-${place}.${ending}`,
    type: types[ending] ?? 'application/octet-stream',
    size: 0,
    sha256,
    state: 'slot',
    quarantineKey: '',
    by: event.by,
    at: desk.now(),
  }
}

async function scanOf(desk: FetchNeeds, dossier: string, arrival: number, place: number): Promise<Scan | undefined> {
  const scans = (await desk.dossiers.load(dossier))?.scans ?? []
  return scans.find(({ letter }) => letter?.arrival === arrival && letter.file === place)
}

/** Gives it the next number; another worker that does the same at this moment has given it one, and that one is taken. */
async function reserve(desk: FetchNeeds, dossier: string, file: Omit<Scan, 'n'>): Promise<Scan> {
  for (let tried = 0; tried < racers; tried += 1) {
    const scans = (await desk.dossiers.load(dossier))?.scans ?? []
    const same = scans.find(
      ({ letter }) => letter?.arrival === file.letter?.arrival && letter?.file === file.letter?.file,
    )
    if (same) return same
    const n = (scans.at(-1)?.n ?? 0) + 1
    const scan: Scan = { ...file, n, quarantineKey: `${dossier}/${n}/${randomUUID()}` }
    if ((await desk.scans.reserve(dossier, scan)) === 'reserved') return scan
  }
  throw new Outage('the table', new Error('no number for a file of a letter'))
}
