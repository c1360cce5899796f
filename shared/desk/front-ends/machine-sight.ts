import { heiredMachine, type Machine, machineOn } from '../../access/machine.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import { maySee } from '../../dossier/may-see.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'machines' | 'catalogue' | 'now'>

/** The machine as it is listed today; `undefined` once it is off the list or past its last day. Throws Outage. */
export async function machineOf(desk: Needs, client: string): Promise<Machine | undefined> {
  const token = { id: client, scopes: ['webhooks.receive'] } as const
  const machine = machineOn(dayOf(desk.now()), token, await desk.machines.entry(client))
  return machine && heiredMachine(machine, await directory(desk))
}

/** Whether a machine is told of a dossier: one it may follow by its code, and no part of a liên thông. */
export function mayBeTold(machine: Machine | undefined, dossier: Dossier): machine is Machine {
  if (!machine || dossier.code === undefined || dossier.parent !== undefined) return false
  return maySee(machine, dossier, undefined)
}
