import { scopeName } from '../../shared/access/machine.ts'
import { createMachines } from '../../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import type { Table } from '../../shared/aws/table/table.ts'
import type { DemoMachine } from '../local/identity/machine.ts'
import type { Acknowledged } from './kill-load.ts'
import { home } from './kill-people.ts'

interface Doors {
  api: string
  staffIssuer: string
  messages: string
}
interface Called {
  code: string
  event: number
  kinds: readonly string[]
}

const path = '/hook/kill'

/** A front end of the agency that wants to hear of every acceptance, supplement and payment. */
export async function subscribeHook(doors: Doors, table: Table, machine: DemoMachine): Promise<void> {
  const { clientId, clientSecret } = machine
  const entry = { client: clientId, name: 'Cổng thử', agency: home, expiresOn: '2099-12-31' }
  await createMachines(table).keep(entry)
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: scopeName('webhooks.receive') })
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const signedIn = await spoken(`${doors.staffIssuer}/token`, form, { authorization: basic })
  const body = { url: `${doors.messages}${path}`, kinds: ['accepted', 'supplement-asked', 'money-changed'] }
  const { secret } = await spoken(`${doors.api}/v1/machine/webhooks`, JSON.stringify(body), {
    authorization: `Bearer ${signedIn.access_token}`,
    'content-type': 'application/json',
    'idempotency-key': 'kill-rounds-hook',
  })
  await spoken(`${doors.messages}/_control/hook`, JSON.stringify({ path, secret }))
}

/** Every acceptance that was acknowledged was told to the front end, once, and each dossier's events in their order. */
export async function compareHooks(
  doors: Pick<Doors, 'messages'>,
  table: Table,
  books: readonly Acknowledged[],
): Promise<string[]> {
  const calls = Map.groupBy(await callsOf(doors), ({ code }) => code)
  const dossiers = createDossiers(table)
  const faults: string[] = []
  for (const id of new Set(books.map(({ dossier }) => dossier))) {
    const code = (await dossiers.load(id))?.dossier.code
    const accepted = (await dossiers.history(id)).find(({ act }) => act === 'accept')
    if (code === undefined || accepted === undefined) continue
    const told = calls.get(code) ?? []
    const times = told.filter(({ event }) => event === accepted.n).length
    if (times !== 1) faults.push(`${id}: a front end was told ${times} times that it is accepted`)
    if (told.some(({ event }, place) => event <= (told[place - 1]?.event ?? 0)))
      faults.push(`${id}: a front end was told out of order: ${told.map(({ event }) => event).join()}`)
  }
  return faults
}

async function callsOf({ messages }: Pick<Doors, 'messages'>): Promise<Called[]> {
  const told: { messages: { channel: string; to: string; text: string }[] } = await (
    await fetch(`${messages}/_control/state`)
  ).json()
  return told.messages
    .filter(({ channel, to }) => channel === 'webhook' && to === path)
    .map(({ text }) => {
      const { kinds, event, dossier } = JSON.parse(text)
      return { kinds, event, code: dossier.code }
    })
}

async function spoken(url: string, body: BodyInit, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text.slice(0, 300)}`)
  return text === '' ? undefined : JSON.parse(text)
}
