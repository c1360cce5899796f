import { randomUUID } from 'node:crypto'
import { demoCitizens } from '../local/load-sample.ts'
import { paperFile } from '../tour/paper-files.ts'
import { officerIn } from './kill-people.ts'
import { stories } from './kill-stories.ts'

/** One writing request: who, where, what, under which key. */
export interface Deed {
  who: string
  path: string
  body: unknown
  key: string
}
/** What the API said yes to: this event of this dossier was written under this key, this scan confirmed, or this attempt is paid. */
export type Acknowledged =
  | { dossier: string; key: string; n: number }
  | { dossier: string; scan: number }
  | { dossier: string; paid: string }
/** A gateway's word that it has a payer's money. Until somebody says that it was heard, it is said again. */
export interface GatewayCall {
  dossier: string
  reference: string
  fields: unknown
}

export interface Answered {
  dossier: { id: string; version: number }
}
interface Slot {
  scan: { n: number }
  upload: { url: string; headers: Record<string, string> }
}
export interface Doors {
  api: string
  citizenIssuer: string
  staffIssuer: string
  payments: string
}

/** Speaks for the people of the load; keeps the books of what was asked and what was acknowledged. */
export class Load {
  readonly acknowledged: Acknowledged[] = []
  /** Asked and not answered: after the restart they are asked again, word for word. */
  readonly unanswered = new Set<Deed>()
  readonly unheard = new Set<GatewayCall>()
  readonly refused: string[] = []
  /** Dossiers that went the whole way of their story. */
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
    for (const room of ['desk', 'office'] as const) await this.#signIn(staffIssuer, officerIn(room))
  }

  end(): void {
    this.#over = true
  }

  /** Lives one story after another, each with a dossier of its own. */
  async client(number: number): Promise<void> {
    const citizen = demoCitizens[number % demoCitizens.length]?.id ?? ''
    for (let lived = number; !this.#over; lived += 1) {
      try {
        await stories[lived % stories.length]?.(this, citizen)
        this.carried += 1
      } catch (error) {
        // The runner is gone, or going: what was asked stands in the books.
        if (!this.#over && error instanceof Refused) this.refused.push(error.message)
        if (!(error instanceof Refused)) return
      }
    }
  }

  /** Asks for one event; the books say so before, and what came of it after. */
  async act(asked: Deed): Promise<Answered> {
    this.unanswered.add(asked)
    const answer = await this.ask<Answered>(asked.who, 'POST', asked.path, asked.body, asked.key).catch((error) => {
      if (error instanceof Refused) this.unanswered.delete(asked)
      throw error
    })
    this.unanswered.delete(asked)
    this.acknowledged.push({ dossier: answer.dossier.id, key: asked.key, n: answer.dossier.version })
    return answer
  }

  /** The gateway calls; whoever is not heard calls again after the restart. */
  async call(said: GatewayCall): Promise<void> {
    this.unheard.add(said)
    const answer = await fetch(`${this.#doors.api}/v1/partner/payments/platform`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(said.fields),
    })
    if (answer.status === 503) throw new Error('a neighbour is away')
    const text = await answer.text()
    if (!answer.ok || JSON.parse(text).MaLoi !== '00') {
      this.unheard.delete(said)
      throw new Refused(`the gateway's call: ${answer.status} ${text.slice(0, 300)}`)
    }
    this.unheard.delete(said)
    this.acknowledged.push({ dossier: said.dossier, paid: said.reference })
  }

  /** What the payer does at the gateway; the answer is the call that the gateway then makes. */
  async pay(reference: string): Promise<unknown> {
    const init = { method: 'POST', body: JSON.stringify({ reference }) }
    return (await fetch(`${this.#doors.payments}/_control/pay`, init)).json()
  }

  async upload(who: string, id: string, paper: string | undefined): Promise<void> {
    const file = paperFile('giay-to.pdf', `${id} ${paper} ${randomUUID()}`)
    const { fileName, type, sha256 } = file
    const wish = { fileName, type, sha256, size: file.bytes.length, ...(paper === undefined ? {} : { paper }) }
    const { scan, upload } = await this.ask<Slot>(who, 'POST', `/v1/citizen/dossiers/${id}/scans`, wish)
    const { url, headers } = upload
    const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(file.bytes) })
    if (!put.ok) throw new Refused(`PUT: ${put.status}`)
    await this.ask(who, 'POST', `/v1/citizen/dossiers/${id}/scans/${scan.n}/confirm`, {})
    this.acknowledged.push({ dossier: id, scan: scan.n })
  }

  async ask<T>(who: string, method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
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
