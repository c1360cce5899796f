import * as z from 'zod'
import type { Day } from '../../calendar/day.ts'
import { lazily } from '../../lazily.ts'
import type { Desk } from '../desk.ts'

type Needs = Pick<Desk, 'dossiers' | 'marks'>

/** For so long a document of ours may be answered by its number alone. */
const keepSeconds = 400 * 86_400
/** Of one number: registers begin anew each year, and a pattern need not name the year. */
const mostOfNumber = 5

const sentShape = lazily(() =>
  z.array(z.object({ dossier: z.string(), receiver: z.string(), issuedOn: z.string().optional() })),
)
type Sent = z.infer<ReturnType<typeof sentShape>>

const place = (number: string) => `LETTER-SENT#${number.normalize('NFC')}`
const older = 'LETTERS-SENT-BEFORE'

/** Sổ văn bản đi: which dossier sent a numbered document, and to whom. Written before it goes out, so that no answer can come earlier. Throws Outage. */
export async function rememberLetter(
  { marks }: Pick<Needs, 'marks'>,
  { number, receiver, issuedOn }: { number: string; receiver: string; issuedOn: Day },
  dossier: string,
): Promise<void> {
  const name = place(number)
  for (;;) {
    const kept = await marks.value(name)
    const rows = readSent(kept)
    if (rows.some((row) => row.dossier === dossier && row.receiver === receiver)) return
    const next = JSON.stringify([...rows, { dossier, receiver, issuedOn }].slice(-mostOfNumber))
    if (await marks.swapValue(name, kept, next, keepSeconds)) return
  }
}

/**
 * The dossiers whose document somebody answers who was to have it: first whoever still waits for that answer, then whoever sent such
 * a number last, also when it was called back or answered before. Nobody answers what is dated after the answer, as the same number of
 * the next year is; where that leaves none, a date is wrong and says nothing. Throws Outage.
 */
export async function dossiersAnswered(
  desk: Needs,
  number: string,
  { sender, issuedOn: on }: { sender: string; issuedOn: Day },
): Promise<readonly string[]> {
  const sent = (await sentUnder(desk, number)).filter(({ receiver }) => receiver === sender)
  const before = sent.filter(({ issuedOn = on }) => issuedOn <= on)
  const own = (before.length > 0 ? before : sent).map(({ dossier }) => dossier).toReversed()
  const heads = await Promise.all(own.map(async (id) => (await desk.dossiers.load(id))?.dossier))
  const waits = heads.find((head) => head?.errand?.letter?.number === number && head.errand.letter.receiver === sender)
  return waits ? [waits.id, ...own.filter((id) => id !== waits.id)] : own
}

async function sentUnder(desk: Needs, number: string): Promise<Sent> {
  const known = await desk.marks.value(place(number))
  if (known !== undefined) return readSent(known)
  if ((await desk.marks.value(older)) !== undefined) return []
  // Once: those that were out before this register was kept.
  for await (const id of desk.dossiers.withErrands()) {
    const letter = (await desk.dossiers.load(id))?.dossier.errand?.letter
    if (letter) await rememberLetter(desk, letter, id)
  }
  await desk.marks.setValue(older, 'known')
  return readSent(await desk.marks.value(place(number)))
}

const readSent = (kept: string | undefined): Sent => (kept === undefined ? [] : sentShape().parse(JSON.parse(kept)))
