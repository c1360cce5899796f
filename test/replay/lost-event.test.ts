import { describe, expect, it } from 'vitest'
import { fieldCodeOf } from '../../infra/replay/old-rules.ts'
import { isProved, playYear } from '../../infra/replay/play-year.ts'
import { replay } from '../../infra/replay/replay.ts'
import { type ReplayedYear, year2022 } from '../../infra/replay/years.ts'
import type { Counted } from '../../shared/counters/cells.ts'
import { count, type Told } from '../../shared/counters/count.ts'
import { additionsOf, deskAt, stepAt } from '../../shared/counters/places.ts'

/** The days of 2022 with few dossiers of every fate. */
const small: ReplayedYear = {
  ...year2022,
  fates: { onTime: 20, overdue: 6, within: 6, late: 4, supplement: 3, money: 3, withdrawn: 2, stopped: 2 },
  received: { direct: 30, online: 16 },
  published: { received: { count: 46 }, rest: { count: 14 } },
}

/** Every event of the year in its order: the same seed, the same year. */
async function told(): Promise<readonly Told[]> {
  const all: Told[] = []
  await replay(small, { hears: (event, head) => void all.push({ event, head }) })
  return all
}

const play = (said: string[], lose?: number) =>
  playYear(small, { recount: true, ...(lose === undefined ? {} : { lose }), say: (line) => void said.push(line) })

/** The rows in which a dossier was ever counted, and rooms that ever had it: where its figures may differ. */
function placesOf(own: readonly Told[]) {
  const rows = new Set<string>()
  let counted: Counted | undefined
  for (const one of own) {
    const step = count(counted, one, fieldCodeOf(one.head.procedure))
    counted = step.counted
    for (const { agency, place } of step.entries.flatMap(additionsOf)) rows.add(`${agency} ${place}`)
  }
  return { rows, rooms: new Set(own.map(({ event }) => event.holder)), procedure: own[0]?.head.procedure ?? '' }
}

describe('npm run replay -- 2022 --recount --lose-event N', () => {
  it('finds nothing while no event is taken out', async () => {
    const said: string[] = []
    const { isWhole, found } = await play(said)
    expect([isWhole, found && isProved(found)]).toEqual([true, true])
    expect(found).toEqual({ differences: [], holes: [], lost: [] })
    expect(said.at(-1)).toBe('Đếm lại bằng SQL: mọi số liệu bằng lịch sử.')
  })

  it('names the event that was taken out, of every act, and no figure of another dossier', async () => {
    const all = await told()
    const acts = new Set(all.map(({ event }) => event.act))
    expect([...acts].sort()).toEqual(everyAct)
    for (const act of acts) {
      const lose = all.findIndex(({ event }) => event.act === act) + 1
      const event = all[lose - 1]?.event
      const said: string[] = []
      const { isWhole, found } = await play(said, lose)
      // The figures are the projector's: only the history lacks something.
      expect(isWhole, act).toBe(true)
      expect(found?.lost, act).toEqual([event])
      expect(found?.holes, act).toEqual([{ dossier: event?.dossier, n: event?.n }])
      expect(said).toContain(`Đã bỏ sự kiện ${event?.n} (${act}) của hồ sơ ${event?.dossier} khỏi lịch sử.`)
      expect(said).toContain(`Đếm lại: THIẾU sự kiện ${event?.n} của hồ sơ ${event?.dossier}.`)
      const { rows, rooms, procedure } = placesOf(all.filter((one) => one.event.dossier === event?.dossier))
      // A part's hand-back alone moves no figure: it was resolved before.
      expect(found?.differences.length, act).toBeGreaterThan(act === 'hand-back' ? -1 : 0)
      for (const { agency, place } of found?.differences ?? []) {
        if (place.startsWith('D#')) expect(rooms, place).toContain(deskAt(place).room)
        else if (place.startsWith('S#')) {
          expect(rooms, place).toContain(stepAt(place).done.room)
          expect(stepAt(place).done.procedure, place).toBe(procedure)
        } else expect(rows, place).toContain(`${agency} ${place}`)
      }
    }
  }, 60_000)

  it('says figure by figure what a lost request for papers changes', async () => {
    const all = await told()
    const lose = all.findIndex(({ event }) => event.act === 'ask-supplement') + 1
    const { found } = await play([], lose)
    const event = all[lose - 1]?.event
    const day = Number(event?.at.slice(8, 10))
    const marks = (found?.differences ?? []).map(({ place, mark, wanted, stored }) => [place[0], mark, wanted, stored])
    const [on, before] = [day, day - 1].map((n) => String(n).padStart(2, '0'))
    // Without it the clock stands since the event before, for some other reason.
    expect(marks).toEqual([
      ['M', `qs${on}`, 0, 1],
      ['M', `qw${before}`, 1, 0],
      ['M', `sa${on}`, 0, 1],
      ['Y', 'qs', 0, 1],
      ['Y', 'qw', 1, 0],
      ['Y', 'sa', 0, 1],
    ])
  })

  it('does not pass over a number that no event bears', async () => {
    await expect(play([], 100_000)).rejects.toThrow('no event 100000')
  })
})

const everyAct = [
  'accept',
  'approve',
  'ask-supplement',
  'hand-back',
  'open',
  'pass-on',
  'receive-back',
  'receive-transfer',
  'request-obligation',
  'return',
  'stop',
  'submit',
  'transfer',
  'withdraw',
]
