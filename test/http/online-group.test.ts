import { expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import { department, ward } from '../given.ts'
import { birth, citizenClaims, house, staffClaims, wish, workflow } from './given.ts'
import { addScan } from './stories.ts'

const group = '2.009999'
const residence = '1.009999'

const step = (n: number, agency: 'receiving' | typeof department, room: 'desk' | 'office' | 'leaders') => ({
  n,
  name: `Việc ${n}`,
  owner: { agency, room },
  role: ({ desk: 'reception', office: 'handler', leaders: 'leader' } as const)[room],
  hours: n === 6 ? 0 : 2,
  leaves: n === 4 || n === 6,
})

/** Births at the commune, then residence at another agency; as it would be published to be filed online and no other way. */
const grouped: Workflow = {
  ...workflow,
  id: 'nhom-truc-tuyen',
  name: 'Khai sinh và cư trú',
  procedureCodes: [group],
  steps: [
    step(1, 'receiving', 'desk'),
    { ...step(2, 'receiving', 'office'), member: birth.code },
    { ...step(3, 'receiving', 'leaders'), member: birth.code },
    { ...step(4, department, 'office'), member: residence },
    { ...step(5, department, 'leaders'), member: residence },
    step(6, 'receiving', 'desk'),
  ],
  total: { amount: 10, unit: 'hour' },
}

async function city() {
  const home = await house()
  const { catalogue } = home.ports
  await catalogue.putProcedure({ ...birth, code: residence, name: 'Đăng ký thường trú' })
  await catalogue.putProcedure({
    ...birth,
    code: group,
    name: grouped.name,
    channels: ['online'],
    workflow: grouped.id,
  })
  await catalogue.putWorkflow(grouped)
  let keys = 0
  const act = async (claims: Claims, id: string, said: object) => {
    keys += 1
    const body = { ...said, version: (await home.ports.dossiers.load(id))?.dossier.version }
    const route = claims === citizenClaims ? 'actOnMine' : 'act'
    const headers = { 'idempotency-key': `khoa-viec-${keys}` }
    const answer = await home.knock(route, claims, { path: { id }, body, headers })
    expect([answer.status, answer.json.code, answer.json.faults]).toEqual([200, undefined, undefined])
    return Object(answer.json.dossier)
  }
  return { ...home, act }
}

it('a group by life event that is published for it is filed online, followed, and each member’s result fetched, by its owner', async () => {
  const home = await city()
  const { knock, act } = home
  const opened = await knock('openOnline', citizenClaims, { body: { ...wish, procedure: group } })
  expect([opened.status, Object(opened.json.dossier).procedure]).toMatchObject([201, { code: group }])
  const { id } = Object(opened.json.dossier)
  await addScan(home, id, 1)
  await act(citizenClaims, id, { act: 'submit' })
  const desk = staffClaims(`${ward}/desk`, 'reception')
  const { code } = await act(desk, id, { act: 'accept' })
  const fetched = async (n: string) => {
    const { status, json } = await knock('downloadMyScan', citizenClaims, { path: { id, n } })
    return json.code ?? status
  }
  for (const [agency, member, resultNumber] of [
    [ward, birth.code, '1/KS'],
    [department, residence, '2/CT'],
  ] as const) {
    expect(await fetched('result-1')).toBe('result-not-ready')
    await act(desk, id, { act: 'transfer' })
    const { json } = await knock('readDossier', desk, { path: { id } })
    const part = Object(json.kin).find(({ procedure }: { procedure: { code: string } }) => procedure.code === member)
    expect(part).toMatchObject({ code, parent: id })
    await act(staffClaims(`${agency}/office`, 'handler'), part.id, { act: 'pass-on' })
    await addScan(home, part.id, 9, 'result')
    const leader = staffClaims(`${agency}/leaders`, 'leader')
    await act(leader, part.id, { act: 'approve', resultScan: 9, resultNumber })
    await act(leader, part.id, { act: 'hand-back' })
  }
  const mine = await knock('readMine', citizenClaims, { path: { id } })
  expect(mine.json).toMatchObject({
    dossier: { code, status: { code: 'processed' } },
    results: [
      { name: 'result-1', number: '1/KS' },
      { name: 'result-2', number: '2/CT' },
    ],
  })
  expect([await fetched('result-1'), await fetched('result-2')]).toEqual([200, 200])
  expect([await fetched('result'), await fetched('result-3')]).toEqual([200, 'not-found'])
})
