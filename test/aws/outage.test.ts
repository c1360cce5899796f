import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { Outage } from '../../shared/outage.ts'
import type { Dossiers } from '../../shared/ports.ts'
import { dossierWith, opening } from '../promises/samples.ts'

/** A table that answers everything with one error; the embedded one never throttles and never conflicts. */
async function withTable<T>(status: number, body: object, use: (dossiers: Dossiers) => Promise<T>): Promise<T> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  try {
    return await use(dossiersAt(port))
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function dossiersAt(port: number): Dossiers {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'tests', secretAccessKey: 'tests' },
    maxAttempts: 1,
  })
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  return createDossiers({ db, name: 'dossiers' })
}

const commit = (dossiers: Dossiers) => dossiers.commit({ changes: [opening(dossierWith())] })
const errorOf = (name: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name })
const cancelled = (...codes: string[]) => ({
  ...errorOf('TransactionCanceledException'),
  CancellationReasons: codes.map((Code) => ({ Code })),
})

describe('a commit', () => {
  it.each([
    ['a condition that does not hold', ['ConditionalCheckFailed', 'None']],
    ['another transaction on the same item', ['None', 'TransactionConflict']],
    ['both', ['TransactionConflict', 'ConditionalCheckFailed']],
  ])('is overtaken by %s', async (_, codes) => {
    expect(await withTable(400, cancelled(...codes), commit)).toBe('overtaken')
  })

  it.each([
    ['it is throttled', 400, cancelled('ThrottlingError', 'None')],
    ['the whole table is throttled', 400, errorOf('ThrottlingException')],
    ['the throughput is exceeded', 400, errorOf('ProvisionedThroughputExceededException')],
    ['the same transaction is still under way', 400, errorOf('TransactionInProgressException')],
    ['the table fails', 500, errorOf('InternalServerError')],
  ])('is an outage when %s', async (_, status, body) => {
    await expect(withTable(status, body, commit)).rejects.toThrow(Outage)
  })

  it('is an outage when nobody answers', async () => {
    await expect(commit(dossiersAt(9))).rejects.toThrow(Outage)
    await expect(dossiersAt(9).load('d1')).rejects.toThrow(Outage)
  })

  it.each([
    ['the request is wrong', errorOf('ValidationException')],
    ['an item is too large', cancelled('ValidationError', 'None')],
    ['there is no such table', errorOf('ResourceNotFoundException')],
  ])('is a defect when %s', async (_, body) => {
    const failure = withTable(400, body, commit)
    await expect(failure).rejects.toThrow()
    await expect(failure).rejects.not.toThrow(Outage)
  })

  it('takes at most a hundred items', async () => {
    const changes = Array.from({ length: 51 }, () => opening(dossierWith()))
    await expect(dossiersAt(9).commit({ changes })).rejects.toThrow(RangeError)
  })
})
