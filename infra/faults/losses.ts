import type { Person } from '../../shared/access/person.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { redriveAside } from '../../shared/desk/set-asides/set-asides.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { asideQueues } from '../../shared/messages/aside.ts'
import { Outage } from '../../shared/outage.ts'
import { type Counts, dossierBooks, type Finding, judge } from './books.ts'
import { undisturbed, untilDone, wake } from './crash-points.ts'
import type { Fate, GateCall, Refusal } from './gate.ts'
import type { Lab } from './lab.ts'
import { applicant, headOf, home, officerIn, procedure, ringOnly } from './people.ts'
import { timeOutMs } from './queues.ts'
import { refusing } from './refusals.ts'
import type { Scene } from './story.ts'
import type { WorkerName } from './woken.ts'

const acts: readonly (readonly [Act, room: string, role: string])[] = [
  [{ act: 'accept' }, 'desk', 'reception'],
  [{ act: 'pass-on' }, 'desk', 'reception'],
  [{ act: 'transfer' }, 'office', 'handler'],
]
let lives = 0

/** Opened, received, passed on, transferred; what is not answered is asked again word for word, as every client does. */
async function live(lab: Lab): Promise<string> {
  lives += 1
  const key = `life-${lives}`
  const clerk = officerIn(`${home}/desk`, 'reception')
  const wish = { procedure, channel: 'direct', receivingUnit: home, applicant, returnBy: 'counter' } as const
  const opened = await insist(() => openDossier(lab.gated, clerk, wish, key))
  if (isObjection(opened)) throw new Error(opened.objection)
  const { id } = opened.dossier
  for (const [act, room, role] of acts) {
    const { version } = await headOf(lab.world, id)
    const who: Person = officerIn(`${home}/${room}`, role)
    const done = await insist(() => perform(lab.gated, who, id, act, { version, key: `${key}-${act.act}` }))
    if (done === undefined || isObjection(done)) throw new Error(`${act.act}: ${done?.objection ?? 'absent'}`)
  }
  return id
}

async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Outage) || time > 20) throw error
    }
  }
}

const isTransaction = ({ operation }: GateCall) => operation === 'TransactWriteItems'

/** Each transaction of a life in turn: done and nobody told, or never arrived, however often the SDK asks. */
export async function unknownOutcomes(lab: Lab, fate: 'lose-answer' | 'lose-call'): Promise<Finding[]> {
  const booksOf = async (id: string): Promise<Counts> => {
    const { child, code = '' } = await headOf(lab.world, id)
    const kin = child === undefined ? ([id] as const) : ([id, child] as const)
    await ringOnly(lab.world, kin)
    return { ...(await dossierBooks(lab, kin)), 'code given': (await lab.world.dossiers.idOfCode(code)) === id ? 1 : 0 }
  }
  const should = await booksOf(await live(lab))
  const findings: Finding[] = []
  const serial = async () => lastSerial((await headOf(lab.world, await live(lab))).code)
  const first = await serial()
  for (let lost = 1; lost <= acts.length + 1; lost += 1) {
    let transactions = 0
    let victim: string | undefined
    lab.gate.watch((call) => {
      if (!isTransaction(call)) return 'pass'
      const body = call.body.toString('utf8')
      if (body === victim) return 'lose-call'
      transactions += 1
      if (transactions !== lost) return 'pass'
      victim = body
      return fate
    })
    const id = await live(lab).finally(() => lab.gate.watch())
    findings.push(...judge(should, await booksOf(id)))
  }
  // Without a gap: as many numbers as dossiers were received.
  const numbers = (await serial()) - first
  return [...findings, ...judge({ 'numbers given': acts.length + 2 }, { 'numbers given': numbers })]
}

const lastSerial = (code = ''): number => Number(code.split('-').at(-1))

export interface Refusing {
  /** Of a hundred calls. */
  percent: number
  dice: () => number
}

/**
 * A worker among neighbours of whom many a call is refused. What its queue gave up meanwhile, whoever asked for it is told of, and it
 * is done when an administrator sends it again; answers how many letters were.
 */
