import * as z from 'zod'
import type { Instant } from '../calendar/day.ts'
import type { DossierEvent, DossierFile } from '../dossier/dossier.ts'
import { lazily } from '../lazily.ts'
import { log } from '../log.ts'
import type { ArrivedLetter, Letter, UnreadLetter } from '../messages/offices.ts'
import { Outage } from '../outage.ts'
import type { Desk } from './desk.ts'
import { type JobNeeds, performAsJob } from './perform-as-job.ts'

export type LetterNeeds = JobNeeds &
  Pick<Desk, 'letterAxis' | 'marks'> & { objects: Pick<Desk['objects'], 'readClean'> }

const place = 'LETTERS-LAST-ARRIVED'
const begun = 'LETTERS-SINCE'
const letterName = lazily(() => z.object({ number: z.string(), issuedOn: z.string(), sender: z.string() }))

/**
 * Sends the letter of an event over the axis. Number, day and sender are its identity there, so that a repeat after a crash is
 * the same document; one that was called back or answered meanwhile is not sent any more. Throws Outage.
 */
export async function sendLetterOut(desk: LetterNeeds, id: string, number: string): Promise<void> {
  const file = await desk.dossiers.load(id)
  const letter = file && (await letterOf(desk, file, number))
  if (!letter) return
  const answer = await desk.letterAxis.send(letter)
  // The axis has it; that the receiver has it is asked for, until the acknowledgement.
  if (answer === 'taken') return
  log({ job: 'transfers', code: number, outcome: 'refused-by-partner' })
  const reason = `Trục văn bản không nhận: ${answer.refused}`
  await performAsJob(desk, {
    job: 'transfers',
    dossier: id,
    act: { act: 'errand-refused', number, reason },
    key: `errand-refused:${number}`,
    isDue: ({ errand }) => errand?.number === number,
  })
}

async function letterOf(desk: LetterNeeds, file: DossierFile, number: string): Promise<Letter | undefined> {
  const { dossier, parties, scans } = file
  const { errand, code } = dossier
  if (errand?.number !== number || !errand.letter || code === undefined) return undefined
  const event = (await desk.dossiers.history(dossier.id, errand.n - 1)).find(({ n }) => n === errand.n)
  const wanted = new Set(numbersIn(event?.detail))
  const files = await Promise.all(
    scans
      .filter(({ n }) => wanted.has(n))
      .map(async ({ fileName, sha256, cleanKey }) => {
        const content = cleanKey === undefined ? undefined : await desk.objects.readClean(cleanKey)
        if (!content) throw new Outage('the files', new Error('a file of a letter is not there'))
        return { name: fileName, sha256, content }
      }),
  )
  return { ...errand.letter, subject: parties.letterSubject ?? '', dossierCode: code, files }
}

function numbersIn(detail: DossierEvent['detail']): readonly number[] {
  const files: unknown = detail?.files
  return Array.isArray(files) ? files.map((file: unknown) => Number(Object(file).n)) : []
}

/**
 * Asks the axis to give a letter back that was called back here, or whose dossier has ended. Too late is noted, and told; one that
 * never was there is with nobody. Throws Outage.
 */
export async function recallLetter(desk: LetterNeeds, id: string, event: DossierEvent): Promise<void> {
  const name = letterName().safeParse(event.detail?.letter).data
  if (!name) return
  const answer = await desk.letterAxis.recall(name)
  const number = String(event.detail?.number ?? id)
  log({ job: 'transfers', code: number, outcome: `letter-${answer}` })
  if (answer !== 'too-late') return
  // Asked again after a crash, the axis says the same: it is written down once.
  const later = await desk.dossiers.history(id, event.n)
  if (later.some(({ act, detail }) => act === 'letter-recall-refused' && detail?.number === number)) return
  const reason = `Nơi nhận đã nhận văn bản ${name.number}`
  await performAsJob(desk, {
    job: 'transfers',
    dossier: id,
    act: { act: 'letter-recall-refused', number, reason },
    key: `letter-recall-refused:${number}`,
    isDue: () => true,
  })
}

/** Where a letter that is out has got to: acknowledged, or sent back. Throws Outage. */
export async function askAfterLetter(desk: LetterNeeds, { dossier }: Pick<DossierFile, 'dossier'>): Promise<void> {
  const { errand, id } = dossier
  if (!errand?.letter) return
  const { number, letter } = errand
  const state = await desk.letterAxis.stateOf(letter)
  const job = {
    job: 'transfers',
    dossier: id,
    isDue: (now: DossierFile['dossier']) => now.errand?.number === number,
  } as const
  if (state === 'received' && errand.state === 'in-transit')
    await performAsJob(desk, { ...job, act: { act: 'errand-taken', number }, key: `errand-taken:${number}` })
  if (typeof state === 'object')
    await performAsJob(desk, {
      ...job,
      act: { act: 'errand-refused', number, reason: `Nơi nhận trả lại văn bản: ${state.refused}` },
      key: `errand-refused:${number}`,
    })
}

