import { dice } from '../../infra/replay/dice.ts'
import type { Person } from '../../shared/access/person.ts'
import { agencyOf, type Unit } from '../../shared/agencies/unit.ts'
import { addWorkedMinutes, nextWorkingDay, openingAfter } from '../../shared/calendar/calendar.ts'
import { addDays, type Day, dayOf, type Instant, instantOn } from '../../shared/calendar/day.ts'
import type { ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Workflow } from '../../shared/catalogue/workflow.ts'
import { expireSupplements } from '../../shared/desk/clocks/expire-supplements.ts'
import { openDossier } from '../../shared/desk/dossiers/open-dossier.ts'
import { perform } from '../../shared/desk/dossiers/perform.ts'
import { workTransfers } from '../../shared/desk/interlinked/work-transfers.ts'
import { followShipment } from '../../shared/desk/post/follow-shipment.ts'
import { orderShipments } from '../../shared/desk/post/order-shipments.ts'
import { newestOrder } from '../../shared/desk/post/shipments.ts'
import { calendars, defaultPolicy } from '../../shared/desk/surroundings.ts'
import type { Act } from '../../shared/dossier/acts.ts'
import type { Dossier } from '../../shared/dossier/dossier.ts'
import { canonical } from '../../shared/dossier/history/history.ts'
import { ringsFor } from '../../shared/dossier/history/outbox-mark.ts'
import { isObjection } from '../../shared/dossier/objections.ts'
import { finalStatuses } from '../../shared/dossier/transitions.ts'
import { actOf, colleagues, directory, moving, namesFor, peopleFor } from '../dossier/whims.ts'
import { calendar, department, receptionist, scan, units, ward } from '../given.ts'
import { birth } from '../http/given.ts'
import { brokenBy, brokenHistory, brokenRules, type Lying } from '../invariants.ts'
import { memoryPorts } from '../memory/ports.ts'

/** With a paper more, which is asked of some only. */
const civil: ProcedureVersion = {
  ...birth,
  papers: [
    ...birth.papers,
    { id: 'giay-2', name: 'Giấy ủy quyền', originals: 0, copies: 1, required: false, electronicForm: false },
  ],
}
const land: ProcedureVersion = {
  ...civil,
  code: '1.012756',
  name: 'Đăng ký đất đai',
  competent: { kind: 'agency', agency: department },
  workflow: 'dat-dai',
  limits: { any: { amount: 10, unit: 'working_day' } },
  policy: { afterSupplement: 'restart', dueAt: 'end-of-day' },
}
const step = (n: number, agency: 'receiving' | 'competent', room: 'desk' | 'office' | 'leaders', hours: number) => ({
  n,
  name: `Bước ${n}`,
  owner: { agency, room },
  role: ({ desk: 'reception', office: 'handler', leaders: 'leader' } as const)[room],
  hours,
  leaves: false,
})
const workflows: readonly Workflow[] = [
  {
    id: 'thu',
    version: 1,
    name: 'Trong cơ quan',
    procedureCodes: [birth.code],
    steps: [
      step(1, 'receiving', 'desk', 2),
      step(2, 'receiving', 'office', 16),
      step(3, 'receiving', 'leaders', 6),
      step(4, 'receiving', 'desk', 0),
    ],
    total: { amount: 3, unit: 'working_day' },
    reckoned: 'hours',
    validFrom: '2025-07-01',
    source: 'mô phỏng',
  },
  {
    id: 'dat-dai',
    version: 1,
    name: 'Liên thông',
    procedureCodes: [land.code],
    steps: [
      step(1, 'receiving', 'desk', 4),
      step(2, 'competent', 'office', 40),
      step(3, 'competent', 'leaders', 16),
      step(4, 'receiving', 'desk', 0),
    ],
    total: { amount: 10, unit: 'working_day' },
    reckoned: 'hours',
    validFrom: '2025-07-01',
    source: 'mô phỏng',
  },
]

const owners: readonly Extract<Person, { kind: 'citizen' }>[] = Array.from({ length: 7 }, (_, n) => ({
  kind: 'citizen',
  id: `cd-${n + 1}`,
  identityNumber: `04609000000${n + 1}`,
  name: 'Trần Văn Thử',
}))

