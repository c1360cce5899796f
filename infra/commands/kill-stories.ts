import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, Load } from './kill-load.ts'
import { home, officerIn } from './kill-people.ts'

interface Whole extends Answered {
  scans: { n: number; state: { code: string } }[]
}
interface Procedure {
  papers: { id: string; required: boolean }[]
}
interface Attempted {
  attempt: { reference: string }
}
type Asked = { act: string; version: number } & Record<string, unknown>
type Story = (load: Load, citizen: string) => Promise<void>

/** The third step goes to another agency, so that the load leaves outbox marks. */
const procedure = '1.010803'

/** What the load lives through, one dossier each. */
export const stories: readonly Story[] = [transferred, supplemented, paid]

async function transferred(load: Load, citizen: string): Promise<void> {
  const { id, version } = await accepted(load, citizen)
  const passed = await act(load, officerIn('desk'), id, { act: 'pass-on', version })
  await act(load, officerIn('office'), id, { act: 'transfer', version: passed })
}

/** The counter asks for a paper; the applicant brings it and hands it in. */
async function supplemented(load: Load, citizen: string): Promise<void> {
  const { id, version } = await accepted(load, citizen)
  const wish = { act: 'ask-supplement', reason: 'Bản chụp mờ', papers: ['Đơn đề nghị'] }
  const asked = await act(load, officerIn('desk'), id, { ...wish, version })
  await load.upload(citizen, id, undefined)
  await untilClean(load, citizen, id)
  await act(load, citizen, id, { act: 'supplement', version: asked })
}

/** The counter names a fee, the applicant pays it at the gateway, and the gateway calls. */
async function paid(load: Load, citizen: string): Promise<void> {
  const { id, version } = await accepted(load, citizen)
  const items = [{ kind: 'fee', name: 'Phí thẩm định', amountVnd: 50_000 }]
  await act(load, officerIn('desk'), id, { act: 'charge-fee', version, items, payee: 'Kho bạc Nhà nước' })
  const door = `/v1/citizen/dossiers/${id}/payments`
  const { attempt } = await load.ask<Attempted>(citizen, 'POST', door, { gateway: 'platform' })
  const { reference } = attempt
  await load.call({ dossier: id, reference, fields: await load.pay(reference) })
}

/** A dossier with its papers, handed in and accepted. */
async function accepted(load: Load, citizen: string): Promise<{ id: string; version: number }> {
  const wish = { procedure, receivingUnit: home, returnBy: 'counter' }
  const { dossier } = await load.act({ who: citizen, path: '/v1/citizen/dossiers', body: wish, key: randomUUID() })
  const { id } = dossier
  const { papers } = await load.ask<Procedure>(citizen, 'GET', `/v1/public/procedures/${procedure}`)
  for (const paper of papers.filter((row) => row.required)) await load.upload(citizen, id, paper.id)
  if (papers.every((row) => !row.required)) await load.upload(citizen, id, undefined)
  await untilClean(load, citizen, id)
  const version = await act(load, citizen, id, { act: 'submit', version: 1 })
  return { id, version: await act(load, officerIn('desk'), id, { act: 'accept', version }) }
}

async function untilClean(load: Load, citizen: string, id: string): Promise<void> {
  const see = () => load.ask<Whole>(citizen, 'GET', `/v1/citizen/dossiers/${id}`)
  while ((await see()).scans.some((scan) => scan.state.code !== 'clean')) await pause(50)
}

/** Officers act at the desk's door, everybody else at the citizens'; answers the version after the act. */
async function act(load: Load, who: string, id: string, body: Asked): Promise<number> {
  const door = [officerIn('desk'), officerIn('office')].includes(who) ? 'desk' : 'citizen'
  const asked = { who, path: `/v1/${door}/dossiers/${id}/acts`, body, key: randomUUID() }
  return (await load.act(asked)).dossier.version
}
