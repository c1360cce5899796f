import { type Day, dayOf, earlier, type Instant } from '../../calendar/day.ts'
import { Outage } from '../../outage.ts'
import { inTurns } from '../carrying-on/in-turns.ts'
import type { Desk } from '../desk.ts'
import { type JobNeeds, performAsJob } from '../dossiers/perform-as-job.ts'
import { itemOf } from './partner-errands.ts'

type Needs = JobNeeds & Pick<Desk, 'taxOffice' | 'marks'>
type Ask = Desk['taxOffice']['ask']

/** For so long the office may put another notice in the place of one that was entered: the payer's days, and as many again. */
const mostDays = 60
const askedOn = 'NOTICES-ASKED-ON'

/**
 * Asks once a day after each notice that was entered lately and not cancelled here: whether the office shows another one for the same slip,
 * while the payer still owes it, none any more, or after that one again. Whoever has the dossier is told. One that fails does not keep the others, and is
 * asked after again tomorrow, or in the next run while the office answers nothing at all; the silence is thrown when all were asked. Answers how many had changed; nothing when it was cut off, or all were asked today.
 */
export async function askAfterNotices(desk: Needs, until: Instant): Promise<number | undefined> {
  const today = dayOf(desk.now())
  if ((await desk.marks.value(askedOn)) === today) return undefined
  const since = earlier(desk.now(), mostDays * 24 * 3600)
  const ids = new Set<string>()
  for await (const id of desk.dossiers.withNotices(since)) ids.add(id)
  // What has a new slip out, or one that was called back, is asked after there; its notice is asked after here.
  for await (const id of desk.dossiers.withErrands()) ids.add(id)
  let silence: Outage | undefined
  let isAnswering = false
  const ask: Ask = async (number) => {
    const shown = await desk.taxOffice.ask(number)
    isAnswering = true
    return shown
  }
  const rows = [...ids].map((id) => ({ turn: id, row: id }))
  const changed = await inTurns(desk, { mark: 'NOTICES-ASKED', until }, rows, async (id) => {
    try {
      return await askAfter(desk, id, { from: since, today }, ask)
    } catch (error) {
      if (!(error instanceof Outage)) throw error
      silence = error
      return false
    }
  })
  if (changed !== undefined && (isAnswering || !silence)) await desk.marks.setValue(askedOn, today)
  if (silence) throw silence
  return changed
}

/** Since when a notice was entered that is asked after, and which day's asking it is. */
interface Asked {
  from: Instant
  today: Day
}

async function askAfter(desk: JobNeeds, id: string, { from, today }: Asked, ask: Ask): Promise<boolean> {
  const dossier = (await desk.dossiers.load(id))?.dossier
  const entered = dossier?.taxNotice
  if (!entered || entered.since < from) return false
  const { number, notice: was, booked = was, gone } = entered
  const book = (await desk.dossiers.load(dossier.parent ?? id))?.money ?? []
  const row = book.find(({ notice }) => notice === booked)
  // What was cancelled here is no news.
  if (row?.state === 'cancelled') return false
  const shown = await ask(number)
  const isAsBefore = gone ? !shown : shown?.notice === was
  if (isAsBefore || (!shown && row?.state !== 'requested')) return false
  const said = shown && { notice: shown.notice, dueOn: shown.dueOn, items: shown.items.map(itemOf) }
  const done = await performAsJob(desk, {
    job: 'transfers',
    dossier: id,
    act: { act: 'notice-changed', number, was, ...said },
    key: `notice-changed:${number}:${was}:${shown?.notice ?? ''}:${today}`,
    isDue: ({ taxNotice }) => taxNotice?.number === number && taxNotice.notice === was && taxNotice.gone === gone,
  })
  return done === 'done'
}