/**
 * Mô phỏng. Months at the desks of a ward and a department over memory and a clock of its own: people open, submit, ask, pay,
 * transfer, decide, withdraw and make mistakes; requests come twice, bells twice; every night the jobs run.
 */
/** Acts on units that ended or days declared, and on money of a gateway that nobody here has paid by. */
const elsewhere: ReadonlySet<string> = new Set([
  're-home',
  'release',
  'reckon-anew',
  'order-money-back',
  'give-money-back',
])

export async function simulate(seed: number, workingDays: number) {
  const roll = dice(seed)
  const ports = memoryPorts()
  const post = units.map(
    (unit): Unit => ({ ...unit, email: `${unit.agency}@thu.invalid`, address: '1 đường Thử', adminCode: '19789' }),
  )
  const clock = { at: openingAfter(calendar, '2026-03-02T07:00:00+07:00') }
  const desk = {
    ...ports,
    // Remembered, as on AWS; copied for every act they would be most of the work.
    catalogue: { ...ports.catalogue, units: async () => post, officers: async () => colleagues },
    now: () => clock.at,
    pause: async () => {},
    chance: () => 0,
    limits: { scanMaxBytes: 1000, scanMaxCount: 1000 },
    province: 'H57',
  }
  await ports.catalogue.putUnits(post, colleagues)
  await ports.catalogue.putProcedure(civil)
  await ports.catalogue.putProcedure(land)
  for (const workflow of workflows) await ports.catalogue.putWorkflow(workflow)
  const rules = { calendarOf: await calendars(desk), policy: defaultPolicy }
  const policies = new Map([birth, land].map(({ code, policy }) => [code, policy]))

  const broken: string[] = []
  const versions = new Map<string, Dossier[]>()
  const seen = new Map<string, Lying>()
  /** Nobody looks at these from the moment they were received, or another agency has a part, until that day: they grow late, and some stay open. */
  const forgotten = new Map<string, Day>()
  const counts = {
    opened: 0,
    acts: 0,
    refused: 0,
    repeated: 0,
    returned: 0,
    parts: 0,
    parcels: 0,
    payments: 0,
    expired: 0,
    notices: 0,
  }
  const commit = ports.dossiers.commit
  desk.dossiers = {
    ...ports.dossiers,
    async commit(said) {
      const committed = await commit(said)
      if (committed === 'committed') look(said.changes.map(({ dossier }) => dossier.id))
      return committed
    },
  }
  let keys = 0
  const key = (): string => {
    keys += 1
    return `khoa-${seed}-${keys}`
  }

  const lying = (id: string): Lying | undefined => {
    const record = ports.store.records.get(id)
    const plan = ports.store.plans.get(record?.dossier.planRef ?? '')
    return record && { ...record, ...(plan ? { plan } : {}) }
  }

  /** Looks at what has just been written, whoever wrote it. */
  function look(ids: readonly string[]): void {
    for (const id of ids) {
      const now = lying(id)
      if (!now) continue
      const [before, { dossier }] = [seen.get(id), now]
      const jumped = dossier.version - (before?.dossier.version ?? 0)
      const own = { ...rules, policy: policies.get(dossier.procedure) ?? defaultPolicy }
      const wrong = [
        ...(jumped === 1 ? brokenBy(before, now) : [`${jumped} versions at once`]),
        ...brokenRules(now, lying, own),
      ]
      broken.push(...wrong.map((what) => `${id} v${dossier.version} at ${clock.at}: ${what}`))
      versions.set(id, [...(versions.get(id) ?? []), dossier])
      seen.set(id, now)
    }
  }

  async function act(person: Person, id: string, said: Act): Promise<boolean> {
    const version = lying(id)?.dossier.version ?? 0
    const wish = { version, key: key() }
    const first = await perform(desk, person, id, said, wish)
    if (first === undefined || isObjection(first)) {
      counts.refused += 1
      return false
    }
    counts.acts += 1
    if (said.act === 'pay') counts.payments += 1
    if (said.act === 'transfer') counts.parts += 1
    if (roll(10) > 0) return true
    // What was said comes again: the same answer, and nothing written.
    const again = await perform(desk, person, id, said, wish)
    counts.repeated += 1
    if (canonical(again) !== canonical(first)) broken.push(`${id} ${said.act}: said twice, answered differently`)
    if (lying(id)?.dossier.version !== version + 1) broken.push(`${id} ${said.act}: said twice, done twice`)
    return true
  }

  async function open(): Promise<void> {
    const procedure = roll(3) === 0 ? land : civil
    const owner = owners[roll(owners.length)] ?? owners[0]
    if (!owner) return
    const channel = (['direct', 'online', 'postal'] as const)[roll(3)] ?? 'direct'
    const opener = channel === 'online' ? owner : receptionist
    const { name, identityNumber } = owner
    const deliverTo = { name, phone: '+84905000101', detail: '1 đường Thử', communeCode: '19789' }
    const returnBy = roll(3) === 0 ? 'post' : 'counter'
    const input = {
      procedure: procedure.code,
      channel,
      receivingUnit: ward,
      applicant: { name, identityNumber },
      returnBy,
      deliverTo,
    } as const
    const opened = await openDossier(desk, opener, input, key())
    if (isObjection(opened)) return void broken.push(`opening: ${opened.objection}`)
    counts.opened += 1
    if (roll(6) === 0) forgotten.set(opened.dossier.id, addDays(dayOf(clock.at), 30 + roll(200)))
    await attach(opened.dossier.id, 1, 'component', 'giay-1')
    if (channel === 'online' && roll(8) > 0) await act(owner, opened.dossier.id, { act: 'submit' })
  }

  async function attach(id: string, n: number, role: 'component' | 'result', as?: string): Promise<void> {
    const paper = role === 'result' ? undefined : as
    const row = scan({ n, role, paper, at: clock.at, quarantineKey: `${id}/${n}/x` })
    await ports.scans.reserve(id, { ...row, state: 'slot' })
    await ports.scans.settle(id, row, 'slot')
    // A letter over the document axis takes the file itself along.
    await ports.objects.keepClean(row.quarantineKey, row.cleanKey ?? '', new TextEncoder().encode('%PDF-1.7'), row.type)
  }

  function isForgotten({ id, code, procedure, parent, partAt }: Dossier): boolean {
    const until = forgotten.get(parent ?? id)
    const lies = procedure === land.code ? parent !== undefined || partAt !== undefined : code !== undefined
    return lies && until !== undefined && dayOf(clock.at) < until
  }

  async function move(): Promise<void> {
    const open = [...ports.store.records.values()].filter(
      ({ dossier }) => !finalStatuses.has(dossier.status) && !isForgotten(dossier),
    )
    const { dossier } = open[roll(open.length)] ?? {}
    if (!dossier) return
    const kind = 2 + roll(18)
    const among = namesFor(kind, dossier.status, moving).filter((name) => !elsewhere.has(name))
    const name = among[roll(among.length)]
    if (!name) return
    const who = peopleFor(kind, name, dossier.holder).filter((each) => each.kind !== 'job')
    const person = who[roll(who.length)]
    if (!person) return
    const owner = owners.find((each) => desk.digests.ofIdentity(each.identityNumber) === dossier.ownerRef)
    const by = person.kind === 'citizen' ? (owner ?? person) : person
    if (name === 'approve') await attach(dossier.id, 9, 'result')
    // An answer brings a paper anew, another one, or something nobody asked for.
    const { version } = dossier
    if (name === 'supplement' && dossier.parent === undefined)
      await attach(dossier.id, 100 + version, 'component', [undefined, 'giay-1', 'giay-2'][version % 3])
    await act(by, dossier.id, actOf(name, lying(dossier.id), directory, roll(60), `${seed}-${keys}`))
  }

  async function ring(): Promise<void> {
    for (const mark of await ports.outbox.waiting('2100-01-01T00:00:00+07:00', 1000)) {
      const times = roll(6) === 0 ? 2 : 1
      for (let time = 0; time < times; time += 1) {
        if (mark.wants.includes('transfers'))
          await workTransfers(desk, { kind: 'doorbell', ...ringsFor(mark, 'transfers') })
        if (mark.wants.includes('postal-returns')) await orderShipments(desk, mark.dossier)
      }
      await ports.outbox.clear(mark.dossier, mark.n)
    }
  }

  let tracked = 0
  async function carry(): Promise<void> {
    for (const { dossier } of [...ports.store.records.values()]) {
      if (dossier.delivery !== 'in-post' || roll(3) > 0) continue
      tracked += 1
      const state = roll(5) === 0 ? 'sent-back' : 'delivered'
      const row = {
        id: tracked,
        orderNumber: newestOrder(dossier),
        waybill: dossier.waybill ?? '',
        code: 'x',
        at: clock.at,
        state,
      } as const
      for (let time = 0; time <= roll(2); time += 1) await followShipment(desk, row)
      counts.parcels += 1
    }
  }

  /** Partners outside answer within a day or two: nobody's dossier stays out for the rest of the months. */
  async function answer(): Promise<void> {
    for (const { dossier } of [...ports.store.records.values()]) {
      const { id, errand, finishedAt } = dossier
      if (!errand || finishedAt !== undefined || roll(2) > 0) continue
      const often = ['errand-refused', 'errand-free', 'errand-answered'] as const
      const name = errand.partner === 'tax-office' ? (often[roll(3)] ?? 'errand-free') : 'errand-refused'
      await act({ kind: 'job', id: 'transfers' }, id, actOf(name, lying(id), directory, keys % 60))
      if (name === 'errand-answered') counts.notices += 1
    }
  }

  for (let day = 0; day < workingDays; day += 1) {
    const closing: Instant = instantOn(dayOf(clock.at), 16 * 3600 + 50 * 60)
    for (let n = 1 + roll(3); n > 0; n -= 1) await open()
    while (clock.at < closing) {
      await move()
      clock.at = addWorkedMinutes(calendar, clock.at, 1 + roll(5))
      if (roll(10) === 0) await ring()
    }
    await ring()
    await carry()
    await answer()
    // Now and then an office is shut for so long that requests run out.
    let next = nextWorkingDay(calendar, dayOf(clock.at))
    for (let shut = roll(6) === 0 ? 25 : 0; shut > 0; shut -= 1) next = nextWorkingDay(calendar, next)
    clock.at = instantOn(next, 3600)
    counts.expired += (await expireSupplements(desk)).expiredCount
    clock.at = openingAfter(calendar, clock.at)
  }

  for (const [id, own] of versions) {
    const now = lying(id)
    if (now) broken.push(...brokenHistory(now, own).map((what) => `${id}: ${what}`))
  }
  broken.push(...gaps(ports.store))
  counts.returned = [...ports.store.records.values()].filter(({ dossier }) => dossier.status === 'returned').length
  return { broken, counts, store: ports.store, desk, clock }
}

