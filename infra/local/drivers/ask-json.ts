import { Agent, request } from 'node:http'
import { region } from '../account.ts'

// A receive waits with its connection in hand: each poller has one.
const agent = new Agent({ keepAlive: true })

/** The store took the question for a fault of ours, or was at fault itself: its own words. */
class NotAnswered extends Error {
  override name = 'NotAnswered'
}

/**
 * One question in Amazon's JSON protocol to a store on this machine, which checks no signature. The pollers ask thirty times
 * a second at rest: by way of the SDK that was half of what the runner's main thread did.
 */
export function askJson(endpoint: string, service: string, target: string, question: unknown): Promise<unknown> {
  const body = Buffer.from(JSON.stringify(question))
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-target': target,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=local`,
  }
  return new Promise((resolve, reject) => {
    const asked = request(endpoint, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        if (response.statusCode !== 200) return reject(new NotAnswered(`${target}: ${response.statusCode} ${text}`))
        try {
          resolve(text === '' ? {} : JSON.parse(text))
        } catch (cause) {
          reject(cause)
        }
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
