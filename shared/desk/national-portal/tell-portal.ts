import { dayOf } from '../../calendar/day.ts'
import type { DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import {
  acknowledgedAs,
  endingOf,
  promisesSeen,
  receptionOf,
  type SyncLine,
  sentInVain,
  type Telling,
  tellsPortal,
} from '../../dossier/history/sync-line.ts'
import { standingResults } from '../../dossier/interlinked/member-results.ts'
import { type FileName, toldFile } from '../../dossier/papers/told-files.ts'
import { log } from '../../log.ts'
import type { Message } from '../../messages/messages.ts'
import { Outage } from '../../outage.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'
import { changeLine } from './sync-lines.ts'

type Needs = Pick<Desk, 'dossiers' | 'catalogue' | 'syncLedger' | 'caseRegister' | 'fileLinks' | 'now'> & {
  objects: Pick<Desk['objects'], 'readClean'>
}
type Doorbell = Extract<Message, { kind: 'doorbell' }>

/**
 * Đồng bộ. Tells the portal a dossier as it stands and whatever happened since it last acknowledged: a bell that comes late,
 * twice or out of order finds nothing left, or all of it. Bells of one dossier come one after the other, so that the order is
 * kept; another dossier's trouble holds up nobody. Throws Outage: also after a refusal, which the queue tries again and
 * then sets aside.
 */
export async function tellPortal(desk: Needs, { dossier: id }: Doorbell): Promise<'worked' | 'absent'> {
  const [file, line] = await Promise.all([desk.dossiers.load(id), desk.syncLedger.line(id)])
  if (!file) return 'absent'
  const { dossier } = file
  const history = (await desk.dossiers.history(id)).filter(({ n }) => n <= dossier.version)
  const after = line?.acknowledged?.n ?? 0
  if (!line?.renew && !history.some((event) => event.n > after && tellsPortal(event, dossier))) return 'worked'
  const ending = endingOf(dossier, history)
  // By its code people know which one waits, also while the portal has never heard of it.
  const coded = (now: SyncLine): SyncLine => (dossier.code === undefined ? now : { ...now, code: dossier.code })
  const answer = await tellNow(desk, file, history, line).catch(async (error: unknown) => {
    await changeLine(desk, id, (now) => coded(sentInVain(now, tellingOf(desk, file), { ending })))
    throw error
  })
  if (answer !== 'taken') {
    log({ job: 'portal', code: dossier.code ?? id, outcome: 'refused-by-portal' })
    const refusedAs = answer.refused
    await changeLine(desk, id, (now) => coded(sentInVain(now, tellingOf(desk, file), { ending, refusedAs })))
    throw new Outage('the portal', new Error('it refused a dossier'))
  }
  const telling = tellingOf(desk, file)
  const acknowledged = (now: SyncLine) =>
    coded(acknowledgedAs(now, telling, promisesSeen(now, dossier, history, telling.at)))
  await changeLine(desk, id, acknowledged, { ending, reception: receptionOf(dossier, history) })
  return 'worked'
}

async function tellNow(
  desk: Needs,
  file: DossierFile,
  history: readonly DossierEvent[],
  line: SyncLine | undefined,
): Promise<'taken' | { refused: string }> {
  const number = await withNumber(desk, file, line)
  if (typeof number === 'object') return number
  return desk.caseRegister.tell(await toldOf(desk, file, history, number, line?.acknowledged?.n ?? 0))
}

function tellingOf(desk: Pick<Desk, 'now'>, { dossier }: DossierFile): Telling {
  return { n: dossier.version, status: dossier.status, at: desk.now() }
}

/** A register that numbers for itself is asked once: the number is written down before it is used. */
async function withNumber(desk: Needs, { dossier }: DossierFile, line: SyncLine | undefined) {
  const { nextNumber } = desk.caseRegister
  if (line?.number !== undefined || !nextNumber) return line?.number
  const number = await nextNumber(dossier.procedure)
  if (typeof number === 'object') return number
  await changeLine(desk, dossier.id, (now) => (now.number === undefined ? { ...now, number } : undefined))
  return (await desk.syncLedger.line(dossier.id))?.number ?? number
}

async function toldOf(
  desk: Needs,
  file: DossierFile,
  history: readonly DossierEvent[],
  number: string | undefined,
  after: number,
) {
  const { procedure: code, procedureVersion: version } = file.dossier
  const [units, procedure, linkTo] = await Promise.all([
    directory(desk),
    desk.catalogue.procedure(code, version),
    linksOf(desk, file, history),
  ])
  const field = procedure?.fields[0]
  return {
    file,
    history,
    directory: units,
    after,
    isKnown: after > 0,
    ...(field && { field }),
    ...(number !== undefined && { number }),
    ...(linkTo && { linkTo }),
    contentOf: async ({ cleanKey }: { cleanKey?: string }) =>
      cleanKey === undefined ? undefined : desk.objects.readClean(cleanKey),
  }
}

/** A link to each file that the portal may have as the dossier stands. */
async function linksOf(desk: Needs, file: DossierFile, history: readonly DossierEvent[]) {
  const link = await desk.fileLinks.linker(dayOf(desk.now()))
  if (!link) return undefined
  const { id } = file.dossier
  const results = standingResults(file.dossier, history)
  // A result of a liên thông lies with the part that made it.
  const parts = results.filter(({ dossier }) => dossier !== id)
  const made = await Promise.all(parts.map(({ dossier }) => desk.dossiers.load(dossier)))
  const isCorrected = history.some(({ act }) => act === 'corrected')
  return (name: FileName) => {
    const lies = [file, ...made].find((one) => one?.dossier.id === name.dossier)
    return toldFile(file, name, lies?.scans ?? [], { results, isCorrected }) && link(name)
  }
}
