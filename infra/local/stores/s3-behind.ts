import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http'

/** fauxqs as the door sees it: unsigned, path-style, answers as they come. */
export interface S3Behind {
  forward(method: string, target: string, headers: IncomingHttpHeaders, body?: Buffer): Promise<IncomingMessage>
  /** Size, ETag and arrival of an object, `undefined` when there is none. */
  look(path: string): Promise<{ size: number; etag: string; arrivedAt: string | undefined } | undefined>
  close(): void
}

const hopByHop = ['host', 'authorization', 'expect', 'connection', 'transfer-encoding', 'keep-alive', 'if-none-match']

export function reachS3Behind(url: string): S3Behind {
  const agent = new Agent({ keepAlive: true })
  const forward: S3Behind['forward'] = (method, target, headers, body) =>
    new Promise((resolve, reject) => {
      const kept = Object.entries(headers).filter(([name]) =>
        method === 'GET' ? name !== 'host' : !hopByHop.includes(name),
      )
      const length = body ? { 'content-length': String(body.length) } : {}
      const request = send(
        url + target,
        { method, agent, headers: { ...Object.fromEntries(kept), ...length } },
        resolve,
      )
      request.once('error', reject)
      request.end(body)
    })
  return {
    forward,
    async look(path) {
      const answer = await forward('HEAD', path, {})
      answer.resume()
      if (answer.statusCode !== 200) return undefined
      const { 'content-length': size = 0, etag = '', 'last-modified': arrivedAt } = answer.headers
      return { size: Number(size), etag, arrivedAt }
    },
    close: () => agent.destroy(),
  }
}
