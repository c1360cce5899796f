import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createLookUps } from '../../shared/aws/dossiers/look-ups.ts'
import { headKey } from '../../shared/aws/table/items.ts'
import { headName } from '../../shared/aws/table/short-names.ts'
import { readOne, writeOne } from '../../shared/aws/table/table.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { dossierWith, freshId, nextOf, opening } from './samples.ts'
import { startTable, type TableStore } from './stores.ts'

let store: TableStore
beforeAll(async () => {
  store = await startTable()
}, 60_000)
afterAll(() => store.stop())

async function shownUnder(code: string) {
  const lookUps = createLookUps(store.table)
  const found = await lookUps.underCode(code)
  return found && lookUps.shown(found)
}

const out = { child: 'phan', partAt: 'H57.08' }
const code = () => `H57.29-261102-${freshId()}`

/** What index `code` carries of a dossier before and while a part is out, and what a look-up finds then. */
async function sent(head: Partial<Dossier>) {
  const dossiers = createDossiers(store.table)
  const dossier = dossierWith({ code: code(), ...head })
  const shown = async () => (await readOne(store.table, headKey(dossier.id)))?.p
  await dossiers.commit({ changes: [opening(dossier)] })
  const before = await shown()
  const moved = nextOf(dossier, out)
  await dossiers.commit({ changes: [moved] })
  expect((await dossiers.load(dossier.id))?.dossier).toEqual(moved.dossier)
  const found = await shownUnder(dossier.code ?? '')
  return { before, after: await shown(), found }
}

describe('index `code`', () => {
  it('is not written anew when a part goes to the agency that decides, and a look-up finds it there', async () => {
    const { before, after, found } = await sent({ competentAgency: 'H57.08' })
    expect(after).toEqual(before)
    expect(found).toMatchObject({ partAt: 'H57.08', status: 'in-progress' })
  })

  it('carries where a part is whose whole is decided where it was received', async () => {
    const { before, after, found } = await sent({ competentAgency: 'H57.29' })
    expect(after).toEqual({ ...Object(before), [headName('partAt')]: 'H57.08' })
    expect(found).toMatchObject({ partAt: 'H57.08' })
  })

  /** The questions that a work puts to the table. */
  async function askedBy(work: () => Promise<unknown>) {
    const asked: string[] = []
    store.table.db.middlewareStack.add(
      (next, context) => (args) => {
        asked.push(context.commandName ?? '')
        return next(args)
      },
      { step: 'initialize', name: 'asked' },
    )
    await work()
    store.table.db.middlewareStack.remove('asked')
    return asked
  }

  it('says alone how a dossier stands that no part is out of yet or any more', async () => {
    const dossier = dossierWith({ code: code(), competentAgency: 'H57.08', status: 'processed' })
    await createDossiers(store.table).commit({ changes: [opening(dossier)] })
    const asked = await askedBy(() => shownUnder(dossier.code ?? ''))
    expect(asked.filter((name) => name === 'QueryCommand')).toHaveLength(1)
    expect(asked).not.toContain('GetCommand')
  })

  it('is asked the same of no dossier as of one whose part may be out, until the secret was right', async () => {
    const dossier = dossierWith({ code: code(), competentAgency: 'H57.08', ...out })
    await createDossiers(store.table).commit({ changes: [opening(dossier)] })
    const { underCode } = createLookUps(store.table)
    const there = await askedBy(() => underCode(dossier.code ?? ''))
    expect(there).toEqual(await askedBy(() => underCode(code())))
    expect(await askedBy(() => shownUnder(dossier.code ?? ''))).not.toEqual(there)
  })

  it('of the version before, which carried where each part is, is read as it stands', async () => {
    const dossier = dossierWith({ code: code(), competentAgency: 'H57.08', ...out })
    await createDossiers(store.table).commit({ changes: [opening(dossier)] })
    const item = (await readOne(store.table, headKey(dossier.id))) ?? {}
    const [agency, part] = [headName('competentAgency'), headName('partAt')]
    const { [agency]: decides, ...p } = Object(item.p)
    const { [part]: at, ...d } = Object(item.d)
    await writeOne(store.table, { ...item, p: { ...p, [part]: at }, d: { ...d, [agency]: decides } })
    expect(await shownUnder(dossier.code ?? '')).toMatchObject({ partAt: 'H57.08' })
    expect((await createDossiers(store.table).load(dossier.id))?.dossier).toEqual(dossier)
  })
})
