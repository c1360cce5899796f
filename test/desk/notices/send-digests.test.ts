import { describe, expect, it } from 'vitest'
import { sendDigests } from '../../../shared/desk/notices/send-digests.ts'
import { sendEscalations } from '../../../shared/desk/notices/send-escalations.ts'
import { tellOverdue } from '../../../shared/desk/notices/tell-overdue.ts'
import { NotTaken } from '../../../shared/outage.ts'
import type { OverdueRow } from '../../../shared/ports.ts'
import * as given from '../../given.ts'
import { workerDesk } from '../worker-desk.ts'

const day = '2026-03-10'
const mailbox = 'can.bo@thu.invalid'
const rowOf = (n: number, change: Partial<OverdueRow> = {}): OverdueRow => ({
  dossier: `hs-${n}`,
  code: `H57.40-260301-000${n}`,
  procedure: '1.001193',
  procedureName: 'Thủ tục thử',
  room: `${given.ward}/office`,
  officer: given.handler.id,
  dueAt: '2026-03-09T08:00:00+07:00',
  remaining: 'quá 1 ngày',
  clock: 'whole',
  ...change,
})

async function morning(overdue: readonly OverdueRow[], comingDue: readonly OverdueRow[] = []) {
  const world = await workerDesk()
  const officers = [{ ...given.handler, email: mailbox }, given.chair]
  await world.desk.catalogue.putUnits(await world.desk.catalogue.units(), officers)
  await world.desk.reports.keep({ day, agency: given.ward, at: given.tuesday, overdue, comingDue })
  return world
}

describe('the morning’s digest', () => {
  it('is one mail to each officer with everything on their desk, and none of another’s', async () => {
    const other = rowOf(4, { officer: given.chair.id })
    const { desk } = await morning([rowOf(1), rowOf(2), other], [rowOf(3, { remaining: 'còn 2 giờ' })])
    expect(await sendDigests(desk, given.ward, day)).toBe(1)
    const [mail, ...more] = desk.mail.sent
    expect(more).toEqual([])
    expect(mail?.to).toBe(mailbox)
    expect(mail?.text).toContain('2 việc quá hạn, 1 việc đến hạn')
    expect(mail?.text).toContain('- H57.40-260301-0003: còn 2 giờ')
    expect(mail?.text).not.toContain('0004')
  })

  it('goes once, however often the morning’s bell rings', async () => {
    const { desk } = await morning([rowOf(1)])
    for (let ring = 0; ring < 10; ring += 1) await sendDigests(desk, given.ward, day)
    expect(desk.mail.sent).toHaveLength(1)
  })

  it('reaches the others although one box is refused, which is said at the end', async () => {
    const second = { ...given.chair, email: 'hai@thu.invalid' }
    const { desk } = await morning([rowOf(1), rowOf(2, { officer: second.id })])
    await desk.catalogue.putUnits(await desk.catalogue.units(), [{ ...given.handler, email: mailbox }, second])
    const send: typeof desk.mail.send = async (to, ...rest) => {
      if (to === mailbox) throw new NotTaken('the mail', new Error('400'))
      return desk.mail.send(to, ...rest)
    }
    for (let run = 0; run < 2; run += 1)
      await expect(sendDigests({ ...desk, mail: { ...desk.mail, send } }, given.ward, day)).rejects.toThrow(NotTaken)
    expect(desk.mail.sent.map(({ to }) => to)).toEqual(['hai@thu.invalid'])
  })

  it('names a dossier once that is late on two clocks', async () => {
    const { desk } = await morning([rowOf(1), rowOf(1, { clock: 'step', remaining: 'quá 2 giờ' })])
    await sendDigests(desk, given.ward, day)
    expect(desk.mail.sent[0]?.text.match(/0001/g)).toHaveLength(1)
    expect(desk.mail.sent[0]?.text).toContain('quá 1 ngày')
  })

  it('is not sent to an officer who has left since', async () => {
    const { desk } = await morning([rowOf(1)])
    const left = { ...given.handler, email: mailbox, roles: [] }
    await desk.catalogue.putUnits(await desk.catalogue.units(), [left, given.chair])
    expect(await sendDigests(desk, given.ward, day)).toBe(0)
    await sendEscalations(desk, given.ward, day)
    expect(desk.mail.sent.length).toBeGreaterThan(0)
    expect(desk.mail.sent.filter(({ to }) => to === mailbox)).toEqual([])
  })

  it('and the agency’s list go for three days, and no more when the bell is sent again weeks later', async () => {
    const world = await morning([rowOf(1)])
    world.clock.at = '2026-03-31T09:00:00+07:00'
    expect(await tellOverdue(world.desk, given.ward, day)).toBe('nothing')
    expect(world.desk.mail.sent).toEqual([])
    world.clock.at = '2026-03-12T09:00:00+07:00'
    expect(await tellOverdue(world.desk, given.ward, day)).toBe('sent')
    expect(world.desk.mail.sent.map(({ to }) => to)).toContain(mailbox)
  })

  it('is not sent to an officer without a mailbox, to an idle one, or without a report', async () => {
    const { desk } = await morning([rowOf(1, { officer: given.chair.id })])
    expect(await sendDigests(desk, given.ward, day)).toBe(0)
    expect(await sendDigests(desk, given.ward, '2026-03-11')).toBe(0)
    expect(desk.mail.sent).toEqual([])
  })
})
