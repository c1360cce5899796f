import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { type OutboxMark, openedBy } from '../../dossier/history/outbox-mark.ts'
import { eventOfKey, isWant, sinceOf } from '../table/items.ts'
import { eventName } from '../table/short-names.ts'
import { isWorked } from './is-worked.ts'

/** Hands on the outbox marks of newly written events. The stream goes on from the first that failed. */
export function streamHandler(work: (mark: OutboxMark) => Promise<void>) {
  return middy(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      const mark = markOf(record)
      const place = record.dynamodb?.SequenceNumber ?? ''
      if (mark && !(await isWorked(() => work(mark), { queue: 'outbox', id: place }))) {
        return { batchItemFailures: [{ itemIdentifier: place }] }
      }
    }
    return { batchItemFailures: [] }
  })
}

/** Hands on whose histories grew, each dossier once a batch. All of the batch comes again when any of it failed. */
export function historyHandler(work: (dossiers: readonly string[]) => Promise<void>) {
  return middy(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const grown = event.Records.flatMap(
      ({ dynamodb }) => eventOfKey({ pk: dynamodb?.Keys?.pk?.S, sk: dynamodb?.Keys?.sk?.S }) ?? [],
    )
    const place = event.Records[0]?.dynamodb?.SequenceNumber ?? ''
    const dossiers = [...new Set(grown.map(({ dossier }) => dossier))]
    const isDone = await isWorked(() => work(dossiers), { queue: 'counting', id: place })
    return { batchItemFailures: isDone ? [] : [{ itemIdentifier: place }] }
  })
}

function markOf(record: DynamoDBRecord): OutboxMark | undefined {
  const image = record.dynamodb?.NewImage
  const key = eventOfKey({ pk: image?.pk?.S, sk: image?.sk?.S })
  const place = image?.dSk?.S
  const content = image?.d?.M ?? {}
  const wants = (content[eventName('wants')]?.L ?? []).map((want) => want.S).filter(isWant)
  if (record.eventName !== 'INSERT' || !key || place === undefined || wants.length === 0) return undefined
  const [act, detail] = [content[eventName('act')]?.S, content[eventName('detail')]?.M]
  return { ...key, wants, at: sinceOf(place), ...openedBy({ act, detail: { part: detail?.part?.S } }) }
}
