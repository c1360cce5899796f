import type { Person } from '../../shared/access/person.ts'
import type { UnitId } from '../../shared/agencies/unit.ts'
import { type Day, instantOn } from '../../shared/calendar/day.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import type { Filing } from './filings.ts'
import type { ReplayDesk } from './replay-desk.ts'

/** Something that is to be done on a day, at a time of it. */
export interface Errand {
  day: number
  minutes: number
  run: () => Promise<void>
}

type Room = 'desk' | 'office' | 'leaders'
const rolesOf = { desk: ['reception', 'return-desk'], office: ['handler'], leaders: ['leader'] } as const

function officerOf(agency: UnitId, room: Room): Person {
  const id = `cb-${agency}-${room}`
  return { kind: 'officer', id, name: id, unit: `${agency}/${room}`, roles: rolesOf[room] }
}

/** Carries filings: who does what on which day. What comes of it the rules say. */
export function carrier({ desk, clock, fileOf }: ReplayDesk, days: readonly Day[]) {
  let keys = 0
  const at = (day: number, minutes: number): void => {
    clock.at = instantOn(days[day] ?? '', minutes * 60)
  }

  async function act(id: string, person: Person, said: Act): Promise<void> {
    const version = fileOf(id)?.dossier.version ?? 0
    keys += 1
    const done = await perform(desk, person, id, said, { version, key: `${keys}` })
    if (!done || isObjection(done)) {
      throw new Error(`${id} ${said.act} at ${clock.at}: ${done ? JSON.stringify(done) : 'absent'}`)
    }
  }

  async function file({ n, channel, agency, procedure }: Filing): Promise<string> {
    const number = String(46_000_000_000 + n).padStart(12, '0')
    const citizen: Person = { kind: 'citizen', id: `cd-${n}`, identityNumber: number, name: 'Người nộp' }
    const applicant = { name: 'Người nộp', identityNumber: number }
    const returnBy = channel === 'online' ? 'online' : 'counter'
    const input = { procedure, channel, receivingUnit: agency, applicant, returnBy } as const
    const counter = officerOf(agency, 'desk')
    const opened = await openDossier(desk, channel === 'online' ? citizen : counter, input, `${n}`)
    if (isObjection(opened)) throw new Error(`${procedure} at ${agency}: ${JSON.stringify(opened)}`)
    const { id } = opened.dossier
    if (channel === 'online') await act(id, citizen, { act: 'submit' })
    await act(id, counter, { act: 'accept' })
    return id
  }

  /** The day it comes in, and everything that is still to be done to it. */
  async function begin(filing: Filing): Promise<Errand[]> {
    const { agency, goesOn, procedure, fate, day, end, n } = filing
    const minutes = 8 * 60 + (n % 120)
    at(day, minutes)
    const id = await file(filing)
    const who = goesOn ? (procedure.split('-')[2] ?? agency) : agency
    const atDesk = officerOf(agency, 'desk')
    const atOffice = officerOf(who, 'office')
    const partOf = () => fileOf(id)?.dossier.child ?? ''
    const working = () => (goesOn ? partOf() : id)
    const errand = (on: number, minute: number, run: () => Promise<void>): Errand => ({
      day: on,
      minutes: minute,
      run: async () => {
        at(on, minute)
        await run()
      },
    })
    const onward = errand(day, 10 * 60 + 15 + (n % 60), () =>
      act(id, atDesk, goesOn ? { act: 'transfer' } : { act: 'pass-on' }),
    )
    if (fate === 'late' || (fate === 'within' && n % 2 === 0)) return [onward]
    if (fate === 'withdrawn') return [onward, errand(end, 840, () => act(id, atDesk, withdrawn))]
    if (fate === 'supplement') return [onward, errand(end, 840, () => act(working(), atOffice, asked))]
    if (fate === 'money') return [onward, errand(end, 840, () => act(working(), atOffice, owed))]
    if (fate === 'stopped') return [onward, errand(end, 840, () => act(working(), atOffice, stopped))]
    const toLeader = errand(end, 13 * 60 + 40 + (n % 40), () => act(working(), atOffice, { act: 'pass-on' }))
    if (fate === 'within') return [onward, toLeader]
    const atLeaders = officerOf(who, 'leaders')
    const approved = errand(end, 14 * 60 + 30 + (n % 60), async () => {
      const part = working()
      await act(part, atLeaders, { act: 'approve', resultScan: 2 })
      if (goesOn) await act(part, atLeaders, { act: 'hand-back' })
    })
    const back = filing.channel === 'online' ? atHome : atCounter
    const given = errand(end, 16 * 60 + (n % 40), () => act(id, atDesk, back))
    return [onward, toLeader, approved, given]
  }

  return { begin }
}

const atHome: Act = { act: 'return', by: 'online' }
const atCounter: Act = {
  act: 'return',
  by: 'counter',
  taker: { kind: 'owner', name: 'Người nộp' },
  signed: 'paper',
}
const withdrawn: Act = { act: 'withdraw', reason: 'Người nộp rút hồ sơ' }
const asked: Act = { act: 'ask-supplement', reason: 'Thiếu giấy tờ', papers: ['Tờ khai'] }
const stopped: Act = { act: 'stop', reason: 'Không đủ điều kiện', ground: 'NĐ 61/2018' }
const owed: Act = {
  act: 'request-obligation',
  items: [{ kind: 'fee', name: 'Phí', amountVnd: 50_000 }],
  payee: 'Kho bạc',
}
