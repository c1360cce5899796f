import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createOutbox } from '../../shared/aws/sending/outbox.ts'
import { eventKey, headKey, type Item } from '../../shared/aws/table/items.ts'
import { readOne, writeOne } from '../../shared/aws/table/table.ts'
import { dossierWith, freshId, opening } from './samples.ts'
import { startTable, type TableStore } from './stores.ts'

let store: TableStore
beforeAll(async () => {
  store = await startTable()
}, 60_000)
afterAll(() => store.stop())

/** An event that wants two things sent, as the table holds it. */
async function marked() {
  const change = opening(dossierWith(), { wants: ['transfers', 'notices'] })
  const { id } = change.dossier
  await createDossiers(store.table).commit({ changes: [change] })
  return { id, at: change.event.at, item: (await readOne(store.table, eventKey(id, 1))) ?? {} }
}

describe('a mark in the outbox', () => {
  it('is a place in the index, and says nothing that its event says', async () => {
    const { at, item } = await marked()
    expect(Object.keys(item).sort()).toEqual(['d', 'dPk', 'dSk', 'pk', 'sk'])
    expect(item.dSk).toBe(at)
  })

  it('of the version before, which named the event and what it wanted, is found and cleared as well', async () => {
    const { id, at, item } = await marked()
    const before: Item = { ...item, wants: ['transfers', 'notices'], dSk: `${at}#${id}#1` }
    await writeOne(store.table, before)
    const outbox = createOutbox(store.table)
    const own = async () => (await outbox.waiting('2999', 100)).filter(({ dossier }) => dossier === id)
    expect(await own()).toEqual([{ dossier: id, n: 1, wants: ['transfers', 'notices'], at }])
    await outbox.clear(id, 1)
    expect(await own()).toEqual([])
    expect(await readOne(store.table, headKey(id))).toBeDefined()
  })
})

describe('the mark of a transfer', () => {
  it('names the part that was opened, for whose first event it rings too', async () => {
    const [part, other] = [freshId(), freshId()]
    const transferred = opening(dossierWith(), { act: 'transfer', detail: { part }, wants: ['transfers', 'portal'] })
    const back = opening(dossierWith(), { act: 'receive-back', detail: { part: other }, wants: ['transfers'] })
    await createDossiers(store.table).commit({ changes: [transferred, back] })
    const marks = await createOutbox(store.table).waiting('2999', 100)
    const markOf = (id: string) => marks.filter(({ dossier }) => dossier === id)
    expect(markOf(transferred.dossier.id)).toMatchObject([{ n: 1, wants: ['transfers', 'portal'], part }])
    // What came back is the whole's own.
    expect(markOf(back.dossier.id)).toMatchObject([{ n: 1, wants: ['transfers'] }])
    expect(markOf(back.dossier.id)[0]).not.toHaveProperty('part')
  })
})
