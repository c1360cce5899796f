import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Claims } from '../../shared/access/claims.ts'
import { type RouteId, routes } from '../../shared/http/routes.ts'
import { shapeOf } from '../../shared/http/schemas.ts'
import { ward } from '../given.ts'
import { absent, city, file, otherWard, saidAt, stranger } from './city.ts'
import { atDesk, citizenClaims, type Knock, machineClaims, machineId, staffClaims, wish } from './given.ts'
import {
  acts,
  citizensDoors,
  doors,
  everyRole,
  jobsActs,
  machineDoors,
  ownersDoors,
  passings,
  working,
} from './matrix.ts'
import { accepted, noting, registered } from './stories.ts'

it('the matrix names every door that asks for a token', () => {
  const named = [...doors, ...machineDoors].map(({ id }) => id)
  named.push(...citizensDoors)
  expect(named.sort()).toEqual(
    routes
      .filter(({ issuer }) => issuer !== 'none' && issuer !== 'partner')
      .map(({ id }) => id)
      .sort(),
  )
})

describe.each(everyRole)('%s', (role) => {
  it('passes the doors of the role and no other, in whatever unit and whatever dossier is named', async () => {
    const home = await city()
    for (const { id, roles, dossier } of doors) {
      for (const unit of [`${ward}/desk`, `${otherWard}/desk`]) {
        for (const named of [home, home.other, absent]) {
          const { status, json } = await home.knock(id, staffClaims(unit, role), saidAt(id, named))
          const isShut = status === 403 && json.code === 'not-your-door'
          expect([id, unit, isShut]).toEqual([id, unit, !roles.includes(role)])
          if (!dossier && roles.includes(role)) expect([id, status < 500]).toEqual([id, true])
        }
      }
    }
  })

  it('learns nothing of a dossier elsewhere, unless it watches over all', async () => {
    const home = await city()
    for (const { id, roles, dossier } of doors) {
      if (!dossier || !roles.includes(role)) continue
      const far = staffClaims(`${otherWard}/desk`, role)
      const own = await home.knock(
        id,
        staffClaims(`${ward}/desk`, role),
        saidAt(id, home, staffClaims(`${ward}/desk`, role)),
      )
      const hidden = await home.knock(id, far, saidAt(id, home))
      const unknown = await home.knock(id, far, saidAt(id, absent))
      expect([id, own.json.code === 'not-found']).toEqual([id, false])
      expect([id, unknown.status]).toEqual([id, 404])
      if (role === 'supervisor') expect([id, hidden.status]).toEqual([id, 200])
      else expect([id, hidden.status, hidden.text]).toEqual([id, 404, unknown.text])
    }
  })

  it('may do its acts and no others', async () => {
    for (const { act, body, roles } of acts) {
      const { knock, id } = await registered()
      const said = { path: { id }, body: { act, version: 1, ...body } }
      const { status, json } = await knock('act', staffClaims(`${ward}/desk`, role), said)
      const expected = !working.includes(role) ? 'not-your-door' : roles.includes(role) ? 'its own' : 'not-your-act'
      const found = status === 403 ? String(json.code) : 'its own'
      expect([act, found]).toEqual([act, expected])
    }
  })

  it('opens no door of citizens or machines', async () => {
    const home = await city()
    for (const id of [...citizensDoors, ...machineDoors.map((door) => door.id)]) {
      const { status } = await home.knock(id, staffClaims(`${ward}/desk`, role), saidAt(id, home))
      expect([id, status]).toEqual([id, 401])
    }
  })
})

describe('the supervising board', () => {
  const writing = routes.filter(({ issuer, method }) => issuer === 'staff' && method === 'POST')

  it('has three doors that take a body: a search, a report as a file, a flagged feedback read', () => {
    const open = writing.filter((row) => 'roles' in row && row.roles.some((role) => role === 'supervisor'))
    expect(open.map(({ id }) => id).sort()).toEqual(['askReport', 'moveFeedback', 'searchDossiers'])
  })

  it('changes no dossier through whatever door, in its own agency and in another', async () => {
    const home = await city()
    const before = JSON.stringify([...home.ports.store.records])
    for (const { id } of writing) {
      for (const unit of [`${ward}/desk`, `${otherWard}/desk`])
        for (const named of [home, home.other]) await home.knock(id, staffClaims(unit, 'supervisor'), saidAt(id, named))
    }
    expect(JSON.stringify([...home.ports.store.records])).toBe(before)
  })
})

