import { describe, expect, it } from 'vitest'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { sameField } from '../../shared/desk/figures/same-field.ts'
import { keepIssues } from '../../shared/desk/reports/keep-issues.ts'
import { department, ward } from '../given.ts'
import { lateWard } from './figures-given.ts'
import { house, staffClaims } from './given.ts'

const watcher = staffClaims(`${department}/desk`, 'supervisor')
const days = `from=2026-03-01&to=2026-03-31&agency=${ward}`
const path = { report: 'II.06a' }

interface Row {
  key: string
  label: string
  cells: number[]
}

/** A catalogue in which another source gives the field of the counted procedure another code. */
async function twoSources() {
  const home = await lateWard()
  await countDossiers(home.desk, [home.id])
  const { procedures } = home.ports.catalogue
  const coded = async () => {
    Object.assign(home.ports.catalogue, {
      procedures: async (day: string) => {
        const [first, ...others] = await procedures(day)
        if (!first?.fields[0]) throw new Error('no field')
        const field = { code: 'G15-TP07', name: first.fields[0].name }
        return [first, ...others, { ...first, code: '2.000001', fields: [field] }]
      },
    })
  }
  return { ...home, coded, name: (await procedures('2026-03-31'))[0]?.fields[0]?.name }
}

it('a field that two sources call by two keys has one row, traced whole by either', async () => {
  const { knock, coded, name, id } = await twoSources()
  await coded()
  const { json } = await knock('readFigures', watcher, { path, query: `?${days}` })
  const rows: Row[] = Object(json.rows)
  expect(rows.filter(({ label }) => label === name)).toMatchObject([{ key: 'G15-TP07' }])
  expect(rows.find(({ key }) => key === 'G15-TP07')?.cells[0]).toBe(1)
  for (const asked of ['by=field&row=G15-TP07', 'field=G15-TP07', 'field=HT']) {
    const traced = await knock('traceFigures', watcher, {
      path: { ...path, column: 'total' },
      query: `?${days}&${asked}`,
    })
    expect([asked, traced.json.rows]).toMatchObject([asked, [{ dossier: id, adds: 1 }]])
  }
})

it('a month that was reported before the other key was known is not corrected by it', async () => {
  const { knock, coded, ports } = await twoSources()
  const later = await house('2026-04-01T02:20:00+07:00', ports)
  await keepIssues(later.desk, ward, '2026-03')
  await coded()
  const { json } = await knock('readCorrections', watcher, {
    path: { month: '2026-03', report: 'II.06a' },
    query: `?agency=${ward}`,
  })
  expect(json).toMatchObject({ comparable: true, rows: [], by: [], unexplained: [] })
})

it('a code stands before the name alone', async () => {
  const field = (name: string, code?: string) => ({ fields: [{ name, ...(code === undefined ? {} : { code }) }] })
  const listed = [field('Đất đai'), field('Đất đai', 'G13-TN02'), field('Đất đai', 'G24-01'), field('Thú y')]
  const { desk, ports } = await lateWard()
  const [first] = await ports.catalogue.procedures('2026-03-31')
  if (!first) throw new Error('no procedure')
  const catalogue = { ...desk.catalogue, procedures: async () => listed.map((own) => ({ ...first, ...own })) }
  const same = await sameField({ catalogue }, '2026-03-31')
  expect(['Đất đai', 'G24-01', 'G13-TN02', 'Thú y', 'Khác'].map(same)).toEqual([
    ...['G13-TN02', 'G13-TN02', 'G13-TN02', 'Thú y', 'Khác'],
  ])
})

describe('a field that the catalogue has given up since', () => {
  const asked = async (agency: string, listed: (day: string) => boolean, query: string) => {
    const home = await lateWard()
    await countDossiers(home.desk, [home.id])
    const later = await house('2026-04-20T09:00:00+07:00', home.ports)
    const { procedures } = home.ports.catalogue
    Object.assign(home.ports.catalogue, {
      procedures: async (day: string) => (listed(day) ? procedures(day) : []),
    })
    const { status, json } = await later.knock('traceFigures', watcher, {
      path: { ...path, column: 'total' },
      query: `?from=2026-03-01&to=2026-03-31&agency=${agency}&${query}`,
    })
    return { id: home.id, said: status === 200 ? Object(json.rows) : json.faults }
  }
  const found = (id: string) => [{ dossier: id, adds: 1 }]

  it.each([
    ['stood at the end of the period', (day: string) => day === '2026-03-31'],
    ['stood at its beginning', (day: string) => day === '2026-03-01'],
    ['was only counted in it', () => false],
  ])('is traced in one agency and in all where it %s', async (_, listed) => {
    for (const agency of [ward, 'all']) {
      const { id, said } = await asked(agency, listed, 'field=HT')
      expect([agency, said]).toMatchObject([agency, found(id)])
    }
  })

  it('is a row without dossiers where nothing was counted, and no offer where it never was', async () => {
    const lasted = (day: string) => day <= '2026-03-31'
    expect((await asked(department, lasted, 'field=HT')).said).toEqual([])
    for (const agency of [ward, 'all'])
      expect((await asked(agency, lasted, 'field=zz')).said).toMatchObject([
        { where: 'query.field', code: 'not-offered' },
      ])
  })
})
