import { setTimeout as pause } from 'node:timers/promises'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { createOutbox } from '../../shared/aws/sending/outbox.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import { brokenAt } from '../../shared/dossier/history/history.ts'
import { compareHooks, subscribeHook } from './kill-hooks.ts'
import { type Acknowledged, Load, Refused } from './kill-load.ts'
import type { KilledStack } from './killed-stack.ts'

export interface Round {
  acknowledged: number
  unanswered: number
  /** Marks that still waited when the stack stood again. */
  marksFound: number
  marksLeft: number
  restartMs: number
  /** Whatever does not hold, in words. */
  faults: string[]
}

/** Load, kill -9, restart, and the books of every round so far compared with what stands in the table. */
export async function runRound(
  stack: KilledStack,
  books: Acknowledged[],
  options: { clients: number; killAfterMs: number; stores: boolean },
): Promise<Round> {
  const before = await stack.start()
  if (books.length === 0) await subscribeHook(before.places, before.table, before.machine)
  const load = new Load(before.places)
  await load.signIn()
  const clients = Array.from({ length: options.clients }, (_, number) => load.client(number))
  // Cold functions answer late: the random moment is counted from when the load flows.
  for (let wait = 0; load.carried === 0 && wait < 600; wait += 1) await pause(25)
  await pause(options.killAfterMs)
  load.end()
  await stack.kill(options.stores)
  await Promise.all(clients)

  const begun = performance.now()
  const { places, table } = await stack.start()
  const restartMs = performance.now() - begun
  const outbox = createOutbox(table)
  const marksFound = (await outbox.waiting(everAfter, 1000)).length
  const faults = load.refused.map((words) => `refused under load: ${words}`)
  const unanswered = load.unanswered.size + load.unheard.size
  faults.push(...(await askAgain(load, places)))
  books.push(...load.acknowledged)

  // The stream gets its chance first; then the sweep, as if its two minutes were over.
  await comeToRest(places.control)
  await control(places.control, '/clock', { moveMinutes: 5 })
  await control(places.control, '/fire/outbox-sweep')
  await comeToRest(places.control)
  const marksLeft = (await outbox.waiting(everAfter, 1000)).length
  if (marksLeft > 0) faults.push(`${marksLeft} outbox marks are left`)
  faults.push(...(await compare(table, books)), ...(await compareHooks(places, table, books)))
  await control(places.control, '/fire/care-for-files')
  const damaged = await createMarks(table).setAsides('files', 100)
  faults.push(...damaged.rows.map((row) => `file ${row.id}: ${row.reason}`))
  // Killed idle: the next round starts over this state.
  await stack.kill(false)
  return { acknowledged: load.acknowledged.length, unanswered, marksFound, marksLeft, restartMs, faults }
}

const everAfter = '9999'

/** What was asked and not answered, word for word: it is done now, or was done and the first answer comes again. */
async function askAgain(load: Load, doors: ConstructorParameters<typeof Load>[0]): Promise<string[]> {
  const again = new Load(doors)
  await again.signIn()
  const faults: string[] = []
  for (const asked of load.unanswered) {
    try {
      await again.act(asked)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      faults.push(`${error instanceof Refused ? 'refused' : 'failed'} when asked again: ${words}`)
    }
  }
  for (const said of load.unheard) {
    try {
      await again.call(said)
    } catch (error) {
      faults.push(`the gateway called again: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  load.acknowledged.push(...again.acknowledged)
  return faults
}

/** Every acknowledged act at its place in a whole history, once; every confirmed scan looked at and clean; every payment once. */
export async function compare(table: Table, books: readonly Acknowledged[]): Promise<string[]> {
  const dossiers = createDossiers(table)
  const scans = createScans(table)
  const faults: string[] = []
  for (const [id, own] of Map.groupBy(books, ({ dossier }) => dossier)) {
    const events = await dossiers.history(id)
    const broken = brokenAt(events)
    if (broken !== undefined) faults.push(`${id}: history is broken at ${broken}`)
    const dossier = (await dossiers.load(id))?.dossier
    if (dossier?.version !== events.length) faults.push(`${id}: head and history differ`)
    for (const said of own) {
      if ('scan' in said) {
        const state = (await scans.find(id, said.scan))?.state
        if (state !== 'clean') faults.push(`${id}: scan ${said.scan} is ${state ?? 'gone'}`)
        continue
      }
      if ('paid' in said) {
        const times = events.filter((event) => event.act === 'pay').length
        if (times !== 1 || dossier?.money !== 'paid')
          faults.push(`${id}: ${said.paid} was paid and stands so ${times} times (${dossier?.money})`)
        continue
      }
      const written = events.filter((event) => event.key.endsWith(`:${said.key}`)).map((event) => event.n)
      if (written.length !== 1 || written[0] !== said.n)
        faults.push(`${id}: event ${said.n} was acknowledged and stands at [${written.join()}]`)
    }
  }
  return faults
}

const mostAskings = 15

/** That it comes to rest is asked for, not how soon: a busy machine takes longer than one asking waits. */
async function comeToRest(base: string): Promise<void> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await control(base, '/settle')
    } catch (error) {
      if (asked >= mostAskings) throw error
    }
  }
}

async function control(base: string, path: string, body: unknown = {}): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}
