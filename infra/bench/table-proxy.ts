/** What the meter is made of, for the chapters that count calls at the table. */
import { createServer, type IncomingMessage } from 'node:http'

/** A parsed body of the table's protocol, which is an object always. */
export type Body = Record<string, unknown>

export interface TableProxy {
  url: string
  stop(): Promise<void>
}

export interface Watcher {
  /** May change what is asked, or answer in the table's place. */
  asked?(operation: string, body: Body): Refusal | undefined
  answered?(operation: string, body: Body, answer: Body): void
}

export interface Refusal {
  status: number
  body: Body
}

/** Stands before the embedded DynamoDB: sees every call, and may refuse one as the table itself does on AWS. */
export async function openTableProxy(behind: string, watcher: Watcher): Promise<TableProxy> {
  const server = createServer(async (request, response) => {
    try {
      const sent = await read(request)
      const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
      const body = operation === '' ? {} : readObject(sent)
      const refusal = watcher.asked?.(operation, body)
      if (refusal) return void response.writeHead(refusal.status, json).end(JSON.stringify(refusal.body))
      const answer = await fetch(behind + (request.url ?? ''), {
        method: request.method ?? 'POST',
        headers: kept(request),
        ...(operation === '' ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (answer.ok && operation !== '') watcher.answered?.(operation, body, readObject(text))
      response.writeHead(answer.status, json).end(text)
    } catch {
      // The table behind is away: so is this one.
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const json = { 'content-type': 'application/x-amz-json-1.0' }

function kept(request: IncomingMessage): Record<string, string> {
  const names = ['x-amz-target', 'authorization', 'x-amz-date', 'content-type']
  return Object.fromEntries(
    names.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
  )
}

function readObject(text: string): Body {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
