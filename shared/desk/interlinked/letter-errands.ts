import * as z from 'zod'
import type { DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import { lazily } from '../../lazily.ts'
import { log } from '../../log.ts'
import type { Letter } from '../../messages/offices.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { rememberLetter } from './sent-letters.ts'

export type LetterNeeds = JobNeeds &
  Pick<Desk, 'letterAxis' | 'marks'> & { objects: Pick<Desk['objects'], 'readClean'> }

const letterFile = lazily(() => z.object({ n: z.number(), ofWhole: z.literal(true).optional() }))
const letterName = lazily(() => z.object({ number: z.string(), issuedOn: z.string(), sender: z.string() }))

/**
 * Sends the letter of an event over the axis. Number, day and sender are its identity there, so that a repeat after a crash is
 * the same document; one that was called back or answered meanwhile is not sent any more. Throws Outage.
 */
export async function sendLetterOut(desk: LetterNeeds, id: string, number: string): Promise<void> {
  const file = await desk.dossiers.load(id)
  const letter = file && (await letterOf(desk, file, number))
  if (!letter) return
  await rememberLetter(desk, letter, id)
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
  const { dossier, parties } = file
  const { errand, code } = dossier
  if (errand?.number !== number || !errand.letter || code === undefined) return undefined
  const event = (await desk.dossiers.history(dossier.id, errand.n - 1)).find(({ n }) => n === errand.n)
  const files = await Promise.all(
    (await chosenScans(desk, file, event?.detail)).map(async ({ fileName, sha256, cleanKey }) => {
      const content = cleanKey === undefined ? undefined : await desk.objects.readClean(cleanKey)
      if (!content) throw new Outage('the files', new Error('a file of a letter is not there'))
      return { name: fileName, sha256, content }
    }),
  )
  return { ...errand.letter, subject: parties.letterSubject ?? '', dossierCode: code, files }
}

/** The files that the event names: the dossier's own, and of a part those of its whole. */
async function chosenScans(desk: LetterNeeds, { dossier, scans }: DossierFile, detail: DossierEvent['detail']) {
  const named = z.array(letterFile()).catch([]).parse(detail?.files)
  const isNamed = (n: number, isOfWhole: boolean) =>
    named.some((file) => file.n === n && (file.ofWhole === true) === isOfWhole)
  const whole = dossier.parent === undefined ? undefined : await desk.dossiers.load(dossier.parent)
  return [...scans.filter(({ n }) => isNamed(n, false)), ...(whole?.scans ?? []).filter(({ n }) => isNamed(n, true))]
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
      act: { act: 'errand-refused', number, reason: 'Nơi nhận trả lại văn bản', said: state.refused },
      key: `errand-refused:${number}`,
    })
}
