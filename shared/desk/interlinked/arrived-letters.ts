import { earlier, type Instant } from '../../calendar/day.ts'
import type { DossierEvent } from '../../dossier/dossier.ts'
import { log } from '../../log.ts'
import type { ArrivedLetter, UnreadLetter } from '../../messages/offices.ts'
import { openWindow, type ReadingWindow } from '../carrying-on/reading-window.ts'
import { performAsJob } from '../dossiers/perform-as-job.ts'
import type { LetterNeeds } from './letter-errands.ts'
import { dossiersAnswered } from './sent-letters.ts'

const place = 'LETTERS-LAST-ARRIVED'
const begun = 'LETTERS-SINCE'
/** For so long a letter waits for the index to know the code it names: then somebody has to look at it. */
const patienceSeconds = 3600
const keepSeconds = 400 * 86_400

/**
 * Văn bản đến: enters what has arrived into the dossier it names, once, also what comes late with a smaller number. What names no dossier
 * of ours is left to the document system, what cannot be read or names a code of ours that nobody has is in the end set aside. What had
 * arrived before this installation listened for the first time is nobody's news here and is passed by; `startAfter` spares the first run
 * the reading of documents up to that number. A backlog is read page by page, and the place kept with each letter. Throws Outage; answers
 * how many were entered.
 */
export async function readArrivedLetters(desk: LetterNeeds, startAfter = 0): Promise<number> {
  const window = await openWindow(desk, place, startAfter)
  const since = await listeningSince(desk, !window.isNew)
  let lastId = window.settled
  let entered = 0
  const shown = new Set<number>()
  for (;;) {
    const page = (await desk.letterAxis.arrivedAfter(lastId))
      .filter(({ id }) => id > lastId)
      .sort((a, b) => a.id - b.id)
    const last = page.at(-1)
    if (!last) break
    for (const { id } of page) shown.add(id)
    entered += await enterPage(desk, window, page, since)
    lastId = last.id
  }
  // What is waited with, and shown no more, is for somebody to look for.
  for (const id of window.waiting().filter((one) => !shown.has(one)))
    if ((await ofUnknownCode(desk, window, { id })) === 'passed') window.see([id], desk.now())
  await window.keep(desk.now())
  return entered
}

async function enterPage(
  desk: LetterNeeds,
  window: ReadingWindow,
  page: readonly (ArrivedLetter | UnreadLetter)[],
  since: Instant,
): Promise<number> {
  const fresh = page.filter(({ id }) => !window.has(id))
  // One that cannot be read has no moment; with an older one behind it, it is old too.
  const old = fresh.findLastIndex((letter) => 'arrivedAt' in letter && letter.arrivedAt < since)
  const lastOld = fresh[old]
  if (lastOld) {
    log({ job: 'transfers', outcome: 'letters-of-before', count: old + 1 })
    window.pass(lastOld.id)
    await window.keep(desk.now())
  }
  let entered = 0
  for (const letter of fresh.slice(old + 1)) {
    const became = 'unread' in letter ? await putUnread(desk, letter) : await enter(desk, window, letter)
    if (became === 'entered') entered += 1
    if (became === 'waits') window.wait(letter.id, desk.now())
    else window.see([letter.id], desk.now())
    await window.keep(desk.now())
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

/** What became of a letter: entered once, passed by, or to be tried with the next run. */
type Became = 'entered' | 'passed' | 'waits'

async function putUnread(desk: LetterNeeds, { id, unread }: UnreadLetter): Promise<Became> {
  log({ job: 'transfers', code: String(id), outcome: 'letter-unreadable' })
  const reason = `Văn bản đến số ${id} của trục không đọc được (${unread}); mở ở hệ thống quản lý văn bản.`
  return putAside(desk, id, reason)
}

/** Its number alone, once, under the moment it was first seen: what is in it may name people. */
async function putAside(desk: LetterNeeds, id: number, reason: string): Promise<Became> {
  const name = `letter-${String(id).padStart(8, '0')}`
  await desk.marks.swapValue(`UNREAD#${name}`, undefined, desk.now(), keepSeconds)
  const at = (await desk.marks.value(`UNREAD#${name}`)) ?? desk.now()
  await desk.marks.setAside({ id: name, queue: 'transfers', body: JSON.stringify({ letter: id }), reason, at })
  return 'passed'
}

async function enter(desk: LetterNeeds, window: ReadingWindow, letter: ArrivedLetter): Promise<Became> {
  const { dossierCode: code } = letter
  const named = await concerned(desk, letter)
  const [first] = named
  if (first === undefined)
    return code?.startsWith(`${desk.province}.`) ? ofUnknownCode(desk, window, letter) : ofNone(letter)
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
  for (const id of named) if (await isEntered(desk, await wholeOf(desk, id), arrival)) return 'passed'
  const dossier = await stillHearing(desk, first)
  const key = `letter:${arrival}`
  const said = await performAsJob(desk, { job: 'transfers', dossier, act, key, isDue: () => true })
  return said === 'done' ? 'entered' : 'passed'
}

/**
 * The dossier that a letter concerns, and others that may have it already: whoever sent the document it answers, as most document systems
 * name nothing else; of the code it names, where it names one.
 */
async function concerned(desk: LetterNeeds, letter: ArrivedLetter): Promise<readonly string[]> {
  const { dossierCode: code, answers } = letter
  const whole = code === undefined ? undefined : await desk.dossiers.idOfCode(code)
  if (code !== undefined && whole === undefined) return []
  const asked = answers?.includes(`${desk.province}.`) ? await dossiersAnswered(desk, answers, letter) : []
  if (whole === undefined) return asked
  const own: string[] = []
  for (const id of asked) if ((await wholeOf(desk, id)) === whole) own.push(id)
  return [...own, whole]
}

function ofNone({ id }: ArrivedLetter): Became {
  log({ job: 'transfers', code: String(id), outcome: 'letter-of-no-dossier' })
  return 'passed'
}

/** A code of ours that nobody has: the index may lag behind, so the letter is tried again before somebody has to look at it. */
async function ofUnknownCode(desk: LetterNeeds, window: ReadingWindow, { id }: { id: number }): Promise<Became> {
  const since = window.waitsSince(id)
  if (since === undefined || since > earlier(desk.now(), patienceSeconds)) return 'waits'
  log({ job: 'transfers', code: String(id), outcome: 'letter-of-unknown-code' })
  return putAside(
    desk,
    id,
    `Văn bản đến số ${id} của trục nêu một mã hồ sơ không có ở đây; mở ở hệ thống quản lý văn bản.`,
  )
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

async function wholeOf({ dossiers }: LetterNeeds, id: string): Promise<string> {
  return (await dossiers.load(id))?.dossier.parent ?? id
}

/** A part that has ended hears of nothing more: its whole does. */
async function stillHearing(desk: LetterNeeds, id: string): Promise<string> {
  const dossier = (await desk.dossiers.load(id))?.dossier
  return dossier?.finishedAt === undefined ? id : (dossier.parent ?? id)
}
