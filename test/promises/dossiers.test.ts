import { expect, it } from 'vitest'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createScans } from '../../shared/aws/dossiers/scans.ts'
import { createOutbox } from '../../shared/aws/sending/outbox.ts'
import type { Consultation, Dossier, Plan } from '../../shared/dossier/dossier.ts'
import { digestOf } from '../../shared/dossier/history/history.ts'
import type { Obligation } from '../../shared/dossier/money/money-book.ts'
import type { Dossiers, Page } from '../../shared/ports.ts'
import { memoryPorts } from '../memory/ports.ts'
import { onBoth } from './both.ts'
import { dossierWith, freshId, fullHead, nextOf, opening, parties, scanWith } from './samples.ts'

const plan: Plan = {
  procedure: '1.001193',
  procedureVersion: 1,
  workflow: 'khai-sinh',
  workflowVersion: 1,
  limit: { amount: 1, unit: 'working_day' },
  requiredPapers: [],
  supplementLimit: 1,
  steps: [{ n: 1, name: 'Tiếp nhận', role: 'reception', hours: 1, room: 'H57.29/desk', agency: 'H57.29' }],
}

onBoth(
  'dossiers',
  memoryPorts,
  (table) => ({ dossiers: createDossiers(table), scans: createScans(table), outbox: createOutbox(table) }),
  (world) => {
    const open = async (changes: Partial<Dossier> = {}) => {
      const dossier = dossierWith(changes)
      expect(await world().dossiers.commit({ changes: [opening(dossier)] })).toBe('committed')
      return dossier
    }

    it('gives back what was committed, with its parts', async () => {
      const dossier = await open()
      expect(await world().dossiers.load(dossier.id)).toEqual({ dossier, parties, ledger: [], scans: [] })
      expect(await world().dossiers.load(freshId())).toBeUndefined()
    })

    it('knows of what a partner outside has something, until it has no more', async () => {
      const errand = fullHead().errand
      const first = await open({ errand: { ...errand, since: '1999-01-02T08:00:00+07:00' } })
      const second = await open({ errand: { ...errand, since: '1999-01-01T08:00:00+07:00' } })
      const out = async () => {
        const ids: string[] = []
        for await (const id of world().dossiers.withErrands()) ids.push(id)
        return ids.filter((id) => id === first.id || id === second.id)
      }
      expect(await out()).toEqual([second.id, first.id])
      const { errand: _, ...back } = first
      const change = nextOf(first)
      await world().dossiers.commit({ changes: [{ ...change, dossier: { ...back, version: first.version + 1 } }] })
      expect(await out()).toEqual([second.id])
    })

    it('knows whose notice of the tax office was entered since a moment, and has nothing out', async () => {
      const notice = (since: string) => ({ taxNotice: { number: 'S/T1', notice: 'TB-1', since } })
      const fresh = await open(notice('2026-11-01T08:00:00+07:00'))
      const old = await open(notice('2026-08-01T08:00:00+07:00'))
      const out = await open({ ...notice('2026-11-01T08:00:00+07:00'), errand: fullHead().errand })
      const since = async (from: string) => {
        const ids: string[] = []
        for await (const id of world().dossiers.withNotices(from)) ids.push(id)
        return ids.filter((id) => [fresh, old, out].some((one) => one.id === id))
      }
      expect(await since('2026-09-01T00:00:00+07:00')).toEqual([fresh.id])
      expect((await since('2026-07-01T00:00:00+07:00')).toSorted()).toEqual([fresh.id, old.id].toSorted())
    })

    it('knows which papers of finished dossiers the post has, and of no others', async () => {
      const carriage = fullHead().carriage
      const ended = { status: 'refused', clock: 'stopped', finishedAt: '2026-11-02T08:05:00+07:00' } as const
      const home = await open({ ...ended, carriage: { ...carriage, to: 'applicant' } })
      const others = await Promise.all([
        open({ carriage }),
        open({ ...ended, carriage: { ...carriage, by: 'hand' } }),
        open({ ...ended, carriage: { ...carriage, state: 'arrived' } }),
      ])
      const inPost = async () => {
        const ids: string[] = []
        for await (const id of world().dossiers.withCarriages()) ids.push(id)
        return ids.filter((id) => [home, ...others].some((one) => one.id === id))
      }
      expect(await inPost()).toEqual([home.id])
      const { carriage: _, ...back } = home
      const change = nextOf(home)
      await world().dossiers.commit({ changes: [{ ...change, dossier: { ...back, version: home.version + 1 } }] })
      expect(await inPost()).toEqual([])
    })

    it('gives back every field of a head that has them all', async () => {
      const full = fullHead()
      expect(await world().dossiers.commit({ changes: [{ ...opening(full), plan }] })).toBe('committed')
      expect((await world().dossiers.load(full.id))?.dossier).toEqual(full)
    })

    it('gives a head with what happened after an event, or nothing where there is no dossier', async () => {
      const dossier = await open()
      await world().dossiers.commit({ changes: [nextOf(dossier)] })
      for (const [n, events] of [
        [0, [1, 2]],
        [1, [2]],
        [2, []],
      ] as const) {
        const found = await world().dossiers.since(dossier.id, n)
        expect([found?.dossier.version, found?.history.map((event) => event.n)]).toEqual([2, events])
      }
      expect(await world().dossiers.since(freshId(), 0)).toBeUndefined()
    })

    it('gives the heads of many at once, in their order, and leaves away what there is not', async () => {
      const opened = []
      for (let n = 0; n < 105; n += 1) opened.push(await open())
      const ids = opened.map(({ id }) => id).toReversed()
      expect(await world().dossiers.heads([freshId(), ...ids])).toEqual(opened.toReversed())
      expect(await world().dossiers.heads([])).toEqual([])
    })

    it('finds every head that moved after a moment: in work, at rest, a draft, a part', async () => {
      const late = '2031-01-02T08:00:00+07:00'
      const moved = await Promise.all([
        open({ updatedAt: late }),
        open({ updatedAt: late, status: 'returned', clock: 'stopped' }),
        open({ updatedAt: late, status: 'draft', clock: 'not-started' }),
        open({ updatedAt: late, parent: freshId() }),
      ])
      await open({ updatedAt: '2031-01-01T08:00:00+07:00', status: 'returned', clock: 'stopped' })
      const found: Dossier[] = []
      for await (const dossier of world().dossiers.movedSince('2031-01-01T08:00:00+07:00')) found.push(dossier)
      const byId = (a: Dossier, b: Dossier) => (a.id < b.id ? -1 : 1)
      expect(found.sort(byId)).toEqual(moved.sort(byId))
    })

    it('keeps one plan for all dossiers that name it, through every later change', async () => {
      const planRef = digestOf(plan)
      const [one, other] = [dossierWith({ planRef }), dossierWith({ planRef })]
      for (const dossier of [one, other]) {
        expect(await world().dossiers.commit({ changes: [{ ...opening(dossier), plan }] })).toBe('committed')
        await world().dossiers.commit({ changes: [nextOf(dossier)] })
        expect(await world().dossiers.load(dossier.id)).toMatchObject({ dossier: { planRef, version: 2 }, plan })
      }
    })

    it('keeps parts that a change does not name, and replaces those it names', async () => {
      const dossier = await open()
      const moved = { applicant: { name: 'Trần Thị Bình', identityNumber: '046090000002' } }
      await world().dossiers.commit({ changes: [nextOf(dossier)] })
      expect((await world().dossiers.load(dossier.id))?.parties).toEqual(parties)
      await world().dossiers.commit({ changes: [{ ...nextOf({ ...dossier, version: 2 }), parties: moved }] })
      expect((await world().dossiers.load(dossier.id))?.parties).toEqual(moved)
    })

    it('keeps money and opinions beside the head, each written only when it is named', async () => {
      const dossier = await open()
      const owed: Obligation = {
        n: 1,
        items: [{ kind: 'fee', name: 'Phí', amountVnd: 10_000 }],
        payee: 'Quầy',
        totalVnd: 10_000,
        holdsUp: true,
        state: 'requested',
        at: dossier.updatedAt,
      }
      const asked: Consultation = {
        n: 1,
        unit: 'H57.08',
        question: 'Có trong quy hoạch không?',
        askedBy: 'cb-01',
        askedAt: dossier.updatedAt,
        dueAt: '2026-11-04T08:00:00+07:00',
      }
      await world().dossiers.commit({ changes: [{ ...nextOf(dossier), money: [owed] }] })
      await world().dossiers.commit({ changes: [{ ...nextOf({ ...dossier, version: 2 }), consultations: [asked] }] })
      const paid: Obligation = { ...owed, state: 'paid' }
      await world().dossiers.commit({ changes: [{ ...nextOf({ ...dossier, version: 3 }), money: [paid] }] })
      expect(await world().dossiers.load(dossier.id)).toMatchObject({ money: [paid], consultations: [asked] })
    })

    it('lists what an agency is asked until it has answered, nearest due first, page by page', async () => {
      const agency = `H57.${freshId().slice(0, 8)}`
      const asked = (n: number, unit: string, dueAt: string): Consultation => ({
        n,
        unit,
        question: 'Có vướng quy hoạch không?',
        askedBy: 'cb-02',
        askedAt: '2026-11-02T08:00:00+07:00',
        dueAt,
      })
      const [first, second] = [dossierWith(), dossierWith()]
      const late = asked(1, `${agency}/office`, '2026-11-05T08:00:00+07:00')
      const soon = asked(2, agency, '2026-11-03T08:00:00+07:00')
      const middle = asked(1, agency, '2026-11-04T08:00:00+07:00')
      const { commit, opinionsOf } = world().dossiers
      await commit({ changes: [{ ...opening(first), consultations: [late, soon] }] })
      await commit({ changes: [{ ...opening(second), consultations: [middle, asked(2, 'H57.00', late.dueAt)] }] })
      const list = async () => (await opinionsOf(agency, 9)).rows.map(({ dossier, dueAt }) => [dossier.id, dueAt])
      const all = [
        [first.id, soon.dueAt],
        [second.id, middle.dueAt],
        [first.id, late.dueAt],
      ]
      expect(await list()).toEqual(all)
      const page = await opinionsOf(agency, 2)
      expect(page.rows).toMatchObject([
        { consultation: 2, unit: agency },
        { consultation: 1, unit: agency },
      ])
      expect((await opinionsOf(agency, 2, page.next)).rows).toMatchObject([
        { consultation: 1, unit: `${agency}/office` },
      ])
      const next = nextOf(first)
      await commit({ changes: [{ ...next, consultations: [late, { ...soon, answeredAt: next.event.at }] }] })
      expect(await list()).toEqual(all.slice(1))
      const after = nextOf(next.dossier)
      const moved = { ...late, unit: `${agency}9/office`, movedAt: after.event.at }
      await commit({ changes: [{ ...after, consultations: [moved, { ...soon, answeredAt: next.event.at }] }] })
      expect(await list()).toEqual(all.slice(1, 2))
      expect((await opinionsOf(`${agency}9`, 9)).rows).toMatchObject([{ dossier: { id: first.id }, dueAt: late.dueAt }])
    })

    it('brings a request for papers up again when its time has run out', async () => {
      const room = `H57.29/${freshId()}`
      const due = '2026-11-05T17:00:00+07:00'
      const waiting = await open({
        holder: room,
        status: 'supplement-requested',
        clock: 'paused',
        supplementDueAt: due,
      })
      const found = async (before: string) => {
        const ids: string[] = []
        for await (const dossier of world().dossiers.dueBefore({ room }, before)) ids.push(dossier.id)
        return ids
      }
      expect(await found(due)).toEqual([])
      expect(await found('2026-11-05T17:00:01+07:00')).toEqual([waiting.id])
    })

    it('refuses a change whose head has moved meanwhile', async () => {
      const dossier = await open()
      expect(await world().dossiers.commit({ changes: [nextOf(dossier)] })).toBe('committed')
      expect(await world().dossiers.commit({ changes: [nextOf(dossier)] })).toBe('overtaken')
      expect(await world().dossiers.commit({ changes: [opening(dossier)] })).toBe('overtaken')
    })

    it('commits all changes or none', async () => {
      const [one, other] = [await open(), await open()]
      const stale = nextOf({ ...other, version: 7 })
      const changes = [nextOf(one, { status: 'processed' }), stale]
      expect(await world().dossiers.commit({ changes, serials: [{ scope: one.id, value: 1 }] })).toBe('overtaken')
      expect((await world().dossiers.load(one.id))?.dossier).toEqual(one)
      expect(await world().dossiers.history(one.id)).toHaveLength(1)
      expect(await world().dossiers.serial(one.id)).toBe(0)
      expect(await world().dossiers.commit({ changes: [nextOf(one), nextOf(other)] })).toBe('committed')
    })

    it('gives every number of a serial once and leaves no gap, with twenty at once', async () => {
      const scope = `DOSSIER-CODE#${freshId()}`
      const given = await Promise.all(Array.from({ length: 20 }, () => takeNumber(world().dossiers, scope)))
      expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
      expect(await world().dossiers.serial(scope)).toBe(20)
    })

    it('lets exactly one of many racing acts through', async () => {
      const dossier = await open()
      const tries = Array.from({ length: 10 }, (_, i) => nextOf(dossier, { officer: `cb-${i}` }))
      const outcomes = await Promise.all(tries.map((change) => world().dossiers.commit({ changes: [change] })))
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1)
      expect(await world().dossiers.history(dossier.id)).toHaveLength(2)
    })

    it('tells the history in order, from any event on', async () => {
      let dossier = await open()
      for (let i = 0; i < 11; i++) {
        const change = nextOf(dossier, {}, { detail: { turn: i } })
        await world().dossiers.commit({ changes: [change] })
        dossier = change.dossier
      }
      const history = await world().dossiers.history(dossier.id)
      expect(history.map((event) => event.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect((await world().dossiers.history(dossier.id, 9)).map((event) => event.n)).toEqual([10, 11, 12])
      expect(await world().dossiers.history(dossier.id, 12)).toEqual([])
      expect((await world().dossiers.event(dossier.id, 3))?.detail).toEqual({ turn: 1 })
      expect(await world().dossiers.event(dossier.id, 13)).toBeUndefined()
    })

    it('gives a dossier with all of its history at once', async () => {
      const dossier = await open()
      const change = nextOf(dossier, {}, { detail: { turn: 0 } })
      await world().dossiers.commit({ changes: [change] })
      const { dossiers } = world()
      const [file, history] = await Promise.all([dossiers.load(dossier.id), dossiers.history(dossier.id)])
      expect(history).toHaveLength(2)
      expect(await dossiers.whole(dossier.id)).toEqual({ file, history })
      expect(await dossiers.whole(freshId())).toBeUndefined()
    })

    it('gives what lateness is reckoned from: head, ledger and history', async () => {
      const dossier = await open()
      const ledger = [{ at: '2026-03-10T09:00:00+07:00', entry: 'pause', reason: 'supplement' } as const]
      await world().dossiers.commit({ changes: [{ ...nextOf(dossier, {}), ledger }] })
      const { dossiers } = world()
      const [file, history] = await Promise.all([dossiers.load(dossier.id), dossiers.history(dossier.id)])
      expect(await dossiers.clocked(dossier.id)).toEqual({ dossier: file?.dossier, ledger: file?.ledger, history })
      expect([file?.ledger.length, history.length]).toEqual([1, 2])
      expect(await dossiers.clocked(freshId())).toBeUndefined()
    })

    it('finds a dossier by its exact code, but never a part of it', async () => {
      const code = `H57.29-261102-${freshId()}`
      const dossier = await open({ code })
      await open({ code, parent: dossier.id })
      expect(await world().dossiers.idOfCode(code)).toBe(dossier.id)
      expect(await world().dossiers.idOfCode(code.toLowerCase().slice(1))).toBeUndefined()
    })

    it('lists the work of a room nearest due first and pauses last, page by page without loss', async () => {
      const room = `H57.29/${freshId()}`
      const hours = [14, 9, 11, 8, 16, 10, 13]
      for (const hour of hours) await open({ holder: room, dueAt: `2026-11-05T${at2(hour)}:00:00+07:00` })
      await open({ holder: room, clock: 'paused', dueAt: '2026-11-01T08:00:00+07:00' })
      const rows = await allPages((after) => world().dossiers.workOf({ room }, 3, after))
      expect(rows.map((row) => row.clock)).toEqual([...hours.map(() => 'running'), 'paused'])
      expect(rows.slice(0, 7).map((row) => Number(row.dueAt?.slice(11, 13)))).toEqual([8, 9, 10, 11, 13, 14, 16])
      expect(await world().dossiers.workOf({ room }, 8)).not.toHaveProperty('next')
    })

    it('orders by the nearest clock that runs: of the answer, the step or the whole', async () => {
      const room = `H57.29/${freshId()}`
      const step = await open({ holder: room, stepDueAt: '2026-11-03T10:00:00+07:00' })
      const whole = await open({ holder: room, dueAt: '2026-11-04T10:00:00+07:00' })
      const answer = await open({
        holder: room,
        status: 'registered',
        clock: 'not-started',
        answerDueAt: '2026-11-02T10:00:00+07:00',
      })
      const rows = (await world().dossiers.workOf({ room }, 10)).rows
      expect(rows.map((row) => row.id)).toEqual([answer.id, step.id, whole.id])
    })

    it('moves a dossier from the pool to its officer, and off the lists when it is finished', async () => {
      const room = `H57.29/${freshId()}`
      const officer = `cb-${freshId()}`
      const dossier = await open({ holder: room })
      const assigned = nextOf(dossier, { officer })
      await world().dossiers.commit({ changes: [assigned] })
      expect((await world().dossiers.workOf({ room }, 10)).rows).toEqual([])
      expect((await world().dossiers.workOf({ officer }, 10)).rows).toEqual([assigned.dossier])
      await world().dossiers.commit({ changes: [nextOf(assigned.dossier, { status: 'returned', clock: 'stopped' })] })
      expect((await world().dossiers.workOf({ officer }, 10)).rows).toEqual([])
    })

    it.each(['draft', 'refused', 'withdrawn', 'stopped', 'returned'] as const)(
      'lists no %s dossier',
      async (status) => {
        const room = `H57.29/${freshId()}`
        await open({ holder: room, status })
        expect((await world().dossiers.workOf({ room }, 10)).rows).toEqual([])
      },
    )

    it('finds what is due before a moment, or was when its clock was paused, and nothing that is due at it or paused in time', async () => {
      const room = `H57.29/${freshId()}`
      for (const hour of [8, 9, 10, 11]) await open({ holder: room, dueAt: `2026-11-05T${at2(hour)}:00:00+07:00` })
      const waits = { holder: room, clock: 'paused', dueAt: '2026-11-03T07:00:00+07:00' } as const
      await open({ ...waits, pausedAt: '2026-11-03T06:00:00+07:00' })
      await open({ ...waits, pausedAt: '2026-11-03T08:00:00+07:00' })
      const found: (string | undefined)[] = []
      for await (const dossier of world().dossiers.dueBefore({ room }, '2026-11-05T10:00:00+07:00')) {
        found.push(dossier.dueAt?.slice(11, 13))
      }
      expect(found).toEqual(['07', '08', '09'])
    })

    it("lists an owner's dossiers newest first, drafts too and parts not, page by page", async () => {
      const ownerRef = freshId()
      for (const day of [3, 1, 2, 5, 4]) await open({ ownerRef, createdAt: `2026-11-${at2(day)}T08:00:00+07:00` })
      await open({ ownerRef, status: 'draft', createdAt: '2026-11-06T08:00:00+07:00' })
      await open({ ownerRef, parent: freshId() })
      const rows = await allPages((after) => world().dossiers.ofOwner(ownerRef, 2, after))
      expect(rows.map((row) => Number(row.createdAt.slice(8, 10)))).toEqual([6, 5, 4, 3, 2, 1])
    })

    it('shows no row twice when rows move while somebody pages', async () => {
      const room = `H57.29/${freshId()}`
      for (const hour of [8, 9, 10, 11]) await open({ holder: room, dueAt: `2026-11-05T${at2(hour)}:00:00+07:00` })
      const first = await world().dossiers.workOf({ room }, 2)
      const [, second] = first.rows
      if (!second || !first.next) throw new Error('a page of two was asked for')
      await world().dossiers.commit({ changes: [nextOf(second, { status: 'withdrawn', clock: 'stopped' })] })
      const rest = await world().dossiers.workOf({ room }, 5, first.next)
      expect(rest.rows.map((row) => row.dueAt?.slice(11, 13))).toEqual(['10', '11'])
    })

    it('shows outbox marks, oldest first, until they are cleared; history keeps what was wanted', async () => {
      const marked = []
      for (const second of [3, 1, 2]) {
        const dossier = dossierWith({ updatedAt: `2020-01-01T00:00:0${second}+07:00` })
        await world().dossiers.commit({ changes: [opening(dossier, { wants: ['transfers', 'notices'] })] })
        marked.push(dossier)
      }
      const [third, first, second] = marked.map((dossier) => dossier.id)
      const waiting = () => world().outbox.waiting('2020-01-01T00:00:03+07:00', 10)
      expect(await waiting()).toEqual([
        { dossier: first, n: 1, wants: ['transfers', 'notices'], at: '2020-01-01T00:00:01+07:00' },
        { dossier: second, n: 1, wants: ['transfers', 'notices'], at: '2020-01-01T00:00:02+07:00' },
      ])
      expect((await world().outbox.waiting('2020-01-02T00:00:00+07:00', 1)).map((mark) => mark.dossier)).toEqual([
        first,
      ])
      await world().outbox.clear(String(first), 1)
      await world().outbox.clear(String(first), 1)
      await world().outbox.clear(freshId(), 1)
      expect((await waiting()).map((mark) => mark.dossier)).toEqual([second])
      expect((await world().dossiers.event(String(first), 1))?.wants).toEqual(['transfers', 'notices'])
      await Promise.all([second, third].map((id) => world().outbox.clear(String(id), 1)))
    })

    it('reserves a scan number once and settles it once', async () => {
      const dossier = await open()
      const slots = [1, 2, 10].map((n) => scanWith(dossier.id, n))
      for (const slot of slots) expect(await world().scans.reserve(dossier.id, slot)).toBe('reserved')
      const [slot] = slots
      if (!slot) throw new Error('no slot')
      expect(await world().scans.reserve(dossier.id, scanWith(dossier.id, 1))).toBe('taken')
      const verdicts = (['clean', 'infected', 'unreadable'] as const).map((state) => ({ ...slot, state }))
      const settled = await Promise.all(verdicts.map((scan) => world().scans.settle(dossier.id, scan, 'slot')))
      expect(settled.filter((outcome) => outcome === 'settled')).toHaveLength(1)
      expect(await world().scans.settle(dossier.id, scanWith(dossier.id, 77), 'slot')).toBe('overtaken')
      const loaded = await world().dossiers.load(dossier.id)
      expect(loaded?.dossier.version).toBe(1)
      expect(loaded?.scans.map((scan) => scan.n)).toEqual([1, 2, 10])
    })

    it('keeps a paper used again as it was written, and lets no verdict and no other file take its place', async () => {
      const { id } = await open()
      const reused = { kind: 'result', dossier: freshId(), file: 'result-2', code: 'C', key: 'k', body: 'b' } as const
      const cleanKey = `scans/${reused.dossier}/4/y`
      const scan = { ...scanWith(id, 3), state: 'clean', cleanKey, reused } as const
      expect(await world().scans.reserve(id, scan)).toBe('reserved')
      expect(await world().scans.reserve(id, scanWith(id, 3))).toBe('taken')
      expect(await world().scans.settle(id, { ...scan, state: 'late' }, 'slot')).toBe('overtaken')
      expect(await world().scans.find(id, 3)).toEqual(scan)
      expect((await world().dossiers.load(id))?.scans).toEqual([scan])
    })

    it('leads from a quarantine key back to its scan, and from no other key', async () => {
      const dossier = await open()
      const scan = scanWith(dossier.id, 1)
      await world().scans.reserve(dossier.id, scan)
      expect(await world().scans.ofKey(scan.quarantineKey)).toEqual({ dossier: dossier.id, scan })
      for (const key of [`${dossier.id}/1/other`, `${dossier.id}/2/x`, `${dossier.id}/x/y`, 'x', '', 'a/1/b/c']) {
        expect(await world().scans.ofKey(key)).toBeUndefined()
      }
    })

    it('refuses a cursor that it did not write', async () => {
      const dossier = await open()
      await expect(world().dossiers.ofOwner(dossier.ownerRef, 2, '%%%')).rejects.toThrow(RangeError)
    })
  },
)

const at2 = (n: number): string => String(n).padStart(2, '0')

async function takeNumber(dossiers: Dossiers, scope: string): Promise<number> {
  for (;;) {
    const value = (await dossiers.serial(scope)) + 1
    const changes = [opening(dossierWith())]
    if ((await dossiers.commit({ changes, serials: [{ scope, value }] })) === 'committed') return value
  }
}

async function allPages(read: (after?: string) => Promise<Page<Dossier>>): Promise<Dossier[]> {
  const rows: Dossier[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    expect(page.rows.length).toBeGreaterThan(0)
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
