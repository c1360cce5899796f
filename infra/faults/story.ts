import type { Want } from '../../shared/dossier/dossier.ts'
import { toOfficeHours } from '../local/office-hours.ts'
import { type Counts, dossierBooks } from './books.ts'
import type { Lab } from './lab.ts'
import { acceptOne, act, carryUntil, headOf, ringOnly } from './people.ts'
import type { WorkerName } from './woken.ts'

/** What one run of a worker is about, and where everybody's books of it stand. */
export interface Story {
  /** What wakes the worker; absent where it is a message on its queue. */
  event?: unknown
  /** The dossier it is about, where it is about one. */
  dossier?: string
  books(): Promise<Counts>
  /** Whether whoever asked for it is still told to wait. */
  waits?(): Promise<boolean>
  /** What the sweep rings for again every ten minutes, for as long as something waits: an index may have hidden it from the first ring. */
  sweep?: () => Promise<void>
}

/** Brings about what wakes the worker, each time anew. */
export type Scene = (lab: Lab) => Promise<Story>

/** Notices rest at night, and what one run sends another would leave for the morning: each story begins by day. */
export const byDay =
  (scene: Scene): Scene =>
  (lab) => {
    toOfficeHours(lab.clock)
    return scene(lab)
  }

/** A dossier, and its part where it has one. */
export type Kin = readonly [string, ...string[]]

/** A worker that is rung for a dossier and reads its history from its own place. */
export function doorbell(worker: WorkerName & Want, made: (lab: Lab) => Promise<Kin>): Scene {
  return async (lab) => {
    const kin = await made(lab)
    await ringOnly(lab.world, kin, worker)
    return { dossier: kin[0], books: () => dossierBooks(lab, kin, [worker]) }
  }
}

export const accepted = async ({ world }: Lab): Promise<Kin> => [await acceptOne(world)]

/** Chuyển liên thông: the part lies at a department of the city. */
export async function transferred(lab: Lab): Promise<Kin> {
  const id = await acceptOne(lab.world)
  await carryUntil(lab.world, id, 'transfer')
  return withPart(lab, id)
}

export async function withPart(lab: Lab, id: string): Promise<Kin> {
  const { child } = await headOf(lab.world, id)
  return child === undefined ? [id] : [id, child]
}

/** Trả kết quả qua bưu chính: decided, and ordered at the post. */
export async function ordered(lab: Lab): Promise<Kin> {
  const id = await acceptOne(lab.world, 'post')
  await carryUntil(lab.world, id, 'processed')
  await ringOnly(lab.world, [id])
  await act(lab.world, id, { act: 'order-shipment' })
  return [id]
}

/** Answers with the stream's records of everything that is written from now on. */
export async function recordsSince(lab: Lab): Promise<() => Promise<{ Records: unknown[] }>> {
  const shard = (await lab.stream.listShards(true)).at(-1) ?? ''
  const end = await lab.stream.findEnd(shard)
  return async () => {
    const { records } = await lab.stream.read(shard, end === undefined ? 'TRIM_HORIZON' : { after: end }, 100)
    return { Records: records }
  }
}
