import type { DossierEvent, DossierFile } from '../../dossier/dossier.ts'
import type { Desk } from '../desk.ts'

/** One dossier with its history, and the other halves of a liên thông: the parent, or every part that was ever sent out. */
export interface Whole {
  file: DossierFile
  history: readonly DossierEvent[]
  kin: readonly { file: DossierFile; history: readonly DossierEvent[] }[]
}

/** `undefined` when there is no such dossier; who may see it is asked before. Throws Outage. */
export async function readWhole(desk: Pick<Desk, 'dossiers'>, id: string): Promise<Whole | undefined> {
  const found = await desk.dossiers.whole(id)
  return found && withKin(desk, found.file, found.history)
}

export async function withKin(
  desk: Pick<Desk, 'dossiers'>,
  file: DossierFile,
  history: readonly DossierEvent[],
): Promise<Whole> {
  const kinIds = file.dossier.parent ? [file.dossier.parent] : partsOf(history)
  const kin = await Promise.all(kinIds.map((kinId) => desk.dossiers.whole(kinId)))
  return { file, history, kin: kin.filter((half) => half !== undefined) }
}

function partsOf(history: readonly DossierEvent[]): readonly string[] {
  return history.flatMap((event) => {
    const part = event.act === 'transfer' ? event.detail?.part : undefined
    return typeof part === 'string' ? [part] : []
  })
}
