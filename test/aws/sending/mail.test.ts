import { createServer, type ServerResponse } from 'node:http'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { describe, expect, it } from 'vitest'
import { createMail } from '../../../shared/aws/sending/mail.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'

/** What sending comes to at a carrier that answers so. */
async function sendTo(answer: (response: ServerResponse) => void) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const credentials = { accessKeyId: 'tests', secretAccessKey: 'tests' }
  const client = new SESv2Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-southeast-1',
    credentials,
    maxAttempts: 1,
  })
  try {
    const fault = await createMail({ from: 'mot-cua@thu.invalid', events: 'su-kien' }, client)
      .send('nguoi@thu.invalid', 'Thử', 'Thử')
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    return { fault, asked }
  } finally {
    client.destroy()
    server.closeAllConnections()
    server.close()
  }
}

const says = (status: number, type: string) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
  response.end(JSON.stringify({ message: type }))
}

describe('the mail carrier', () => {
  it('that takes it is asked once', async () => {
    const taken = (response: ServerResponse) => void response.writeHead(200).end('{"MessageId":"1"}')
    expect(await sendTo(taken)).toEqual({ fault: undefined, asked: 1 })
  })
  it.each([
    [400, 'MessageRejected'],
    [404, 'NotFoundException'],
    [429, 'TooManyRequestsException'],
    [503, 'ServiceUnavailable'],
  ])('that answers %i (%s) has not taken it: it may be sent again', async (status, type) => {
    const { fault, asked } = await sendTo(says(status, type))
    expect([fault instanceof NotTaken, asked]).toEqual([true, 1])
  })
  it('that breaks off may have taken it: that is an outage, and no leave to send again', async () => {
    const { fault } = await sendTo((response) => void response.destroy())
    expect([fault instanceof Outage, fault instanceof NotTaken]).toEqual([true, false])
  })
})
