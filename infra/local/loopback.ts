import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSocket } from 'node:net'

export const loopback = '127.0.0.1'

export interface LocalServer {
  url: string
  stop(): Promise<void>
}

/** Serves on 127.0.0.1 only; port 0 takes a free one. A handler that throws answers 500. */
export async function serveLocally(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void,
): Promise<LocalServer> {
  const listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', `http://${loopback}`)
    Promise.resolve()
      .then(() => answer(request, response, url))
      .catch((error: unknown) => {
        if (response.headersSent || response.destroyed) response.destroy()
        else answerJson(response, 500, { message: error instanceof Error ? error.message : String(error) })
      })
  }
  const server = createServer(listener)
  return { url: `http://${loopback}:${await listenLocally(server, port)}`, stop: () => closeServer(server) }
}

export async function listenLocally(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** The whole body, or `undefined` when it is longer than `limit`. Rejects when the sender breaks off. */
export async function readBody(request: IncomingMessage, limit = 1_048_576): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length <= limit) parts.push(part)
  }
  return length > limit ? undefined : Buffer.concat(parts)
}

/** A JSON or form body as one record of unknown values; anything else is empty. */
export async function readFields(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request))?.toString('utf8') ?? ''
  if (request.headers['content-type']?.includes('x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

export function answerPage(response: ServerResponse, title: string, body: string): void {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>`
  const style = `<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left}
button{font:inherit;padding:.4rem .7rem;margin:.2rem 0}.note{color:#555}textarea{width:100%;height:12rem}</style>`
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(
      `<!doctype html><html lang="vi"><head>${head}${style}</head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
    )
}

export function escapeHtml(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
}

/** Ports that are free now; all are held until the last is found, so none comes twice. */
export async function findFreePorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket())
  const ports = await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<number>((resolve, reject) => {
          socket.once('error', reject)
          socket.listen(0, loopback, () => {
            const address = socket.address()
            resolve(typeof address === 'object' && address ? address.port : 0)
          })
        }),
    ),
  )
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.close(resolve))))
  return ports
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket()
    socket.once('error', () => resolve(false))
    socket.listen(port, loopback, () => socket.close(() => resolve(true)))
  })
}
