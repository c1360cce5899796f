import { createHash } from 'node:crypto'
import { hueOfficers } from '../../shared/agencies/hue.ts'
import { addDays } from '../../shared/calendar/day.ts'
import { type Places, signIn, UnexpectedAnswer, type Voice } from '../tour/api.ts'
import { atMost, type Figure } from './figure.ts'
import { acceptOne, counter, counterRoom, officerIn, openOne } from './scenes.ts'
import { type MeteredCall, readsIn, writesIn } from './table-meter.ts'

export type Metered = <T>(deed: () => Promise<T>) => Promise<{ answer: T; calls: MeteredCall[] }>

/** What an act costs when it is asked for a second time: no write, and no more reads than it took itself. */
export function repeatOf(
  name: string,
  first: readonly MeteredCall[],
  repeat: readonly MeteredCall[],
  most = 0,
): Figure[] {
  return [
    { name: `write units, repeated ${name}`, value: writesIn(repeat), unit: 'units', ...atMost(most) },
    {
      name: `read units, repeated ${name} (the first time ${readsIn(first)})`,
      value: readsIn(repeat),
      unit: 'units',
    },
  ]
}

interface Command {
  name: string
  who: Voice
  path: string
  body: object
  /** Write units a repeat may cost: the moment of a link that is given out again stands on its slot. */
  most?: number
}

/** Commands beside the acts of a dossier, each said twice under one key. */
export async function measureRepeats(places: Places, metered: Metered): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, who, path, body, most } of await commands(places)) {
    const key = crypto.randomUUID()
    const ask = () => who.post<unknown>(path, body, key)
    const [first, repeat] = [await metered(ask), await metered(ask)]
    figures.push(...repeatOf(name, first.calls, repeat.calls, most))
  }
  return figures
}

async function commands(places: Places): Promise<Command[]> {
  const [agency = ''] = counterRoom.split('/')
  const desk = await counter(places)
  const leader = await officerIn(places, `${agency}/leaders`, 'leader')
  const admin = hueOfficers.find(({ roles }) => roles.includes('admin'))
  const [absent, substitute] = ['office', 'desk'].map((room) =>
    hueOfficers.find(({ unit }) => unit === `${agency}/${room}`),
  )
  if (!admin || !absent || !substitute) throw new UnexpectedAnswer('the sample has no such officers')
  const keeper = await signIn(places, { id: admin.id, name: admin.name, issuer: 'staff' })
  const opened = await openOne(desk)
  const printed = await acceptOne(desk, await openOne(desk))
  const today = printed.updatedAt.slice(0, 10)
  const sha256 = createHash('sha256').update('một tệp').digest('hex')
  const file = { fileName: 'giay-to.pdf', type: 'application/pdf', size: 10, sha256, role: 'component' }
  const stands = {
    absent: absent.id,
    substitute: substitute.id,
    from: today,
    to: addDays(today, 3),
    reason: 'Nghỉ phép',
  }
  const days = [{ on: addDays(today, 40), kind: 'off', name: 'Ngày thử' }]
  const unit = { id: 'H57.999', name: 'Xã Thử', level: 'commune' }
  return [
    {
      name: 'act on a procedure',
      who: keeper,
      path: '/v1/desk/catalogue/procedures/2.000748/acts',
      body: { act: 'suspend', version: 1, reason: 'Đo' },
    },
    {
      name: 'announcement of an import',
      who: keeper,
      path: '/v1/desk/catalogue/imports',
      body: { fileName: 'a.jsonl', size: 3, sha256 },
    },
    { name: 'stand-in', who: leader, path: '/v1/desk/stand-ins', body: stands },
    {
      name: 'declaration of days',
      who: leader,
      path: '/v1/desk/calendar',
      body: { scope: agency, days, source: '1/CĐ' },
    },
    {
      name: 'decision about the organisation',
      who: keeper,
      path: '/v1/desk/organisation/changes',
      body: { kind: 'unit', unit, on: addDays(today, 5), decision: '1/QĐ' },
    },
    { name: 'slot for a file', who: desk, path: `/v1/desk/dossiers/${opened.id}/scans`, body: file, most: 1 },
  ]
}
