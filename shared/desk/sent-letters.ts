import * as z from 'zod'
import { lazily } from '../lazily.ts'
import type { Desk } from './desk.ts'

type Needs = Pick<Desk, 'dossiers' | 'marks'>

/** For so long a document of ours may be answered by its number alone. */
const keepSeconds = 400 * 86_400
/** Of one number: registers begin anew each year, and a pattern need not name the year. */
const mostOfNumber = 5

const sentShape = lazily(() => z.array(z.object({ dossier: z.string(), receiver: z.string() })))
type Sent = z.infer<ReturnType<typeof sentShape>>

const place = (number: string) => `LETTER-SENT#${number.normalize('NFC')}`
const older = 'LETTERS-SENT-BEFORE'

/** Sổ văn bản đi: which dossier sent a numbered document, and to whom. Written before it goes out, so that no answer can come earlier. Throws Outage. */
export async function rememberLetter(
  { marks }: Pick<Needs, 'marks'>,
  { number, receiver }: { number: string; receiver: string },
  dossier: string,
): Promise<void> {
  const name = place(number)
  for (;;) {
    const kept = await marks.value(name)
    const rows = readSent(kept)
    if (rows.some((row) => row.dossier === dossier && row.receiver === receiver)) return
    const next = JSON.stringify([...rows, { dossier, receiver }].slice(-mostOfNumber))
    if (await marks.swapValue(name, kept, next, keepSeconds)) return
  }
}

/**
 * The dossiers whose document somebody answers who was to have it: first whoever still waits for that answer, then whoever sent such
 * a number last, also when it was called back or answered before. Throws Outage.
 */
export async function dossiersAnswered(desk: Needs, number: string, sender: string): Promise<readonly string[]> {
  const sent = await sentUnder(desk, number)
  const own = sent.flatMap(({ dossier, receiver }) => (receiver === sender ? [dossier] : [])).toReversed()
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
