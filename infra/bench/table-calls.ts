import { voice } from '../tour/api.ts'
import type { WholeShown } from '../tour/shapes.ts'
import { overMeter } from './metered-stack.ts'
import { acceptOne, counter, openOne } from './scenes.ts'

/** Calls at the table by which each scene of the speed chapter is answered; what workers do afterwards is not counted. */
export function countTableCalls() {
  return overMeter(async ({ places, meter, settle }) => {
    const desk = await counter(places)
    const anyone = voice(places.api, 'anyone')
    // The fewest of three: a worker that wakes before the answer is here would be counted with it.
    const fewest = async (deed: (round: number) => Promise<unknown>) => {
      const counts: number[] = []
      for (let round = 0; round < 3; round += 1) {
        await settle()
        meter.take()
        await deed(round)
        counts.push(meter.take().length)
      }
      return Math.min(...counts)
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
  })
}
