import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http'

/** fauxqs as the door sees it: unsigned, path-style, answers as they come. */
export interface S3Behind {
  forward(method: string, target: string, headers: IncomingHttpHeaders, body?: Buffer): Promise<IncomingMessage>
  /** Size and ETag of an object, `undefined` when there is none. */
  look(path: string): Promise<{ size: number; etag: string } | undefined>
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
      return { size: Number(answer.headers['content-length'] ?? 0), etag: answer.headers.etag ?? '' }
    },
    close: () => agent.destroy(),
  }
}
