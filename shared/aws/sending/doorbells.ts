import { createHash } from 'node:crypto'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Want } from '../../dossier/dossier.ts'
import type { Message } from '../../messages/messages.ts'
import type { Doorbells } from '../../ports.ts'
import { reach } from '../reach.ts'

/** Every queue that may be rung. */
export type RungQueue = Want | 'imports' | 'archives' | 'webhooks' | 'reporting'

/** The queues a function may ring; each asks only for the URLs it needs. */
export interface Queues {
  sqs: SQSClient
  urlOf: (queue: RungQueue) => string
}

export function createDoorbells(queues: Queues, why?: string): Doorbells {
  const { sqs, urlOf } = queues
  const put = async (queue: RungQueue, group: string, identity: string, message: Message) => {
    const command = new SendMessageCommand({
      QueueUrl: urlOf(queue),
      MessageBody: JSON.stringify(message),
      MessageGroupId: plain(group),
      // Within five minutes the queue drops the same ring; later ones are harmless, for a ring carries nothing.
      MessageDeduplicationId: plain(why === undefined ? identity : `${why}:${identity}`),
    })
    await reach(`the queue ${queue}`, () => sqs.send(command))
  }
  return {
    ring: (want, dossier, n, why) =>
      put(want, dossier, why === undefined ? `${dossier}:${n}` : `${dossier}:${n}:${why}`, {
        kind: 'doorbell',
        dossier,
        n,
      }),
    ringTracking: (row) =>
      put('postal-returns', row.orderNumber, `tracking:${row.id}:${row.at}`, { kind: 'tracking', row }),
    ringDigest: ({ agency, sendAt }) =>
      put('notices', `digest:${agency}`, `digest:${agency}:${sendAt}`, { kind: 'digest', agency, sendAt }),
    ringMoved: (agency, declaration) =>
      put('notices', agency, `moved:${agency}:${declaration}`, { kind: 'moved', agency, declaration }),
    ringNotice: (agency, day) => put('notices', agency, `notice:${agency}:${day}`, { kind: 'notice', agency, day }),
    ringMailOutcome: (told) => put('notices', 'mail-outcomes', `mail-outcome:${told.notice[0]}:${told.outcome}`, told),
    ringCompare: (dossier, day) =>
      put('portal', dossier, `compare:${dossier}:${day}`, { kind: 'compare', dossier, day }),
    ringCatalogue: (of, day) =>
      put('portal', `catalogue:${of}`, `catalogue:${of}:${day}`, { kind: 'catalogue', of, day }),
    // A receiver that does not answer holds up what it is to be told of this dossier, and nothing else.
    ringWebhook: (bell) =>
      put('webhooks', `${bell.subscription}:${bell.dossier}`, `${bell.subscription}:${bell.dossier}:${bell.n}`, {
        kind: 'webhook',
        ...bell,
      }),
    // A run that is started again must be rung for again, and must not wait behind the bell of a worker that died: a ring
    // has a group of its own. Two workers on one run stop each other by its revision.
    async ringImport(id) {
      const ring = `import:${id}:${Date.now()}`
      await put('imports', ring, ring, { kind: 'import', id })
    },
    ringReport: (id, askedAt) => put('reporting', id, `report:${id}:${askedAt}`, { kind: 'report', id }),
    ringIssues: (agency, month, why) =>
      put('reporting', `issues:${agency}`, `issues:${agency}:${month}:${why}`, { kind: 'issues', agency, month }),
    ringArchive: (id, askedAt) => put('archives', id, `archive:${id}:${askedAt}`, { kind: 'archive', id }),
    again: (reason) => createDoorbells(queues, reason),
  }
}

/**
 * Groups and identities take ASCII without spaces, at most 128 characters; an order number is the partner's text. What is longer goes by
 * its digest: cut off, two that end differently would be one.
 */
function plain(text: string): string {
  const spelled = text.replaceAll(/[^\w.:-]/g, '_')
  return spelled.length <= 128 ? spelled : createHash('sha256').update(text).digest('hex')
}
