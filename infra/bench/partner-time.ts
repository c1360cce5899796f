/** Chapter `partners`: the time from an act to a partner. */
import { startPrivate } from '../local/private-stack.ts'
import { until } from '../tour/api.ts'
import { type Figure, quantile } from './figure.ts'
import { acceptOne, counter, counters, openOne, side } from './scenes.ts'

const warmUps = 3
const alone = 20
const burst = 100
const atOnce = 8

/** From the answer to a reception until the national portal has the dossier: one at a time at rest, told at once, then many at once. */
export async function* measurePartnerTime(): AsyncGenerator<Figure> {
  const { places, stack, stop } = await startPrivate()
  try {
    const atPortal = async () => (await fetch(`${places.portals}/_control/state`)).text()
    const arrived = async (codes: readonly string[]) =>
      until(
        'the portal',
        async () => {
          const shown = await atPortal()
          return codes.every((code) => code !== '' && shown.includes(code)) ? performance.now() : undefined
        },
        300,
        15,
      )
    const desk = await counter(places)
    const times: number[] = []
    for (let round = 0; round < warmUps + alone; round += 1) {
      const opened = await openOne(desk)
      await stack.settle(longestMs)
      const { code = '' } = await acceptOne(desk, opened)
      const acted = performance.now()
      const took = (await arrived([code])) - acted
      if (round >= warmUps) times.push(took)
    }
    for (const share of [0.5, 0.95])
      yield {
        name: `reception to national portal at rest, p${share * 100} of ${alone}`,
        value: quantile(times, share),
        unit: 'ms',
      }
    const desks = await counters(places, atOnce)
    const opened = await side(
      atOnce,
      Array.from({ length: burst }, (_, place) => desks[place % desks.length] ?? desk),
      async (one) => ({ one, dossier: await openOne(one) }),
    )
    await stack.settle(longestMs)
    const begun = performance.now()
    const codes = await side(atOnce, opened, async ({ one, dossier }) => (await acceptOne(one, dossier)).code ?? '')
    const minutes = ((await arrived(codes)) - begun) / 60_000
    yield {
      name: `portal, ${burst} receptions at once, with their sheets and figures`,
      value: burst / minutes,
      unit: 'a minute',
    }
  } finally {
    await stop()
  }
}

/** The sheets of a burst take their time on a small machine. */
const longestMs = 300_000
