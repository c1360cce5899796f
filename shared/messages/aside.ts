import type { Want } from '../dossier/dossier.ts'

/** Nơi tin bị gác lại: the queues whose letters may be set aside, and what else lands there. */
export const asideQueues = [
  'transfers',
  'postal-returns',
  'notices',
  'imports',
  'archives',
  'reporting',
  'sheets',
  'search',
  'portal',
  'payments',
  'webhooks',
  'verdicts',
  'runs',
  'files',
  'mails',
  'mailboxes',
] as const
export type AsideQueue = (typeof asideQueues)[number]

/** A queue of the outbox that were missing above would not compile. */
export const isListed: Record<Want | 'imports' | 'archives' | 'webhooks' | 'reporting', AsideQueue> = {
  transfers: 'transfers',
  'postal-returns': 'postal-returns',
  notices: 'notices',
  search: 'search',
  imports: 'imports',
  archives: 'archives',
  reporting: 'reporting',
  sheets: 'sheets',
  portal: 'portal',
  payments: 'payments',
  webhooks: 'webhooks',
}

/** What each queue's own name bears, as the stack gives it out; dead letters bear their queue's name too. */
const marks: Record<AsideQueue, RegExp> = {
  transfers: /transfersqueue/,
  'postal-returns': /postalreturnsqueue/,
  notices: /noticesqueue/,
  search: /searchqueue/,
  imports: /importsqueue/,
  archives: /archivesqueue/,
  reporting: /reportingqueue/,
  sheets: /sheetsqueue/,
  portal: /portalqueue/,
  payments: /paymentsqueue/,
  webhooks: /webhooksqueue/,
  verdicts: /lostverdicts/,
  runs: /missedruns/,
  files: /^files$/,
  mails: /^mails$/,
  mailboxes: /^mailboxes$/,
}

/** The word for a queue by the name it has where it runs; a queue nobody listed keeps its own name. */
export function asideQueueOf(name: string): string {
  return asideQueues.find((queue) => marks[queue].test(name)) ?? name
}

/** How a row is called outside: its place, which is moment and message. */
export function asideId(row: { at: string; id: string }): string {
  return Buffer.from(`${row.at}#${row.id}`, 'utf8').toString('base64url')
}

export function placeOfAside(id: string): { at: string; id: string } | undefined {
  const [, at, own] = /^([^#]+)#(.+)$/.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? []
  return at !== undefined && own !== undefined ? { at, id: own } : undefined
}
