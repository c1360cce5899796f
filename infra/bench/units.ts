/** Chapter `units`: capacity units of acts and screens. */
import { type Places, voice } from '../tour/api.ts'
import { measureSearch } from './catalogue-units.ts'
import { atMost, type Figure } from './figure.ts'
import { loadHeads } from './many-heads.ts'
import { overMeter, type Settle } from './metered-stack.ts'
import { type Metered, measureRepeats, repeatOf } from './repeats.ts'
import { acceptOne, counter, officerIn, openOne } from './scenes.ts'
import type { DoneShown, WholeShown } from './shapes.ts'
import { type MeteredCall, readsIn, type TableMeter, writesIn } from './table-meter.ts'

const manyDossiers = 20_000
/** Of a screen at the table. */
const mostRequests = 2
/** A busy machine takes its time until nothing follows any more; units are the same. */
const longestMs = 120_000

/** Capacity units of acts and screens, as the table itself reports them over a whole stack. */
export function measureUnits(): Promise<Figure[]> {
  return overMeter(
    async ({ places, meter, settle, table, tableName }) => {
      const searches = await measureSearch({ url: table, name: tableName })
      const acts = await measureActs(places, meter, settle)
      const screens = await measureScreens(places, meter, settle)
      await loadHeads(table, tableName, manyDossiers)
      return [...searches, ...acts, ...screens, ...(await measureLongList(places, meter))]
    },
    {},
    longestMs,
  )
}

async function measureActs(places: Places, meter: TableMeter, settle: Settle): Promise<Figure[]> {
  const desk = await counter(places)
  await acceptOne(desk, await openOne(desk))
  await settle()
  const metered = async <T>(deed: () => Promise<T>) => {
    await settle()
    meter.take()
    const answer = await deed()
    await settle()
    return { answer, calls: meter.take() }
  }
  const opening = await metered(() => openOne(desk))
  const reception = await metered(() => acceptOne(desk, opening.answer, 'the-reception'))
  const repeat = await metered(() => acceptOne(desk, opening.answer, 'the-reception'))
  const anew = await metered(() => acceptOne(desk, reception.answer, 'the-reception'))
  const opened = await metered(() => openOne(desk, 'the-opening'))
  const reopened = await metered(() => openOne(desk, 'the-opening'))
  const figures = [
    ...writesOf('opening', opening.calls),
    ...writesOf('reception', reception.calls, 10),
    ...repeatOf('reception', reception.calls, repeat.calls),
    ...repeatOf('reception under the newest version', reception.calls, anew.calls),
    ...repeatOf('opening', opened.calls, reopened.calls),
  ]
  const repeats = await measureRepeats(places, metered)
  return [...figures, ...repeats, ...(await measureSteps(places, opening.answer.id, metered))]
}

/** Follows the plan until the dossier has made one step inside an agency and one to another. */
async function measureSteps(places: Places, id: string, metered: Metered): Promise<Figure[]> {
  const found = new Map<string, Figure[]>()
  let at = id
  for (let hop = 0; hop < 12 && found.size < 2; hop += 1) {
    const reader = await counter(places)
    const whole = await reader.get<WholeShown>(`/v1/desk/dossiers/${id}`)
    at = whole.dossier.child ?? id
    const now = at === id ? whole.dossier : whole.kin?.find((part) => part.id === at)
    if (!now) break
    const holder = await officerIn(places, now.holder.id)
    const { dossier, steps = [] } = await holder.get<WholeShown>(`/v1/desk/dossiers/${at}`)
    const next = steps.find((step) => step.n === (dossier.step ?? 0) + 1)
    const act = next && next.agency.id !== dossier.holder.id.split('/')[0] ? 'transfer' : 'pass-on'
    const body = { act, version: dossier.version }
    const { calls } = await metered(() => holder.post<DoneShown>(`/v1/desk/dossiers/${at}/acts`, body))
    const name = act === 'transfer' ? 'transfer' : 'step'
    if (!found.has(name)) found.set(name, writesOf(name, calls, name === 'transfer' ? 14 : 8))
  }
  const lookUp = await metered(async () => {
    const { receipt } = await (await counter(places)).get<WholeShown>(`/v1/desk/dossiers/${id}`)
    return { code: receipt?.code, factor: receipt?.secret }
  })
  const look = () => voice(places.api, 'anyone').post('/v1/public/lookups', lookUp.answer)
  await metered(look)
  return [...found.values(), readsOf('look-up while a part is out', (await metered(look)).calls, 2)].flat()
}