describe('an officer of the agency', () => {
  it('acts on what lies in another room only as a head', async () => {
    for (const [role, code] of [
      ['handler', 'not-your-unit'],
      ['clerk', 'not-your-unit'],
      ['reception', 'not-your-unit'],
    ] as const) {
      const { knock, id } = await accepted()
      const said = { path: { id }, body: { act: 'pass-on', version: 2 } }
      const { status, json } = await knock('act', staffClaims(`${ward}/office`, role), said)
      expect([role, status, json.code]).toEqual([role, 403, code])
    }
    for (const role of ['unit-head', 'leader'] as const) {
      const { knock, id } = await accepted()
      const said = { path: { id }, body: { act: 'pass-on', version: 2 } }
      expect([role, (await knock('act', staffClaims(`${ward}/leaders`, role), said)).status]).toEqual([role, 200])
    }
  })

  it('sees in lists what lies in the own room only', async () => {
    const home = await city()
    for (const [unit, ids] of [
      [`${ward}/desk`, [home.id]],
      [`${ward}/office`, []],
      [`${otherWard}/desk`, [home.other.id]],
    ] as const) {
      const { json } = await home.knock('listWork', staffClaims(unit, 'reception'))
      expect(Object(json.rows).map((row: { id: string }) => row.id)).toEqual(ids)
    }
  })

  it('reads the own agency’s overdue report; only those who watch read another’s', async () => {
    const home = await city()
    for (const role of everyRole) {
      for (const id of ['overdueOfDay', 'downloadOverdue'] as const) {
        const { status } = await home.knock(id, staffClaims(`${ward}/desk`, role), {
          path: { day: '2026-03-10' },
          query: `?agency=${otherWard}`,
        })
        expect([role, id, status === 403]).toEqual([role, id, role !== 'supervisor' && role !== 'admin'])
      }
    }
  })
})

describe('a citizen', () => {
  it('has the own dossier, and cannot tell another’s from none', async () => {
    const home = await city()
    for (const id of ownersDoors) {
      const own = await home.knock(id, citizenClaims, saidAt(id, home, citizenClaims))
      const hidden = await home.knock(id, stranger, saidAt(id, home))
      const unknown = await home.knock(id, stranger, saidAt(id, absent))
      expect([id, own.json.code === 'not-found']).toEqual([id, false])
      expect([id, hidden.status, hidden.text]).toEqual([id, 404, unknown.text])
    }
    for (const id of ['listMine', 'listMyPapers'] as const)
      expect([id, (await home.knock(id, stranger)).json.rows]).toEqual([id, []])
  })

  it('submits, supplements and withdraws; no other act has a door', async () => {
    const home = await registered()
    for (const { act, body, citizen } of acts) {
      const said = { path: { id: home.id }, body: { act, version: 99, ...body } }
      const { json } = await home.knock('actOnMine', citizenClaims, said)
      expect([act, json.code]).toEqual([act, citizen ? 'version-ahead' : 'bad-input'])
    }
  })

  it('opens no door of officers or machines', async () => {
    const home = await city()
    for (const { id } of [...doors, ...machineDoors]) {
      expect([id, (await home.knock(id, citizenClaims, saidAt(id, home))).status]).toEqual([id, 401])
    }
  })
})

