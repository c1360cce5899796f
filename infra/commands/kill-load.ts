import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { demoCitizens } from '../local/load-sample.ts'
import { paperFile } from '../tour/paper-files.ts'

/** One writing request: who, where, what, under which key. */
export interface Deed {
  who: string
  path: string
  body: unknown
  key: string
}
/** What the API said yes to: this event of this dossier was written under this key, or this scan confirmed. */
export type Acknowledged = { dossier: string; key: string; n: number } | { dossier: string; scan: number }

export interface Answered {
  dossier: { id: string; version: number }
}
interface Whole extends Answered {
  scans: { n: number; state: { code: string } }[]
}
interface Slot {
  scan: { n: number }
  upload: { url: string; headers: Record<string, string> }
}
export interface Doors {
  api: string
  citizenIssuer: string
  staffIssuer: string
}

/** The procedure whose third step goes to another agency, so that the load leaves outbox marks. */
const procedure = '1.010803'
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''

/** Speaks for the people of the load; keeps the books of what was asked and what was acknowledged. */
export class Load {
  readonly acknowledged: Acknowledged[] = []
  /** Asked and not answered: after the restart they are asked again, word for word. */
  readonly unanswered = new Set<Deed>()
  readonly refused: string[] = []
  /** Dossiers that went the whole way to another agency. */
  carried = 0
  readonly #tokens = new Map<string, string>()
  readonly #doors: Doors
  #over = false

  constructor(doors: Doors) {
    this.#doors = doors
  }

  /** Everybody signs in before the first shot. */
  async signIn(): Promise<void> {
    const { citizenIssuer, staffIssuer } = this.#doors
    for (const { id } of demoCitizens) await this.#signIn(citizenIssuer, id)
    for (const room of ['desk', 'office']) await this.#signIn(staffIssuer, officerIn(room))
  }

  end(): void {
    this.#over = true
  }

  /** Opens one dossier after another, each with its papers, handed in, accepted and carried to another agency. */
  async client(number: number): Promise<void> {
    const citizen = demoCitizens[number % demoCitizens.length]?.id ?? ''
    while (!this.#over) {
      try {
        await this.#carryOne(citizen)
      } catch (error) {
        // The runner is gone, or going: what was asked stands in the books.
        if (!this.#over && error instanceof Refused) this.refused.push(error.message)
        if (!(error instanceof Refused)) return
      }
    }
  }

  async #carryOne(citizen: string): Promise<void> {
    const desk = officerIn('desk')
    const opened = await this.act(
      deed(citizen, '/v1/citizen/dossiers', { procedure, receivingUnit: home, returnBy: 'counter' }),
    )
    const { id } = opened.dossier
    const { papers } = await this.#ask<{ papers: { id: string; required: boolean }[] }>(
      citizen,
      'GET',
      `/v1/public/procedures/${procedure}`,
    )
    for (const paper of papers.filter((row) => row.required)) await this.#upload(citizen, id, paper.id)
    if (papers.every((row) => !row.required)) await this.#upload(citizen, id, undefined)
    const door = `/v1/citizen/dossiers/${id}`
    let whole = await this.#ask<Whole>(citizen, 'GET', door)
    while (whole.scans.some((scan) => scan.state.code !== 'clean')) {
      await pause(50)
      whole = await this.#ask<Whole>(citizen, 'GET', door)
    }
    let { version } = (await this.act(deed(citizen, `${door}/acts`, { act: 'submit', version: 1 }))).dossier
    for (const [who, act] of [
      [desk, 'accept'],
      [desk, 'pass-on'],
      [officerIn('office'), 'transfer'],
    ] as const)
      version = (await this.act(deed(who, `/v1/desk/dossiers/${id}/acts`, { act, version }))).dossier.version
    this.carried += 1
  }

  /** Asks for one event; the books say so before, and what came of it after. */
  async act(asked: Deed): Promise<Answered> {
    this.unanswered.add(asked)
    const answer = await this.#ask<Answered>(asked.who, 'POST', asked.path, asked.body, asked.key).catch((error) => {
      if (error instanceof Refused) this.unanswered.delete(asked)
      throw error
    })
    this.unanswered.delete(asked)
    this.acknowledged.push({ dossier: answer.dossier.id, key: asked.key, n: answer.dossier.version })
    return answer
  }

  async #upload(who: string, id: string, paper: string | undefined): Promise<void> {
    const file = paperFile('giay-to.pdf', `${id} ${paper} ${randomUUID()}`)
    const { fileName, type, sha256 } = file
    const wish = { fileName, type, sha256, size: file.bytes.length, ...(paper === undefined ? {} : { paper }) }
    const { scan, upload } = await this.#ask<Slot>(who, 'POST', `/v1/citizen/dossiers/${id}/scans`, wish)
    const { url, headers } = upload
    const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(file.bytes) })
    if (!put.ok) throw new Refused(`PUT: ${put.status}`)
    await this.#ask(who, 'POST', `/v1/citizen/dossiers/${id}/scans/${scan.n}/confirm`, {})
    this.acknowledged.push({ dossier: id, scan: scan.n })
  }

  async #ask<T>(who: string, method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
    const answer = await fetch(this.#doors.api + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#tokens.get(who)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status === 503) throw new Error('a neighbour is away')
    if (!answer.ok) throw new Refused(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }

  async #signIn(issuer: string, account: string): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${issuer}/_local/token`, { method: 'POST', headers, body: JSON.stringify({ account }) })
    const { access_token: token }: { access_token: string } = await answer.json()
    this.#tokens.set(account, token)
  }
}

/** The API said no. */
export class Refused extends Error {
  override name = 'Refused'
}

const deed = (who: string, path: string, body: unknown): Deed => ({ who, path, body, key: randomUUID() })

function officerIn(room: string): string {
  const role = room === 'desk' ? 'reception' : 'handler'
  const found = hueOfficers.find((row) => row.unit === `${home}/${room}` && row.roles.some((held) => held === role))
  if (!found) throw new Error(`the sample has no ${role} in ${home}/${room}`)
  return found.id
}
