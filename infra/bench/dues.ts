/** Chapter `dues`: due moments a second. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { hueProvince } from '../../shared/agencies/hue.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createDigests } from '../../shared/aws/keys/digests.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { addDays, type Day, dayOf, earlier, instantOf } from '../../shared/calendar/day.ts'
import { answerLine } from '../../shared/calendar/due-line.ts'
import { recountDueMoments } from '../../shared/desk/clocks/recount.ts'
import { loadDossiers } from '../load/load.ts'
import { credentials, region } from '../local/account.ts'
import { findFreePorts } from '../local/loopback.ts'
import { startPrivate } from '../local/private-stack.ts'
import { startDynoxide } from '../local/stores/dynoxide.ts'
import { dueLines } from './due-lines.ts'
import type { Figure } from './figure.ts'
import { type MeteredCall, openTableMeter, readsIn, writesIn } from './table-meter.ts'

const manyDossiers = 20_000

/** Due moments a second, and what it takes to find and move those that a declared day moves among many dossiers. */
export async function measureDues(count = Number(process.env.BENCH_DOSSIERS ?? manyDossiers)): Promise<Figure[]> {
  return [...measureLines(), ...(await measureRecount(count))]
}

function measureLines(): Figure[] {
  const lines = dueLines(20_000)
  for (const line of lines.slice(0, 2_000)) answerLine(line)
  const begun = performance.now()
  const open = lines.filter((line) => 'error' in answerLine(line))
  const seconds = (performance.now() - begun) / 1000
  return [
    { name: 'due moments, answered from JSON lines', value: lines.length / seconds, unit: 'a second' },
    { name: 'due moments, lines that were not answered', value: open.length, unit: 'lines' },
  ]
}

const digests = createDigests({ identityKey: 'bench', lookupKey: 'bench' })

/** A table with the sample and so many dossiers in mixed states, behind a meter; nothing else runs beside it. */
async function measureRecount(count: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-dues-'))
  const [port = 0] = await findFreePorts(1)
  const store = await startDynoxide({ folder, port })
  const meter = await openTableMeter(store.url)
  const past = new DynamoDBClient({ endpoint: store.url, region, credentials })
  const metered = new DynamoDBClient({ endpoint: meter.url, region, credentials })
  try {
    const name = await prepared(store.url)
    const until = dayOf(earlier(instantOf(new Date()), 86_400))
    await loadDossiers(past, name, { count, chunk: 500, until, digests })
    const desk = deskOn(metered, name)
    const moving = await recountFor(desk, meter.take, addDays(until, 2))
    const still = await recountFor(desk, meter.take, addDays(until, 1_500))
    return [
      { name: 'recount, dossiers in the table', value: count, unit: 'dossiers' },
      ...figuresOf('of a day that moves', moving),
      ...figuresOf('of a day that moves nothing', still),
    ]
  } finally {
    metered.destroy()
    past.destroy()
    await meter.stop()
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The table as a first start leaves it; answers its name. */
async function prepared(url: string): Promise<string> {
  const before = process.env.AWS_ENDPOINT_URL_DYNAMODB
  process.env.AWS_ENDPOINT_URL_DYNAMODB = url
  try {
    const { stack, stop } = await startPrivate(() => {})
    await stop()
    return stack.model.tables[0]?.name ?? ''
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL_DYNAMODB
    else process.env.AWS_ENDPOINT_URL_DYNAMODB = before
  }
}

function deskOn(client: DynamoDBClient, name: string) {
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  const table = { db, name }
  return {
    dossiers: createDossiers(table),
    catalogue: createCatalogue(table),
    marks: createMarks(table),
    digests,
    doorbells: {
      ringMoved: async () => {},
      ringMailOutcome: async () => {},
    },
    // Past the two minutes that a run waits after a declaration.
    now: () => instantOf(new Date(Date.now() + 180_000)),
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    chance: Math.random,
    province: hueProvince,
  }
}

interface Recounted {
  moved: number
  seconds: number
  calls: readonly MeteredCall[]
}

async function recountFor(desk: ReturnType<typeof deskOn>, take: () => MeteredCall[], day: Day): Promise<Recounted> {
  const n = (await desk.catalogue.declarationsNow()).length + 1
  const by = { id: 'bench', unit: hueProvince }
  const days = [0, 1, 2].map((later) => ({ on: addDays(day, later), kind: 'off' }) as const)
  const declared = { n, scope: 'VN', days, seasons: [], source: `Công điện thử ${n}`, at: instantOf(new Date()) }
  await desk.catalogue.declare({ ...declared, by, key: `bench-${n}`, body: `bench-${n}` })
  take()
  const begun = performance.now()
  let moved = 0
  for (;;) {
    const { outcome, count } = await recountDueMoments(desk)
    moved += count
    if (outcome === 'waiting' || outcome === 'nothing-declared') throw new Error(`the recount is ${outcome}`)
    if (outcome === 'recounted') return { moved, seconds: (performance.now() - begun) / 1000, calls: take() }
  }
}

function figuresOf(name: string, { moved, seconds, calls }: Recounted): Figure[] {
  const each = (units: number) =>
    moved === 0 ? [] : [{ name: `  of them for each dossier moved`, value: units / moved, unit: 'units' }]
  return [
    { name: `recount ${name}, dossiers moved`, value: moved, unit: 'dossiers' },
    { name: `recount ${name}`, value: seconds, unit: 's' },
    { name: `recount ${name}, read units`, value: readsIn(calls), unit: 'units' },
    ...each(readsIn(calls)),
    { name: `recount ${name}, write units`, value: writesIn(calls), unit: 'units' },
    ...each(writesIn(calls)),
  ]
}