export async function refused(lab: Lab, name: WorkerName, scene: Scene, { percent, dice }: Refusing) {
  const { should } = await undisturbed(lab, name, scene)
  const before = await asides(lab)
  const story = await scene(lab)
  const fate = refusing(percent, dice)
  for (let time = 0; time < 6; time += 1) await wake(lab, name, story, watched(lab, lab.warm(name), fate))
  lab.clock.move(timeOutMs)
  await untilDone(lab, name, story)
  const waits = judge({}, { '!waits for what nobody works at': (await story.waits?.()) ? 1 : 0 })
  const givenUp = (await asides(lab)).filter(({ row }) => !before.some((one) => one.row.id === row.id))
  for (const { queue, row } of givenUp) await redriveAside(lab.world, queue, row, 'lab')
  await lab.settle()
  return { findings: [...waits, ...judge(should, await story.books())], sentAgain: givenUp.length }
}

async function asides({ world }: Lab) {
  const pages = await Promise.all(asideQueues.map((queue) => world.marks.setAsides(queue, 1000)))
  return asideQueues.flatMap((queue, place) => (pages[place]?.rows ?? []).map((row) => ({ queue, row })))
}

/** Whom a worker talks to that is no store of ours, as the gate names them. */
const outside: readonly string[] = ['vnpost', 'portals', 'payments', 'offices', 'messages', 'ses']
const silences = [
  ['lose-answer', 'pass'],
  ['lose-answer', 'lose-call'],
  ['lose-call', 'lose-call'],
] as const
/** Of many calls that ask the same of one partner after another, so many are lost. */
const mostLost = 8

/**
 * Không rõ kết quả. Each call of a worker at a partner in turn: done and nobody told, or never arrived, and the partner well again or silent
 * until the message comes back. Answers how many calls there are, and how many were lost.
 */
export async function unanswered(lab: Lab, name: WorkerName, scene: Scene) {
  const { should, calls } = await undisturbed(lab, name, scene)
  const count = calls.filter(isOutside).length
  const every = Math.max(1, Math.ceil(count / mostLost))
  const lost = Array.from({ length: count }, (_, place) => place + 1).filter((k) => k % every === 0 || k === 1)
  const findings: Finding[] = []
  for (const k of lost)
    for (const [fate, after] of silences) {
      const story = await scene(lab)
      let seen = 0
      const fateOf = (call: GateCall): Fate => {
        if (!isOutside(call)) return 'pass'
        seen += 1
        return seen < k ? 'pass' : seen === k ? fate : after
      }
      await wake(lab, name, story, watched(lab, lab.warm(name), fateOf))
      lab.clock.move(timeOutMs)
      await untilDone(lab, name, story)
      const how = `partner's call ${k} of ${count}: ${fate}, then ${after}`
      findings.push(...judge(should, await story.books()).map(({ is, what }) => ({ is, what: `${what} (${how})` })))
    }
  return { findings, count, lost: lost.length }
}

const isOutside = ({ at }: GateCall) => outside.includes(at)

/** A worker whose indexes tell what was so before: nothing yet, then what an earlier asking was told. */
export async function staleIndexes(lab: Lab, name: WorkerName, scene: Scene): Promise<Finding[]> {
  const { should } = await undisturbed(lab, name, scene)
  const told = new Map<string, Refusal>()
  lab.gate.hear((call, answer) => void (isIndex(call) && told.set(call.body.toString('utf8'), answer)))
  const empty = {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: '{"Items":[],"Count":0,"ScannedCount":0}',
  }
  const story = await scene(lab)
  const run = lab.warm(name)
  await wake(
    lab,
    name,
    story,
    watched(lab, run, (call) => (isIndex(call) ? empty : 'pass')),
  )
  await wake(lab, name, story, run)
  await wake(
    lab,
    name,
    story,
    watched(lab, run, (call) => told.get(call.body.toString('utf8')) ?? 'pass'),
  )
  await untilDone(lab, name, story)
  await story.sweep?.()
  await untilDone(lab, name, story)
  return judge(should, await story.books())
}

const isIndex = ({ at, body }: GateCall) => at === 'dynamodb' && body.includes('"IndexName"')

function watched(
  lab: Lab,
  run: (event: unknown) => ReturnType<ReturnType<Lab['warm']>>,
  fate: (call: GateCall) => Fate,
) {
  return async (event: unknown) => {
    lab.gate.watch(fate)
    return run(event).finally(() => lab.gate.watch())
  }
}