describe('a machine', () => {
  const entry = { client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' }

  it('passes the doors of its scope and no other, whoever else may', async () => {
    const home = await city()
    await home.desk.machines.keep(entry)
    for (const { id, scope, other } of machineDoors) {
      const passed = passings[id] ?? 200
      expect([id, (await home.knock(id, machineClaims(scope), saidAt(id, home))).status]).toEqual([id, passed])
      for (const claims of [machineClaims(other), machineClaims()]) {
        const { status, json } = await home.knock(id, claims, saidAt(id, home))
        expect([id, status, json.code]).toEqual([id, 403, 'not-your-door'])
      }
    }
    for (const id of [...doors.map((door) => door.id), ...citizensDoors]) {
      const { status } = await home.knock(id, machineClaims('dossiers.follow', 'reports.read'), saidAt(id, home))
      expect([id, status]).toEqual([id, 401])
    }
  })

  it('has the dossiers and the report of its agency, and cannot tell another’s from none', async () => {
    const home = await city()
    const follows = machineClaims('dossiers.follow', 'reports.read')
    await home.desk.machines.keep({ ...entry, agency: otherWard })
    const hidden = await home.knock('followDossier', follows, saidAt('followDossier', home))
    const unknown = await home.knock('followDossier', follows, saidAt('followDossier', absent))
    expect([hidden.status, hidden.text]).toEqual([404, unknown.text])
    const row = { day: '2026-03-10', at: '2026-03-10T06:30:00+07:00', overdue: [], comingDue: [] }
    await home.ports.reports.keep({ ...row, agency: ward })
    await home.ports.reports.keep({ ...row, agency: otherWard })
    const { json } = await home.knock('overdueForMachine', follows, saidAt('overdueForMachine', home))
    expect(Object(json.reports).map((report: { agency: { id: string } }) => report.agency.id)).toEqual([otherWard])
  })

  it('moves nothing: no act is done in its name', async () => {
    const home = await city()
    await home.desk.machines.keep(entry)
    const before = JSON.stringify([...home.ports.store.records])
    for (const { id, scope } of machineDoors) await home.knock(id, machineClaims(scope), saidAt(id, home))
    expect(JSON.stringify([...home.ports.store.records])).toBe(before)
    const writing = routes.filter(({ issuer, method }) => issuer === 'machine' && method !== 'GET')
    expect(writing.map(({ id }) => id)).toEqual(['beginPaymentForOwner', 'subscribeWebhook', 'endWebhook'])
  })
})

describe('nobody', () => {
  it('does what only the system does', async () => {
    const { knock, id } = await registered()
    for (const act of jobsActs) {
      const { status, json } = await knock('act', staffClaims(`${ward}/desk`, ...everyRole), {
        path: { id },
        body: { act, version: 1 },
      })
      expect([act, status, json.faults?.[0]?.where]).toEqual([act, 400, 'body.act'])
    }
  })

  it('sets by a body what the rules own: 400, the field named, nothing moved', async () => {
    const owned = [
      'status',
      'dueAt',
      'unit',
      'holder',
      'money',
      'fee',
      'feePaid',
      'code',
      'agencies',
      'clock',
      'class',
      'at',
    ]
    const { knock, id, ports } = await registered()
    const reception = staffClaims(`${ward}/desk`, 'reception')
    const before = JSON.stringify(await ports.dossiers.load(id))
    const bodies: [RouteId, typeof reception, Knock][] = [
      ['openAtDesk', reception, { body: atDesk }],
      ['openOnline', citizenClaims, { body: wish }],
      ['reserveScan', reception, { path: { id }, body: { ...file, role: 'component' } }],
      ['reserveMyScan', citizenClaims, { path: { id }, body: file }],
      ['confirmScan', reception, { path: { id, n: '1' }, body: {} }],
      ['reuseMyPaper', citizenClaims, { path: { id }, body: { dossier: id, file: '1' } }],
      ['confirmMyScan', citizenClaims, { path: { id, n: '1' }, body: {} }],
      ['lookUp', citizenClaims, { body: { code: 'H57.40-260310-0001', factor: 'ABCDEF' } }],
      ...acts.map(({ act, body }): [RouteId, typeof reception, Knock] => [
        'act',
        reception,
        { path: { id }, body: { act, version: 1, ...body } },
      ]),
    ]
    for (const [route, claims, said] of bodies) {
      for (const field of owned) {
        if (Object.hasOwn(Object(said.body), field)) continue
        const answer = await knock(route, claims, { ...said, body: { ...Object(said.body), [field]: 'paid' } })
        expect([route, field, answer.status]).toEqual([route, field, 400])
        expect(answer.json.faults).toMatchObject([{ where: `body.${field}`, code: 'unknown-field' }])
      }
    }
    expect(JSON.stringify(await ports.dossiers.load(id))).toBe(before)
    expect(ports.store.records.size).toBe(1)
  })

  it('finds room at no door for a field that is not named, at whatever depth', () => {
    const open: string[] = []
    const walk = (at: string, node: unknown) => {
      if (typeof node !== 'object' || node === null) return
      const { type, additionalProperties } = node as { type?: unknown; additionalProperties?: unknown }
      if (type === 'object' && additionalProperties !== false) open.push(at)
      for (const [name, inner] of Object.entries(node)) walk(name === 'properties' ? at : `${at}.${name}`, inner)
    }
    for (const { id } of routes) {
      const shape = shapeOf(id)
      for (const part of ['body', 'query', 'path'] as const) {
        const schema = shape[part]
        if (schema) walk(`${id}.${part}`, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
      }
    }
    // Answers by the names of their questions, and calls in the words of those who sign them.
    expect(open).toEqual([
      'answerSurvey.body.answers',
      'answerMySurvey.body.answers',
      'takePlatformCall.body',
      'askFeeOwed.body',
      'takeVnpayCall.query',
    ])
  })

  it('finds in the document, of each act, the roles that the rules let, and no other', async () => {
    const { knock } = await city()
    const { json } = await knock('contract', undefined)
    const { schemas } = Object(json.components)
    const told = (name: 'DeskAct' | 'CitizenAct') =>
      schemas[name].oneOf.map(({ description }: { description: string }) => {
        const [, act = '', roles = ''] =
          /^`([a-z-]+)`: .*?(?:Vai trò: ([a-z-]+(?:, [a-z-]+)*)|Người làm)/.exec(description) ?? []
        return [act, roles.split(', ').sort().join()]
      })
    const byOfficers = acts.map(({ act, roles }) => [act, [...roles].sort().join()])
    expect(told('DeskAct').sort()).toEqual(byOfficers.sort())
    const byCitizens = acts.filter(({ citizen }) => citizen).map(({ act }) => [act, ''])
    expect(told('CitizenAct').sort()).toEqual(byCitizens.sort())
  })

  it('learns from the work behind an answer whether a dossier is there: hidden and absent ask the same', async () => {
    const home = await city()
    await home.desk.machines.keep({ client: machineId, name: 'Cổng', agency: otherWard, expiresOn: '2026-12-31' })
    const calls: string[] = []
    const { desk } = home
    desk.dossiers = noting(calls, 'dossiers', desk.dossiers)
    desk.scans = noting(calls, 'scans', desk.scans)
    desk.prints = noting(calls, 'prints', desk.prints)
    desk.payments = noting(calls, 'payments', desk.payments)
    desk.notices = noting(calls, 'notices', desk.notices)
    desk.syncLedger = noting(calls, 'syncLedger', desk.syncLedger)
    desk.readLog = noting(calls, 'readLog', desk.readLog)
    const trace = async (id: RouteId, claims: Claims, said: Knock) => {
      calls.length = 0
      const { status } = await home.knock(id, claims, said)
      return [id, status, ...[...calls].sort()]
    }
    const alike = async (id: RouteId, claims: Claims, saidOf: (dossier: typeof absent) => Knock) => {
      const hidden = await trace(id, claims, saidOf(home))
      expect(hidden).toEqual(await trace(id, claims, saidOf(absent)))
      expect(hidden.length).toBeGreaterThan(2)
    }
    for (const id of ownersDoors) await alike(id, stranger, (dossier) => saidAt(id, dossier))
    const far = staffClaims(`${otherWard}/desk`, ...working)
    for (const { id, dossier: isOne } of doors)
      if (isOne && id !== 'readsOfDossier') await alike(id, far, (dossier) => saidAt(id, dossier))
    await alike('searchDossiers', far, ({ code }) => ({ body: { code } }))
    for (const { id, scope } of machineDoors)
      if (id === 'followDossier' || id === 'beginPaymentForOwner')
        await alike(id, machineClaims(scope), (dossier) => saidAt(id, dossier))
  })
})
