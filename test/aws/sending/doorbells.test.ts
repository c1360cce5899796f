import { SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { createDoorbells } from '../../../shared/aws/sending/doorbells.ts'

/** A queue that says under which group and identity each message came. */
function queue() {
  const told: { group: unknown; identity: unknown }[] = []
  const sqs = new SQSClient({ region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
  sqs.middlewareStack.add(
    () => async (args) => {
      const { MessageGroupId: group, MessageDeduplicationId: identity } = Object(args.input)
      told.push({ group, identity })
      return { output: { $metadata: {} }, response: {} }
    },
    { step: 'initialize' },
  )
  return { told, doorbells: createDoorbells({ sqs, urlOf: (name) => `https://queue.test/${name}` }) }
}

describe('the identity of a ring', () => {
  it('is the same for the same ring, and another one when it is rung again for a reason', async () => {
    const { told, doorbells } = queue()
    await doorbells.ring('transfers', 'hs', 2)
    await doorbells.ring('transfers', 'hs', 2)
    await doorbells.again('again:2026-03-10T09:00:00+07:00').ring('transfers', 'hs', 2)
    await doorbells.again('again:2026-03-10T09:01:00+07:00').ring('transfers', 'hs', 2)
    expect(new Set(told.map(({ group }) => group))).toEqual(new Set(['hs']))
    expect(new Set(told.map(({ identity }) => identity)).size).toBe(3)
  })

  it('tells rings apart however long their names are', async () => {
    const { told, doorbells } = queue()
    const notice = [`${'x'.repeat(60)}:${'y'.repeat(80)}`]
    await doorbells.ringMailOutcome({ kind: 'mail-outcome', notice, outcome: 'Delivery' })
    await doorbells.ringMailOutcome({ kind: 'mail-outcome', notice, outcome: 'Complaint' })
    expect(new Set(told.map(({ identity }) => identity)).size).toBe(2)
    for (const { identity } of told) expect(String(identity)).toMatch(/^[\w.:-]{1,128}$/)
  })
})
