import { describe, expect, it } from 'vitest'
import { sendOnce } from '../../../shared/desk/notices/send-once.ts'
import { NotTaken, Outage } from '../../../shared/outage.ts'
import { workerDesk } from '../worker-desk.ts'

const mail = { name: 'NOTICE#thử#1', to: 'a@thu.invalid', subject: 'Hồ sơ', text: 'Có hồ sơ mới.' }
const later = '2026-03-10T09:10:00+07:00'

async function desk() {
  const { desk, clock } = await workerDesk()
  let answer: 'takes' | 'refuses' | 'keeps silent' = 'takes'
  const send = async (to: string, subject: string, text: string) => {
    if (answer === 'refuses') throw new NotTaken('the mail', undefined)
    await desk.mail.send(to, subject, text)
    if (answer === 'keeps silent') throw new Outage('the mail', undefined)
  }
  const carrier = (next: typeof answer) => {
    answer = next
  }
  return { desk: { ...desk, mail: { send } }, sent: desk.mail.sent, clock, carrier }
}

describe('a mail', () => {
  it('goes once, however often it is asked for', async () => {
    const all = await desk()
    expect(await sendOnce(all.desk, mail)).toBe('sent')
    for (let time = 0; time < 10; time += 1) expect(await sendOnce(all.desk, mail)).toBe('sent-before')
    expect(all.sent).toHaveLength(1)
  })

  it('goes when it is asked for again after the carrier did not take it', async () => {
    const all = await desk()
    all.carrier('refuses')
    await expect(sendOnce(all.desk, mail)).rejects.toThrow(NotTaken)
    await expect(sendOnce(all.desk, mail)).rejects.toThrow(NotTaken)
    all.carrier('takes')
    expect(await sendOnce(all.desk, mail)).toBe('sent')
    expect(all.sent).toHaveLength(1)
  })

  it('is not sent again after silence: it is set aside once, to be looked at', async () => {
    const all = await desk()
    all.carrier('keeps silent')
    await expect(sendOnce(all.desk, mail)).rejects.toThrow(Outage)
    all.carrier('takes')
    all.clock.at = later
    for (let time = 0; time < 3; time += 1) expect(await sendOnce(all.desk, mail)).toBe('unknown')
    expect(all.sent).toHaveLength(1)
    expect((await all.desk.marks.setAsides('mails', 10)).rows).toMatchObject([
      { reason: 'không biết thư đã đi hay chưa', id: 'NOTICE:thử:1' },
    ])
  })

  it('waits while another has it in hand', async () => {
    const all = await desk()
    await all.desk.marks.setValue(mail.name, `sending ${all.desk.now()}`)
    await expect(sendOnce(all.desk, mail)).rejects.toThrow(Outage)
    expect((await all.desk.marks.setAsides('mails', 10)).rows).toEqual([])
  })

  it('of two senders at one moment is sent by one', async () => {
    const all = await desk()
    const both = await Promise.allSettled([sendOnce(all.desk, mail), sendOnce(all.desk, mail)])
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    expect(all.sent).toHaveLength(1)
  })
})
