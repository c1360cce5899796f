import type * as z from 'zod'
import type { Desk } from '../../desk/desk.ts'
import { countAsides, explainAside, listAsides, redriveAside } from '../../desk/set-asides/set-asides.ts'
import { isObjection } from '../../dossier/objections.ts'
import { type AsideQueue, asideId, placeOfAside } from '../../messages/aside.ts'
import type { Message } from '../../messages/messages.ts'
import type { SetAside } from '../../ports.ts'
import { turnPage } from '../cursors.ts'
import type { about as shownAbout } from '../schemas/set-asides.ts'
import type { Answers } from './answer.ts'
import { type CalendarDesk, calendarDoors } from './calendar-doors.ts'
import { portalDoors } from './portal-doors.ts'
import { type WebhookDesk, webhookDoors } from './webhook-doors.ts'

export type OperationsDesk = CalendarDesk & WebhookDesk & Pick<Desk, 'marks' | 'doorbells' | 'digests' | 'syncLedger'>

const usual = 20

/** Vận hành: what queues gave up on, looked at, explained and sent again by an administrator. */
export const operations = {
  ...calendarDoors,
  ...portalDoors,
  ...webhookDoors,

  countSetAsides: async (_asked, desk) => ({ queues: await countAsides(desk) }),

  listSetAsides: async ({ path, query, person }, desk) => {
    const bond = {
      person: `${person.kind}:${person.id}:${person.unit}`,
      route: 'listSetAsides',
      query: path.queue,
    } as const
    const page = await turnPage(desk.digests, bond, query.after, (after) =>
      listAsides(desk, path.queue, query.limit ?? usual, after),
    )
    return 'faults' in page ? page : { rows: page.rows.map((row) => showRow(path.queue, row)), next: page.next }
  },

  readSetAside: async ({ path }, desk) => {
    const place = placeOfAside(path.id)
    const found = place && (await explainAside(desk, path.queue, place))
    if (!found) return undefined
    const { row, about, code, explains, mayRedrive } = found
    return { ...showRow(path.queue, row), about: about && showAbout(about, code), explains: [...explains], mayRedrive }
  },

  redriveSetAside: async ({ path, person }, desk) => {
    const place = placeOfAside(path.id)
    const sent = place && (await redriveAside(desk, path.queue, place, person.id))
    return sent === undefined || isObjection(sent) ? sent : showRow(path.queue, sent)
  },
} satisfies Answers<'operations', OperationsDesk>

/** Without the body: a tracking row may hold a sentence of the post that names people. */
function showRow(queue: AsideQueue, row: SetAside) {
  const { at, reason, redriven } = row
  return { id: asideId(row), queue, at, reason, redriven }
}

function showAbout(about: Message, code: string | undefined): z.input<ReturnType<typeof shownAbout>> {
  switch (about.kind) {
    case 'doorbell':
      return { kind: about.kind, dossier: about.dossier, event: about.n, code }
    case 'tracking':
      return { kind: about.kind, orderNumber: about.row.orderNumber, shipmentState: about.row.state }
    case 'webhook':
      return {
        ...{ kind: about.kind, dossier: about.dossier, event: about.n, code },
        ...{ client: about.client, webhook: about.subscription },
      }
    case 'mail-outcome':
      return { kind: about.kind, notice: about.notice[0] }
    case 'catalogue':
      return { kind: about.kind, code: about.of, day: about.day }
    case 'compare':
      return { kind: about.kind, dossier: about.dossier, day: about.day }
    case 'import':
    case 'archive':
    case 'report':
      return { kind: about.kind }
    case 'moved':
    case 'digest':
    case 'issues':
      return { kind: about.kind, agency: about.agency }
    case 'notice':
      return { kind: about.kind, agency: about.agency, day: about.day }
  }
}