/** The first transaction is the act itself; what the outbox and its workers write comes after. */
function writesOf(name: string, calls: readonly MeteredCall[], aim?: number): Figure[] {
  const writes = calls.filter((call) => call.writeUnits > 0)
  const act = writes.find((call) => call.operation === 'TransactWriteItems')
  const alone = act?.writeUnits ?? 0
  const [words = [], others = []] = [true, false].map((of) =>
    writes.filter((call) => call !== act && isOfSearch(call) === of),
  )
  const after = writesIn(others)
  const written = act?.sizes ?? []
  const ofPart = written.filter(({ sk }, at) => sk === 'HEAD' && at > 0).map(({ pk }) => pk)
  const sizes = written.map(({ pk, sk, bytes }) => ({
    name: `  ${name}, item ${sk.replace(/#0*/, ' ')}${ofPart.includes(pk) ? ' of the part' : ''}`,
    value: bytes,
    unit: 'bytes',
  }))
  return [
    { name: `write units, ${name}, act alone`, value: alone, unit: 'units', ...(aim === undefined ? {} : atMost(aim)) },
    { name: `write units, ${name}, with marks, cursors and what workers write`, value: alone + after, unit: 'units' },
    ...(words.length > 0
      ? [{ name: `write units, ${name}, with search words`, value: alone + after + writesIn(words), unit: 'units' }]
      : []),
    ...sizes,
  ]
}

/** What makes a dossier found by its people, and what the worker remembers of it. */
function isOfSearch({ firstKey }: MeteredCall): boolean {
  return /^(WORD#|VALUE#WORDS#)/.test(firstKey)
}

async function measureScreens(places: Places, meter: TableMeter, settle: Settle): Promise<Figure[]> {
  const desk = await counter(places)
  const accepted = await acceptOne(desk, await openOne(desk))
  const whole = await desk.get<WholeShown>(`/v1/desk/dossiers/${accepted.id}`)
  const asked = { code: whole.receipt?.code, factor: whole.receipt?.secret }
  const anyone = voice(places.api, 'anyone')
  const screens: [string, () => Promise<unknown>, number][] = [
    ['work list', () => desk.get('/v1/desk/work?of=room'), 2],
    ['dossier', () => desk.get(`/v1/desk/dossiers/${accepted.id}`), 2],
    ['look-up', () => anyone.post('/v1/public/lookups', asked), 2],
  ]
  const figures: Figure[] = []
  for (const [name, look, aim] of screens) {
    await look()
    await settle()
    meter.take()
    await look()
    figures.push(...readsOf(name, meter.take(), aim))
  }
  return figures
}

/** Requests are all that the answer waits for, the line of the read log among them. */
function readsOf(name: string, calls: readonly MeteredCall[], aim: number): Figure[] {
  return [
    { name: `read units, ${name}`, value: readsIn(calls), unit: 'units', ...atMost(aim) },
    { name: `table requests, ${name}`, value: calls.length, unit: 'requests', ...atMost(mostRequests) },
  ]
}

async function measureLongList(places: Places, meter: TableMeter): Promise<Figure[]> {
  const desk = await counter(places)
  await desk.get('/v1/desk/work?of=room')
  meter.take()
  const begun = performance.now()
  await desk.get('/v1/desk/work?of=room')
  const took = performance.now() - begun
  const name = `work list, first page at ${manyDossiers.toLocaleString('en')} dossiers`
  return [...readsOf(name, meter.take(), 2), { name: `time, ${name}`, value: took, unit: 'ms' }]
}
