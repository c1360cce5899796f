import { createHash } from 'node:crypto'
import * as z from 'zod'
import { performAsJob } from '../../shared/desk/dossiers/perform-as-job.ts'
import { dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { act, headOf, keepResult, ringOnly } from './people.ts'
import { type Kin, type Story, transferred } from './story.ts'

/** A part at a department of the city, whose slip to the tax office is written and not yet sent. */
export async function slipOut(lab: Lab): Promise<Kin> {
  const kin = await transferred(lab)
  await ringOnly(lab.world, kin)
  await act(lab.world, kin.at(-1) ?? kin[0], {
    act: 'send-out',
    partner: 'tax-office',
    parcel: { sheet: '12', number: '34', areaM2: 120, communeCode: '19804', purpose: 'Đất ở' },
    asks: ['registration-charge'],
  })
  return kin
}

const receiver = 'G12'

/** A part whose papers are written out as a numbered document, and not yet on the axis. */
export async function letterOut(lab: Lab): Promise<Kin> {
  const kin = await transferred(lab)
  await ringOnly(lab.world, kin)
  const part = kin.at(-1) ?? kin[0]
  const n = await keepResult(lab.world, part)
  await lab.world.objects.keepClean(part, `scans/${part}/${n}/lab`, Buffer.from(part), 'application/pdf')
  await act(lab.world, part, { act: 'send-letter', receiver, subject: 'Xin ý kiến', scans: [n] })
  return kin
}

/** Gọi lại văn bản: the axis has it, its receiver does not, and its sender wants it back. */
export async function letterCalledBack(lab: Lab): Promise<Kin> {
  const kin = await letterOut(lab)
  await ringOnly(lab.world, kin, 'transfers')
  await lab.settle()
  await act(lab.world, kin.at(-1) ?? kin[0], { act: 'call-back', reason: 'Gửi nhầm nơi nhận' })
  return kin
}

/** The receiver has answered by a document of its own, and nobody has looked. */
export async function letterAnswered(lab: Lab): Promise<Story> {
  const kin = await letterOut(lab)
  await ringOnly(lab.world, kin, 'transfers')
  await lab.settle()
  const { errand, code } = await headOf(lab.world, kin.at(-1) ?? kin[0])
  const answer = { SoKyHieu: `${errand?.letter?.number}/TL`, NoiGui: receiver, MaHoSo: code }
  await lab.tell('offices', '/_control/arrive', { ...answer, TraLoiSo: errand?.letter?.number, content: 'Đồng ý' })
  return { dossier: kin[0], event: { time: lab.world.now() }, books: () => dossierBooks(lab, kin, ['transfers']) }
}

/** A letter is entered in the history, and nobody has fetched its file. */
export async function letterEntered(lab: Lab): Promise<Story> {
  const { world } = lab
  const kin = await transferred(lab)
  await ringOnly(world, kin)
  const part = kin.at(-1) ?? kin[0]
  const { code } = await headOf(world, part)
  const content = `%PDF-1.7 ${part}\n%%EOF`
  const arrival = await lab.tell('offices', '/_control/arrive', { NoiGui: receiver, MaHoSo: code, content })
  const { Id } = z.object({ Id: z.number() }).parse(arrival)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const letter = { arrival: Id, letter: `${Id}/CV`, sender: receiver, issuedOn: '2026-03-10' }
  await performAsJob(world, {
    ...{ job: 'transfers', dossier: part, key: `letter:${Id}`, isDue: () => true },
    act: { act: 'letter-arrived', ...letter, files: [{ id: `T${Id}`, sha256, ending: 'pdf' }] },
  })
  await ringOnly(world, kin, 'transfers')
  return { dossier: kin[0], books: () => dossierBooks(lab, kin, ['transfers']) }
}

/** The office has determined what is owed, and nobody has asked yet. */
export async function noticeIssued(lab: Lab): Promise<Story> {
  const kin = await slipOut(lab)
  await ringOnly(lab.world, kin, 'transfers')
  await lab.settle()
  const { errand } = await headOf(lab.world, kin.at(-1) ?? kin[0])
  await lab.tell('offices', '/_control/issue-notice', { slip: errand?.number, amountVnd: 600_000 })
  return { dossier: kin[0], event: { time: lab.world.now() }, books: () => dossierBooks(lab, kin, ['transfers']) }
}
