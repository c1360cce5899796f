/** Chapter `speed`: the calls at the table behind each scene. */
import { voice } from '../tour/api.ts'
import { overMeter } from './metered-stack.ts'
import { acceptOne, counter, openOne } from './scenes.ts'
import type { WholeShown } from './shapes.ts'
import type { MeteredCall } from './table-meter.ts'

/** What a call asked of the table: the bytes of each item that it wrote, or the units that it read. */
export type TableCall = Pick<MeteredCall, 'operation' | 'sizes' | 'readUnits'>

/** The first sheets, notices and messages of a stack take their time on a busy machine. */
const longestMs = 120_000

/** Calls at the table by which each scene of the speed chapter is answered; what workers do afterwards is not among them. */
export function listTableCalls() {
  return overMeter(
    async ({ places, meter, settle }) => {
      const desk = await counter(places)
      const anyone = voice(places.api, 'anyone')
      // The fewest of three: a worker that wakes before the answer is here would be counted with it.
      const fewest = async (deed: (round: number) => Promise<unknown>): Promise<readonly TableCall[]> => {
        const rounds: (readonly TableCall[])[] = []
        for (let round = 0; round < 3; round += 1) {
          await settle()
          meter.take()
          await deed(round)
          rounds.push(meter.take().map(({ operation, sizes, readUnits }) => ({ operation, sizes, readUnits })))
        }
        return rounds.toSorted((a, b) => a.length - b.length)[0] ?? []
      }
      const read = (id: string) => desk.get<WholeShown>(`/v1/desk/dossiers/${id}`)
      // Once without counting: the first request of each function reads its lists.
      const first = await acceptOne(desk, await openOne(desk))
      const { receipt } = await read(first.id)
      const asked = { code: receipt?.code, factor: receipt?.secret }
      await anyone.post('/v1/public/lookups', asked)
      const opened: Awaited<ReturnType<typeof openOne>>[] = []
      return {
        opening: await fewest(async () => opened.push(await openOne(desk))),
        accepting: await fewest((round) => acceptOne(desk, opened[round] ?? first)),
        reading: await fewest(() => read(first.id)),
        'look-up': await fewest(() => anyone.post('/v1/public/lookups', asked)),
      }
    },
    {},
    longestMs,
  )
}
