import { execFile } from 'node:child_process'
import { DeleteCommand, paginateScan, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials, region } from '../../infra/local/account.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createCounters } from '../../shared/aws/figures/counters.ts'
import { mendBook } from '../../shared/aws/figures/mend-books.ts'
import { mendsOf } from '../../shared/aws/figures/mend-cells.ts'
import { createPayments } from '../../shared/aws/money/payments.ts'
import { createSyncLedger } from '../../shared/aws/sending/sync-ledger.ts'
import { instantOf } from '../../shared/calendar/day.ts'
import { paperFlows } from '../../shared/counters/figures.ts'
import { countDossiers } from '../../shared/desk/figures/count-dossiers.ts'
import { record } from '../../shared/dossier/history/history.ts'
import { endingOf, receptionOf } from '../../shared/dossier/history/sync-line.ts'
import * as given from '../given.ts'
import { ward } from '../given.ts'
import { birth } from '../http/given.ts'
import { allOf } from '../memory/copy.ts'
import { startTable, type TableStore } from '../promises/stores.ts'
import { simulate } from '../simulation/months.ts'

describe('npm run recount', () => {
  let store: TableStore
  let endpoint = ''
  let ids: string[] = []

  const recount = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const command = ['infra/commands/on-node-24.mjs', 'infra/commands/recount.ts', ...args]
      const env = {
        ...process.env,
        TABLE_NAME: store.table.name,
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      }
      execFile(process.execPath, command, { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, out: out + err }),
      )
    })

  const itemsOf = async (...beginnings: string[]) => {
    const found: Record<string, unknown>[] = []
    for await (const { Items = [] } of paginateScan({ client: store.table.db }, { TableName: store.table.name }))
      found.push(...Items.filter(({ pk }) => beginnings.some((beginning) => String(pk).startsWith(beginning))))
    return found
  }

  beforeAll(async () => {
    store = await startTable()
    const { hostname, port, protocol } = (await store.table.db.config.endpoint?.()) ?? {
      hostname: '',
      port: 0,
      protocol: '',
    }
    endpoint = `${protocol}//${hostname}:${port}`
    const dossiers = createDossiers(store.table)
    const catalogue = createCatalogue(store.table)
    await catalogue.putProcedure(birth)
    const simulated = (await simulate(6, 25)).store
    ids = [...simulated.records.keys()]
    // Event by event, as it came about: the heads of before are told by the event after.
    for (const { dossier, parties, ledger, events } of simulated.records.values()) {
      const plan = simulated.plans.get(dossier.planRef ?? '')
      for (const event of events) {
        const isLast = event.n === dossier.version
        const head = isLast ? dossier : { ...dossier, version: event.n }
        const beside = { ...(parties ? { parties } : {}), ...(isLast ? { ledger, ...(plan ? { plan } : {}) } : {}) }
        await dossiers.commit({ changes: [{ dossier: head, event, ...beside }] })
      }
    }
    const counters = createCounters(store.table)
    await countDossiers(
      { dossiers, counters, catalogue, pause: async () => {}, chance: () => 0, now: () => '2026-12-31T09:00:00+07:00' },
      ids,
    )
  }, 240_000)
  afterAll(() => store?.stop())

  it('finds every figure equal to the histories', { timeout: 120_000 }, async () => {
    const told = await recount()
    expect(told.out).toContain('Mọi số liệu bằng lịch sử.')
    expect(told.out).toContain(`${ids.length} hồ sơ`)
    expect(told.code).toBe(0)
  })

  it('proves what the portal knows, too', { timeout: 120_000 }, async () => {
    const dossiers = createDossiers(store.table)
    const files = await Promise.all(ids.map((id) => dossiers.load(id)))
    const whole = files.find(
      (file) => file && file.dossier.acceptedAt !== undefined && file.dossier.parent === undefined,
    )
    if (!whole) throw new Error('nothing was received')
    const { dossier } = whole
    const reception = receptionOf(dossier, await dossiers.history(dossier.id))
    const acknowledged = { n: 2, status: 'accepted', at: '2026-12-01T09:00:00+07:00' } as const
    const ledger = createSyncLedger(store.table)
    const line = { dossier: dossier.id, revision: 0, acknowledged }
    expect(reception && (await ledger.keep(line, { known: { ...reception, add: 1 } }))).toBe('kept')
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    const { acknowledged: _, ...lost } = { ...line, revision: 1 }
    await ledger.keep(lost)
    const month = reception?.day.slice(0, 7)
    expect((await recount('--mend')).out).toContain(`KHÁC ${reception?.agency} P#${month} kn${reception?.day.slice(8)}`)
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
  })

  it('proves the book of what is late at the portal alone, and fills in what stands from before it', {
    timeout: 120_000,
  }, async () => {
    const dossiers = createDossiers(store.table)
    const ledger = createSyncLedger(store.table)
    const heads = await dossiers.heads(ids)
    const done = heads.filter(
      ({ parent, corrects, finishedAt = '~', dueAt = '', acceptedAt }) =>
        parent === undefined && corrects === undefined && acceptedAt !== undefined && finishedAt <= dueAt,
    )
    const [inBook, before, wrong] = await Promise.all(
      done.slice(0, 3).map(async ({ id }) => ({ id, line: await ledger.line(id) })),
    )
    if (!inBook || !before || !wrong) throw new Error('too few ended in their time')
    const whole = { dueAt: '2026-04-01T17:00:00+07:00', keptAt: '2026-04-01T09:00:00+07:00' }
    const [late, inTime] = [
      { whole: { ...whole, toldAt: '2026-04-02T09:00:00+07:00', late: 'synchronisation' as const } },
      { whole: { ...whole, toldAt: '2026-04-01T09:00:01+07:00', late: 'no' as const } },
    ]
    const endingAt = async (id: string) => {
      const head = heads.find((one) => one.id === id)
      const ending = head && endingOf(head, await dossiers.history(id))
      if (!ending) throw new Error(`${id} has not ended`)
      return { agency: ending.agency, day: ending.day }
    }
    const lineOf = ({ id, line }: typeof inBook) => line ?? { dossier: id, revision: 0 }
    await ledger.keep({ ...lineOf(inBook), ...late }, { late: await endingAt(inBook.id) })
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    await ledger.keep({ ...lineOf(before), ...late })
    await ledger.keep({ ...lineOf(wrong), ...inTime }, { late: await endingAt(wrong.id) })
    const told = await recount('--mend')
    expect(told.out).toContain(`hồ sơ ${before.id}: lưu không, theo lịch sử sy.`)
    expect(told.out).toContain(`hồ sơ ${wrong.id}: lưu sy, theo lịch sử không.`)
    expect(told.out).toContain('Đã sửa 2 hàng')
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    const rows = async (id: string) => {
      const { agency, day } = await endingAt(id)
      return (await allOf(ledger.lateThere(agency, day, day))).filter(({ dossier }) => dossier === id).length
    }
    expect([await rows(inBook.id), await rows(before.id), await rows(wrong.id)]).toEqual([1, 1, 0])
  })

  it('does not put right what was told to the portal while it counted', async () => {
    const ledger = createSyncLedger(store.table)
    const id = 'told-meanwhile'
    const row = { agency: ward, day: '2026-04-01' }
    await ledger.keep({ dossier: id, revision: 0 }, { late: row })
    const mend = { ...row, book: 'late-there', dossier: id, before: 'sy', at: '2026-05-01T00:00:00+07:00', by: 'ai' }
    const place = `2026-04-01#${id}#1`
    expect(await mendBook(store.table, { ...mend, through: 0 }, [place])).toBe(false)
    expect(await allOf(ledger.lateThere(ward, row.day, row.day))).toContainEqual({ dossier: id, on: row.day })
    expect(await mendBook(store.table, { ...mend, through: 1 }, [place])).toBe(true)
    expect(await allOf(ledger.lateThere(ward, row.day, row.day))).not.toContainEqual({ dossier: id, on: row.day })
  })

  it('remembers the first day of money nobody expected where a row of before lacks it', {
    timeout: 120_000,
  }, async () => {
    const payments = createPayments(store.table)
    const of = { dossier: '', agency: 'H57', obligation: 0, method: 'online', amountVnd: 5, items: [] } as const
    const at = '2026-04-02T09:00:00+07:00'
    const [old, known] = ['platform:CU', 'platform:MOI'].map(
      (reference) => ({ kind: 'stray', ...of, at, reference }) as const,
    )
    if (!old || !known) throw new Error('no rows')
    for (const day of ['2026-04-03', '2026-04-02']) await payments.noteRow(day, old)
    await payments.noteStray('2026-04-02', known)
    const told = await recount('--mend')
    expect([told.code, told.out]).toEqual([1, expect.stringContaining('stray#platform:CU của ngày 2026-04-02')])
    expect(told.out).not.toContain('platform:MOI')
    expect(told.out).toContain('Đã sửa 1 hàng')
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    await payments.noteStray('2026-04-09', old)
    expect(await payments.rowsOf('2026-04-09')).toEqual([])
  })

  it('names a figure that somebody changed, and mends it with an entry', { timeout: 120_000 }, async () => {
    const counters = createCounters(store.table)
    const year = { from: '2026-01-01', to: '2027-12-31' }
    const before = await counters.lines(ward, year)
    const line = before.find(({ line: { kind } }) => kind === 'whole')?.line
    const tail = `whole#${line?.field}#${line?.procedure}#`
    await store.table.db.send(
      new UpdateCommand({
        TableName: store.table.name,
        Key: { pk: `CELLS#${ward}`, sk: `Y#2026#${tail}` },
        UpdateExpression: 'ADD ro :three',
        ExpressionAttributeValues: { ':three': 3 },
      }),
    )
    const told = await recount('--mend')
    expect(told.code).toBe(1)
    expect(told.out).toContain(`KHÁC ${ward} Y#2026#${tail} ro`)
    expect(told.out).toContain('Đã sửa 1 hàng')
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    const mend = (await mendsOf(store.table, instantOf(new Date()).slice(0, 7))).at(-1)
    expect(mend).toMatchObject({ agency: ward, place: `Y#2026#${tail}` })
    expect((mend?.numbers[0]?.before ?? 0) - (mend?.numbers[0]?.after ?? 0)).toBe(3)
  })

  it('names what is missing in a book and what is too much, and mends both with an entry', {
    timeout: 120_000,
  }, async () => {
    const { db, name: TableName } = store.table
    const all = await itemsOf('OPEN#', 'BOOK#')
    const open = all.find(({ pk, gone }) => String(pk).startsWith('OPEN#') && gone !== true)
    const ended = all.find(({ pk, m }) => String(pk).startsWith('BOOK#') && String(m).includes('ea'))
    if (!open || !ended) throw new Error('nothing stands open, or nothing ended early')
    await db.send(new DeleteCommand({ TableName, Key: { pk: open.pk, sk: open.sk } }))
    const Key = { pk: ended.pk, sk: ended.sk }
    const change = { UpdateExpression: 'SET m = :other', ExpressionAttributeValues: { ':other': 'ov' } }
    await db.send(new UpdateCommand({ TableName, Key, ...change }))
    const told = await recount('--mend')
    expect(told.out).toContain(`hồ sơ ${open.sk}: lưu không, theo lịch sử có.`)
    const marks = String(ended.m).split(' ').sort().join(' ')
    expect(told.out).toContain(`lưu ov, theo lịch sử ${marks}.`)
    expect(told.out).toContain('Đã sửa 2 hàng')
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    const [on, dossier] = String(ended.sk).split('#')
    const rows: unknown[] = []
    for await (const row of createCounters(store.table).happened(
      String(ended.pk).split('#')[1] ?? '',
      'ended',
      on ?? '',
      on ?? '',
    ))
      if (row.dossier === dossier) rows.push(row.flows.includes('early'))
    expect(rows).toEqual([true])
    const kept = await itemsOf('MENDED#')
    const entries = kept.filter(({ d }) => Object(d).book !== undefined)
    expect(
      entries
        .map(({ d }) => Object(d))
        .flatMap(({ book, before, after }) => (book === 'late-there' ? [] : [[book, before, after]]))
        .sort(),
    ).toEqual([
      ['ended', 'ov', marks],
      ['open', undefined, ''],
    ])
  })

  it('fills in what cells of before papers were counted do not hold', { timeout: 120_000 }, async () => {
    const counters = createCounters(store.table)
    const year = { from: '2026-01-01', to: '2027-12-31' }
    const figures = async () => {
      const flows = (await counters.lines(ward, year)).map(({ flows }) => paperFlows.map((flow) => flows[flow]))
      return { flows, papers: (await counters.papers(ward, '2026')).toSorted((a, b) => (a.paper < b.paper ? -1 : 1)) }
    }
    const before = await figures()
    expect([before.flows.flat().some((count) => count > 0), before.papers.length > 0]).toEqual([true, true])
    const { Items = [] } = await store.table.db.send(
      new QueryCommand({
        TableName: store.table.name,
        KeyConditionExpression: 'pk = :agency',
        ExpressionAttributeValues: { ':agency': `CELLS#${ward}` },
      }),
    )
    let taken = 0
    for (const { pk, sk, ...numbers } of Items) {
      const own = Object.keys(numbers).filter((mark) => /^(b[ocyens]|[bkw]\d)/.test(mark))
      taken += own.length
      if (own.length === 0) continue
      const names = Object.fromEntries(own.map((mark, n) => [`#m${n}`, mark]))
      const UpdateExpression = `REMOVE ${Object.keys(names).join(', ')}`
      const said = { TableName: store.table.name, Key: { pk, sk }, UpdateExpression, ExpressionAttributeNames: names }
      await store.table.db.send(new UpdateCommand(said))
    }
    expect([taken > 5, (await figures()).papers]).toEqual([true, []])
    expect((await recount('--mend')).code).toBe(1)
    expect(await figures()).toEqual(before)
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
  })

  it('names a dossier that was never counted, and one that was not counted to its end', {
    timeout: 120_000,
  }, async () => {
    const dossiers = createDossiers(store.table)
    const opened = given.dossier({ id: 'never-counted', version: 1, status: 'registered' })
    const said = { key: 'k', body: 'b' }
    const first = record(
      { next: opened, event: { act: 'submit' } },
      undefined,
      given.receptionist,
      opened.createdAt,
      said,
    )
    const parties = given.fileOf().parties
    expect(await dossiers.commit({ changes: [{ ...first, parties }] })).toBe('committed')
    const told = await recount()
    expect([told.code, told.out]).toEqual([
      1,
      expect.stringContaining('CHƯA ĐẾM hồ sơ never-counted: đếm đến sự kiện 0, lịch sử có 1.'),
    ])
    expect(told.out).not.toContain('Mọi số liệu bằng lịch sử.')
    const catalogue = createCatalogue(store.table)
    const counters = createCounters(store.table)
    const pace = { pause: async () => {}, chance: () => 0, now: () => '2026-12-31T09:00:00+07:00' }
    await countDossiers({ dossiers, counters, catalogue, ...pace }, [opened.id])
    expect((await recount()).out).toContain('Mọi số liệu bằng lịch sử.')
    const next = { ...first.dossier, version: 2, status: 'accepted' as const }
    const second = record({ next, event: { act: 'accept' } }, first.dossier, given.receptionist, opened.createdAt, said)
    expect(await dossiers.commit({ changes: [second] })).toBe('committed')
    expect((await recount()).out).toContain('đếm đến sự kiện 1, lịch sử có 2.')
    await countDossiers({ dossiers, counters, catalogue, ...pace }, [opened.id])
    expect((await recount()).code).toBe(0)
  })

  it('finds one event that was taken out of a history, and mends nothing by it', { timeout: 120_000 }, async () => {
    const histories = createDossiers(store.table)
    const lengths = await Promise.all(ids.map(async (id) => ({ id, n: (await histories.history(id)).length })))
    const long = lengths.find(({ n }) => n >= 5)
    const Key = { pk: long?.id, sk: 'EVENT#000003' }
    await store.table.db.send(new DeleteCommand({ TableName: store.table.name, Key }))
    const told = await recount('--mend')
    expect(told.code).toBe(1)
    expect(told.out).toContain(`THIẾU sự kiện 3 của hồ sơ ${long?.id}.`)
    expect(told.out).not.toContain('Đã sửa')
  })
})