/** Every serial has given exactly the numbers 1 to n, and each of them stands in one place. */
function gaps({ records, serials }: ReturnType<typeof memoryPorts>['store']): string[] {
  const rows = [...records.values()]
  const codes = rows.flatMap(({ dossier }) =>
    dossier.code && !dossier.parent && !dossier.corrects ? [dossier.code] : [],
  )
  const results = rows.flatMap(({ events }) =>
    events
      .filter(({ act }) => act === 'approve')
      // A number is an agency's own, and begins anew with the year.
      .map(({ at, by, detail }) => `${agencyOf(by.unit ?? '')} ${at.slice(0, 4)} ${detail?.resultNumber}`),
  )
  const receipts = rows.flatMap(({ money }) =>
    (money ?? []).flatMap(({ payment, notice }) => (notice === undefined ? (payment?.receiptNumber ?? []) : [])),
  )
  const twice = [codes, results, receipts].flatMap((all) => all.filter((one, place) => all.indexOf(one) < place))
  const sum = (start: string) =>
    [...serials].reduce((all, [scope, value]) => all + (scope.startsWith(start) ? value : 0), 0)
  return [
    ...twice.map((one) => `${one} was given twice`),
    ...(sum('DOSSIER-CODE#') === codes.length ? [] : [`${codes.length} codes of ${sum('DOSSIER-CODE#')} numbers`]),
    ...(sum('RESULT') === results.length ? [] : [`${results.length} results of ${sum('RESULT')} numbers`]),
    ...(sum('PAYMENT-RECEIPT#') === receipts.length
      ? []
      : [`${receipts.length} receipts of ${sum('PAYMENT-RECEIPT#')} numbers`]),
  ]
}
