import type { Unit } from '../../shared/agencies/unit.ts'
import type { Dossier, DossierFile } from '../../shared/dossier/dossier.ts'
import { record } from '../../shared/dossier/history/history.ts'
import * as given from '../given.ts'
import { drawnAsText, drawnRowsAsText } from '../memory/drawing.ts'
import { memoryPorts } from '../memory/ports.ts'

/** A desk over memory with two agencies, a clock that tests move, and no waiting. */
export async function workerDesk(start: string = given.tuesday) {
  const ports = memoryPorts()
  const clock = { at: start }
  const units = given.units.map(
    (unit): Unit =>
      unit.kind === 'agency'
        ? { ...unit, email: `${unit.id}@thu.invalid`, phone: '02343000000', address: '1 đường Thử', adminCode: '19804' }
        : unit,
  )
  const officers = [given.receptionist, given.handler, given.chair, given.cityHandler, given.cityLeader]
  await ports.catalogue.putUnits(units, officers)
  const desk = {
    ...ports,
    now: () => clock.at,
    pause: async () => undefined,
    chance: () => 0,
    limits: { scanMaxBytes: 1000, scanMaxCount: 10 },
    province: 'H57',
    draw: drawnAsText,
    drawRows: drawnRowsAsText,
    lookUpAddress: 'https://tra-cuu.test/?ma={code}',
    payReturnAddress: 'https://cong.test/ve?ma={code}',
  }
  return {
    desk,
    clock,
    /** A dossier as it stands after reception, with one event. */
    async put(change: Partial<Dossier>, parts: Partial<DossierFile> = {}): Promise<Dossier> {
      const next = given.dossier({ version: 1, ...change })
      const said = { key: 'given', body: 'given' }
      const pinned = parts.plan ? { plan: parts.plan } : {}
      const made = record({ next, event: { act: 'open' }, ...pinned }, undefined, given.receptionist, clock.at, said)
      const parties = parts.parties ?? given.fileOf().parties
      const money = parts.money ? { money: parts.money } : {}
      await ports.dossiers.commit({ changes: [{ ...made, parties, ...pinned, ...money }] })
      return made.dossier
    },
    async dossier(id = 'hs'): Promise<Dossier> {
      const file = await ports.dossiers.load(id)
      if (!file) throw new Error(`no dossier ${id}`)
      return file.dossier
    },
    async acts(id = 'hs'): Promise<readonly string[]> {
      return (await ports.dossiers.history(id)).map((event) => event.act)
    },
  }
}

export type WorkerDesk = Awaited<ReturnType<typeof workerDesk>>
