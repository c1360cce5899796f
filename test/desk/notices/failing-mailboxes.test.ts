import { describe, expect, it } from 'vitest'
import { earlier } from '../../../shared/calendar/day.ts'
import { sendDigests } from '../../../shared/desk/notices/send-digests.ts'
import { sendEscalations } from '../../../shared/desk/notices/send-escalations.ts'
import { sendNotice } from '../../../shared/desk/notices/send-notice.ts'
import { settleMailOutcome } from '../../../shared/desk/notices/settle-mail-outcome.ts'
import { explainAside } from '../../../shared/desk/set-asides/set-asides.ts'
import type { Message } from '../../../shared/messages/messages.ts'
import { mailboxOwner, mailboxTag } from '../../../shared/notices/mailbox.ts'
import type { OverdueRow } from '../../../shared/ports.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const day = '2026-03-10'
const late: OverdueRow = {
  dossier: 'hs',
  code: 'H57.40-260310-0001',
  procedure: '1.001193',
  procedureName: 'Đăng ký khai sinh',
  room: `${given.ward}/office`,
  officer: given.handler.id,
  dueAt: '2026-03-09T09:00:00+07:00',
  remaining: 'quá 1 ngày',
  clock: 'whole',
}
const mailbox = 'thu-ly@thu.invalid'

async function world() {
  const all = await workerDesk()
  const { desk } = all
  await desk.catalogue.putUnits(await desk.catalogue.units(), [{ ...given.handler, email: mailbox }, given.chair])
  await desk.reports.keep({ day, agency: given.ward, at: given.tuesday, overdue: [late], comingDue: [] })
  const hear = (owner: string, outcome: 'Delivery' | 'Bounce' | 'Complaint', bounce?: string) => {
    const said: Extract<Message, { kind: 'mail-outcome' }> = {
      kind: 'mail-outcome',
      notice: [mailboxTag(owner)],
      outcome,
      bounce,
    }
    return settleMailOutcome(desk, said)
  }
  const listed = async () => (await desk.marks.setAsides('mailboxes', 10)).rows
  return { ...all, hear, listed }
}

describe('a mail to an agency or an officer', () => {
  it('is named to its carrier by whose mailbox it goes to', async () => {
    const { desk } = await world()
    await sendNotice(desk, given.ward, day)
    await sendDigests(desk, given.ward, day)
    await sendEscalations(desk, given.ward, day)
    const units = await desk.catalogue.units()
    const owners = desk.mail.sent.map(({ to, notice }) => ({ to, owner: mailboxOwner(notice) }))
    expect(owners.length).toBeGreaterThan(3)
    for (const { to, owner } of owners)
      expect(owner === given.handler.id ? mailbox : units.find(({ id }) => id === owner)?.email).toBe(to)
    // The carrier takes nothing but letters, digits and dashes.
    for (const { notice } of desk.mail.sent) expect(notice).toMatch(/^[\w-]{1,256}$/)
  })
})

describe('a mailbox of ours that fails for good', () => {
  it('is listed for administrators, once, with whose it is and why', async () => {
    const { hear, listed, desk } = await world()
    for (let time = 0; time < 2; time += 1) expect(await hear(given.ward, 'Bounce', 'Permanent')).toBe('worked')
    await hear(given.handler.id, 'Complaint')
    const rows = await listed()
    expect(rows.map(({ reason }) => reason).sort()).toEqual([
      `hộp thư của UBND phường Thử Nghiệm (${given.ward}): địa chỉ thư không nhận được`,
      `hộp thư của cán bộ ${given.handler.id}: người nhận báo là thư rác`,
    ])
    expect(JSON.stringify(rows)).not.toContain('thu.invalid')
    const [row] = rows
    const explained = row && (await explainAside(desk, 'mailboxes', row))
    expect(explained).toMatchObject({ mayRedrive: false })
    expect(explained?.explains.join(' ')).toContain('sửa địa chỉ thư')
  })

  it('is none when it only had no room, or took the mail', async () => {
    const { hear, listed } = await world()
    expect(await hear(given.ward, 'Bounce', 'Transient')).toBe('worked')
    expect(await hear(given.ward, 'Delivery')).toBe('worked')
    expect(await listed()).toEqual([])
  })

  it('is listed anew after a month, and at once under another address that fails too', async () => {
    const { hear, listed, desk, clock } = await world()
    await hear(given.ward, 'Bounce', 'Permanent')
    clock.at = earlier(clock.at, -31 * 24 * 3600)
    await hear(given.ward, 'Bounce', 'Permanent')
    expect(await listed()).toHaveLength(2)
    clock.at = earlier(clock.at, -24 * 3600)
    await hear(given.ward, 'Bounce', 'Permanent')
    expect(await listed()).toHaveLength(2)
    const units = (await desk.catalogue.units()).map((unit) => ({ ...unit, email: 'moi@thu.invalid' }))
    await desk.catalogue.putUnits(units, [given.handler])
    await hear(given.ward, 'Bounce', 'Permanent')
    expect(await listed()).toHaveLength(3)
  })

  it('of nobody we know is set aside by its worker', async () => {
    const { hear, listed } = await world()
    expect(await hear('nobody', 'Bounce', 'Permanent')).toBe('absent')
    expect(await listed()).toEqual([])
  })
})