/**
 * Văn bản đến: enters what has arrived since the last one seen into the dossier it names, once. What names no dossier of ours
 * is left to the document system, what cannot be read is set aside. What had arrived before this installation listened for the
 * first time is nobody's news here and is passed by; `startAfter` spares the first run the reading of documents up to that
 * number. A backlog is read page by page, and the place kept with each letter. Throws Outage; answers how many were entered.
 */
export async function readArrivedLetters(desk: LetterNeeds, startAfter = 0): Promise<number> {
  const seen = await desk.marks.value(place)
  const since = await listeningSince(desk, seen !== undefined)
  let lastId = Number(seen ?? startAfter)
  let entered = 0
  for (;;) {
    const page = (await desk.letterAxis.arrivedAfter(lastId))
      .filter(({ id }) => id > lastId)
      .sort((a, b) => a.id - b.id)
    const last = page.at(-1)
    if (!last) return entered
    entered += await enterPage(desk, page, since)
    lastId = last.id
  }
}

async function enterPage(
  desk: LetterNeeds,
  page: readonly (ArrivedLetter | UnreadLetter)[],
  since: Instant,
): Promise<number> {
  // One that cannot be read has no moment; with an older one behind it, it is old too.
  const old = page.findLastIndex((letter) => 'arrivedAt' in letter && letter.arrivedAt < since)
  const lastOld = page[old]
  if (lastOld) {
    log({ job: 'transfers', outcome: 'letters-of-before', count: old + 1 })
    await desk.marks.setValue(place, String(lastOld.id))
  }
  let entered = 0
  for (const letter of page.slice(old + 1)) {
    if ('unread' in letter) await putAside(desk, letter)
    else if (await enter(desk, letter)) entered += 1
    await desk.marks.setValue(place, String(letter.id))
  }
  return entered
}

/** Kept by the first run of all and never moved. An installation that listened before this was kept passes nothing by. */
async function listeningSince(desk: LetterNeeds, isOlder: boolean): Promise<Instant> {
  const kept = await desk.marks.value(begun)
  if (kept !== undefined || isOlder) return kept ?? ''
  await desk.marks.swapValue(begun, undefined, desk.now())
  return (await desk.marks.value(begun)) ?? desk.now()
}

/** Its number alone: what is in it may name people. */
async function putAside(desk: LetterNeeds, { id, unread }: UnreadLetter): Promise<void> {
  log({ job: 'transfers', code: String(id), outcome: 'letter-unreadable' })
  const reason = `Văn bản đến số ${id} của trục không đọc được (${unread}); mở ở hệ thống quản lý văn bản.`
  const row = { id: `letter-${String(id).padStart(8, '0')}`, queue: 'transfers', body: JSON.stringify({ letter: id }) }
  await desk.marks.setAside({ ...row, reason, at: desk.now() })
}

async function enter(desk: LetterNeeds, letter: ArrivedLetter): Promise<boolean> {
  const whole = letter.dossierCode === undefined ? undefined : await desk.dossiers.idOfCode(letter.dossierCode)
  if (whole === undefined) {
    log({ job: 'transfers', code: String(letter.id), outcome: 'letter-of-no-dossier' })
    return false
  }
  const { id: arrival, number, sender, issuedOn, answers, files } = letter
  const act = {
    act: 'letter-arrived',
    arrival,
    letter: number,
    sender,
    issuedOn,
    files: files.map(({ id, sha256, name }) => ({ id, sha256, ...endingOf(name) })),
    ...(answers === undefined ? {} : { answers }),
  } as const
  if (await isEntered(desk, whole, arrival)) return false
  const dossier = await whoAsked(desk, whole, answers)
  const key = `letter:${arrival}`
  return (await performAsJob(desk, { job: 'transfers', dossier, act, key, isDue: () => true })) === 'done'
}

function endingOf(fileName: string): { ending?: string } {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase()
  return ending === undefined ? {} : { ending }
}

/** Whether the whole or one of its parts has it already: after a crash, whoever had asked waits for it no more. */
async function isEntered(desk: LetterNeeds, whole: string, arrival: number): Promise<boolean> {
  const events = await desk.dossiers.history(whole)
  const has = ({ act, detail }: DossierEvent) => act === 'letter-arrived' && detail?.arrival === arrival
  if (events.some(has)) return true
  const parts = events.flatMap(({ act, detail }) => (act === 'transfer' ? [String(detail?.part)] : []))
  for (const part of parts) if ((await desk.dossiers.history(part)).some(has)) return true
  return false
}

/** The part that is out, where the letter answers its question; otherwise the whole. */
async function whoAsked(desk: LetterNeeds, whole: string, answers: string | undefined): Promise<string> {
  const child = (await desk.dossiers.load(whole))?.dossier.child
  const part = child === undefined || answers === undefined ? undefined : await desk.dossiers.load(child)
  return part?.dossier.errand?.letter?.number === answers ? (part?.dossier.id ?? whole) : whole
}
