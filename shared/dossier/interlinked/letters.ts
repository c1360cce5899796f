import { agencyOf } from '../../agencies/unit.ts'
import { dayOf } from '../../calendar/day.ts'
import type { ActOf } from '../acts.ts'
import { advance, type Circumstances, type Outcome } from '../circumstances.ts'
import type { Scan } from '../dossier.ts'
import { wholeOf } from '../kin.ts'
import { numberOf, patternOn, yearScope } from '../numbering.ts'
import { isObjection, type Objection, object } from '../objections.ts'
import { beginErrand, sentOut, without } from './errands.ts'

/** Bytes of the files of one letter: what goes over the axis in one call, within the time it is waited for. */
export const mostLetterBytes = 15 * 1024 * 1024

/**
 * Gửi văn bản qua trục: papers of a dossier to the document-management system of another level, as a document numbered in the
 * agency's own register, with its files. It is an errand like the tax office's: acknowledged, refused, called back.
 */
export function sendLetter(act: ActOf<'send-letter'>, c: Circumstances): Outcome | Objection {
  const { dossier, parties } = c.file
  const chosen = chosenOf(act, c)
  if (isObjection(chosen)) return chosen
  const bytes = chosen.reduce((sum, { size }) => sum + size, 0)
  if (bytes > mostLetterBytes) {
    const [has, most] = [bytes, mostLetterBytes].map((count) => (count / 1024 / 1024).toFixed(1).replace('.', ','))
    return object('letter-too-large', [
      { where: 'body.scans', why: `Các tệp đã chọn có ${has} MiB, nhiều nhất ${most} MiB.` },
    ])
  }
  const begun = beginErrand(c, 'letter-axis', act.pauseReason)
  if (isObjection(begun)) return begun
  const agency = agencyOf(dossier.holder)
  const issuedOn = dayOf(c.at)
  const scope = yearScope('letter', agency, issuedOn)
  const value = c.nextSerial(scope)
  const number = numberOf(patternOn(c.patterns, 'letter', issuedOn), agency, issuedOn, value)
  const letter = { number, issuedOn, sender: agency, receiver: act.receiver }
  const errand = { ...begun.errand, letter }
  const { ground } = begun
  const files = chosen.map(({ n, sha256, ofWhole }) => ({ n, sha256, ...(ofWhole && { ofWhole }) }))
  const detail = {
    partner: errand.partner,
    number: errand.number,
    ackDueAt: errand.ackDueAt,
    letter,
    files,
    ...ground.said,
  }
  const event = { act: 'send-letter', detail, wants: ['transfers'] } as const
  const people = { parties: { ...parties, letterSubject: act.subject } }
  return { ...sentOut(c, { errand }, event, people, ground.code), serials: [{ scope, value }] }
}

type Chosen = Scan & { ofWhole?: true }

/** The files that go along, each once: the dossier's own, and of a part also those of its whole, where the applicant's papers are. */
function chosenOf({ scans, parentScans = [] }: ActOf<'send-letter'>, c: Circumstances): readonly Chosen[] | Objection {
  const whole = c.file.dossier.parent === undefined ? undefined : wholeOf(c)
  const ofWhole = (whole?.scans ?? []).map((scan): Chosen => ({ ...scan, ofWhole: true }))
  const asked = [
    ...scans.map((n, place) => ({ n, of: c.file.scans, where: `body.scans.${place}` as const })),
    ...parentScans.map((n, place) => ({ n, of: ofWhole, where: `body.parentScans.${place}` as const })),
  ].map(({ n, of, where }) => ({ n, where, scan: of.find((scan) => scan.n === n && scan.state === 'clean') }))
  if (asked.length === 0)
    return object('components-not-ready', [{ where: 'body.scans', why: 'Phải chọn ít nhất một tệp.' }])
  const missing = asked.filter(({ scan }) => scan === undefined)
  if (missing.length > 0)
    return object(
      'components-not-ready',
      missing.map(({ n, where }) => ({ where, why: `Tệp ${n} chưa có hoặc chưa đạt kiểm tra.` })),
    )
  return [...new Set(asked.flatMap(({ scan }) => (scan ? [scan] : [])))]
}

/**
 * Văn bản đến: entered in the history once, with its digests. The answer to the letter that is out ends the errand, and a
 * clock that stood still for it goes on; any other one moves nothing, and whoever holds the dossier is told.
 */
export function letterArrived(act: ActOf<'letter-arrived'>, c: Circumstances): Outcome | Objection {
  const { dossier } = c.file
  const { errand } = dossier
  const { arrival, letter, sender, issuedOn, files } = act
  const isAnswer =
    dossier.finishedAt === undefined && errand?.letter?.receiver === sender && errand.letter.number === act.answers
  const said = {
    arrival,
    letter,
    sender,
    issuedOn,
    files,
    ...(act.answers === undefined ? {} : { answers: act.answers }),
  }
  const wants = ['transfers'] as const
  if (!isAnswer)
    return { changes: [{ next: advance(dossier, c.at, {}), event: { act: 'letter-arrived', detail: said, wants } }] }
  return without(c, { act: 'letter-arrived', detail: { ...said, number: errand.number } }, wants)
}
