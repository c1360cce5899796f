import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { instantOf } from '../../shared/calendar/day.ts'
import { receiptSecret } from '../../shared/desk/dossiers/look-up.ts'
import { evidencePlace } from '../../shared/desk/indices/keep-evidence.ts'
import { shippedSets } from '../../shared/reports/indices/index-sets.ts'
import { department, handler, receptionist, ward } from '../given.ts'
import { atDesk, birth, citizenClaims, house, machineClaims, machineId, reception, staffClaims, wish } from './given.ts'
import { accepted, registered } from './stories.ts'

type House = Awaited<ReturnType<typeof house>>
type Answer = Awaited<ReturnType<House['knock']>>

const leader = staffClaims(`${ward}/leaders`, 'leader')
const admin = staffClaims(`${ward}/desk`, 'admin')
const portal = machineClaims('webhooks.receive')
const keyed = (key: string) => ({ 'idempotency-key': key })

/** A clock that moves with every look at it: two answers are the same only if one of them was written down. */
function ticking<T extends Pick<House, 'desk'>>(home: T, from = '2026-03-10T09:00:00+07:00'): T {
  let ms = Date.parse(from)
  home.desk.now = () => {
    ms += 1000
    return instantOf(new Date(ms))
  }
  return home
}

/** Ten at once, and all answered alike. */
async function tenAlike(ask: () => Promise<Answer>): Promise<Answer> {
  const [first, ...others] = await Promise.all(Array.from({ length: 10 }, ask))
  if (!first) throw new Error('no answer')
  expect([first.status < 300, first.text]).toEqual([true, first.text])
  for (const { status, text } of others) expect([status, text]).toEqual([first.status, first.text])
  return first
}

const stands = { from: '2026-03-10', to: '2026-03-20', reason: 'Nghỉ phép' }

it('a colleague’s place is given once and ended once, and the gift says later what it said first', async () => {
  const { knock } = ticking(await registered())
  const body = { absent: handler.id, substitute: receptionist.id, ...stands }
  const set = await tenAlike(() => knock('letStandIn', leader, { body }))
  const { id } = Object(set.json.standIn)
  const ended = await tenAlike(() => knock('endStandIn', leader, { path: { id }, body: {} }))
  expect((await knock('letStandIn', leader, { body })).text).toBe(set.text)
  expect((await knock('listStandIns', leader)).json.rows).toEqual([ended.json.standIn])
  const other = await knock('letStandIn', leader, { body: { ...body, reason: 'Đi học' } })
  expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
})

it('a colleague’s place is not given a second time by the heir of the agency', async () => {
  const home = ticking(await registered())
  const { knock, ports } = home
  const body = { absent: handler.id, substitute: receptionist.id, ...stands }
  const first = await knock('letStandIn', leader, { body })
  const merger = { kind: 'merger', from: [ward], to: department, on: '2026-03-11', decision: '12/QĐ-UBND' }
  expect((await knock('announceChange', admin, { body: merger })).status).toBe(201)
  ticking(home, '2026-03-12T09:00:00+07:00')
  const heir = { ...staffClaims(`${department}/leaders`, 'leader'), sub: leader.sub }
  expect((await knock('letStandIn', heir, { body })).text).toBe(first.text)
  expect(await ports.catalogue.standIns(department)).toEqual([])
})

it('a number pattern is answered with the patterns of its moment, whatever was set since', async () => {
  const { knock } = ticking(await registered())
  const body = {
    kind: 'dossier-code',
    validFrom: '2026-03-11',
    pattern: '{agency}-{date:yyyyMMdd}-{seq:0000000}',
    source: 'TT 03/2025/TT-VPCP',
  }
  const put = (key: string, validFrom: string) =>
    knock('putNumberPattern', admin, { body: { ...body, validFrom }, headers: keyed(key) })
  const first = await tenAlike(() => put('khoa-mau-1', body.validFrom))
  expect((await put('khoa-mau-2', '2026-04-01')).status).toBe(200)
  expect((await put('khoa-mau-1', body.validFrom)).text).toBe(first.text)
})

it('days that were declared are told again though they lie too far back by now', async () => {
  const home = ticking(await registered())
  const body = { scope: ward, days: [{ on: '2025-04-01', kind: 'off', name: 'Bão' }], source: '1/CĐ' }
  const ask = () => home.knock('declareDays', leader, { body, headers: keyed('khoa-lich-01') })
  const first = await tenAlike(ask)
  ticking(home, '2026-05-10T09:00:00+07:00')
  expect([(await ask()).text, (await home.ports.catalogue.declarationsNow()).length]).toEqual([first.text, 1])
  const fresh = await home.knock('declareDays', leader, { body, headers: keyed('khoa-lich-02') })
  expect(fresh.json.code).toBe('day-out-of-range')
})

it.each([1, 2, 3, 4, 5])(
  'a decision announced twice at once is one, though look %i finds the other one done',
  async (n) => {
    const { knock, desk } = await house()
    const body = { kind: 'merger', from: [ward], to: department, on: '2026-06-01', decision: '12/QĐ-UBND' }
    const ask = () => knock('announceChange', admin, { body })
    const { changes } = desk.catalogue
    let looks = 0
    let other: Answer | undefined
    desk.catalogue.changes = async () => {
      const seen = await changes()
      looks += 1
      if (looks === n) other = await ask()
      return seen
    }
    const own = await ask()
    expect([own.status, (await ask()).text, other?.text ?? own.text]).toEqual([201, own.text, own.text])
    expect(await changes()).toHaveLength(1)
  },
)

it('ten decisions at once are all announced, though each meets others on its way', async () => {
  const { knock, desk } = await house()
  const { announce, changes } = desk.catalogue
  let met = 0
  desk.catalogue.announce = async (change) => {
    met += 1
    return met % 3 === 0 ? announce(change) : 'overtaken'
  }
  const body = { kind: 'rename', name: 'Tên mới', decision: '9/NQ' }
  const days = Array.from({ length: 10 }, (_, n) => `2026-04-${11 + n}`)
  const answers = await Promise.all(
    days.map((on) =>
      knock('announceChange', admin, { body: { ...body, unit: ward, on }, headers: keyed(`khoa-${on}`) }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(days.map(() => 201))
  expect((await changes()).map(({ on }) => on).sort()).toEqual(days)
})

it('a set of criteria that is put twice at once is one version', async () => {
  const { knock } = ticking(await house())
  const [set] = shippedSets()
  if (!set) throw new Error('no set')
  const body = { ...set, version: set.version + 1, validFrom: '2026-04-01' }
  await tenAlike(() => knock('putIndexSet', admin, { body }))
  const other = await knock('putIndexSet', admin, { body: { ...body, title: 'Khác' } })
  expect([other.status, other.json.code]).toEqual([409, 'set-moved'])
})

it('a file announced ten times at once has one slot, at a dossier and as evidence', async () => {
  const home = ticking(await registered())
  const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }
  const slots = async (ask: () => Promise<Answer>) => {
    const answers = await Promise.all(Array.from({ length: 10 }, ask))
    return new Set(answers.map(({ status, json }) => `${status} ${Object(json.scan).n}`))
  }
  const body = { ...file, role: 'component', paper: 'giay-1' }
  const path = { id: home.id }
  expect([...(await slots(() => home.knock('reserveScan', reception, { path, body })))]).toEqual(['201 2'])
  expect(await home.ports.scans.at(home.id)).toHaveLength(2)
  const february = { from: '2026-02-01', to: '2026-02-28' }
  const evidence = { path: { index: '766' }, body: { ...february, ...file } }
  expect([...(await slots(() => home.knock('reserveEvidence', leader, evidence)))]).toEqual(['201 1'])
  expect(await home.ports.scans.at(evidencePlace(ward, { index: '766', ...february }))).toHaveLength(1)
})

it('a file announced again after it was confirmed is the same one, with nothing to upload', async () => {
  const home = ticking(await registered())
  const bytes = Buffer.from('%PDF-1.4 giấy tờ %%EOF')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { fileName: 'a.pdf', type: 'application/pdf', size: bytes.length, sha256 }
  const path = { id: home.id }
  const ask = () => home.knock('reserveScan', reception, { path, body: { ...file, role: 'component' } })
  const { n } = Object((await ask()).json.scan)
  const slot = await home.ports.scans.find(home.id, n)
  if (!slot) throw new Error('no slot')
  home.ports.objects.upload(slot, bytes)
  const confirmed = await home.knock('confirmScan', reception, { path: { ...path, n: String(n) }, body: {} })
  const again = await tenAlike(ask)
  expect([again.status, again.json]).toEqual([201, { scan: confirmed.json.scan }])
  expect(await home.ports.scans.at(home.id)).toHaveLength(2)
  const february = { from: '2026-02-01', to: '2026-02-28' }
  const evidence = { path: { index: '766' }, body: { ...february, ...file } }
  await home.knock('reserveEvidence', leader, evidence)
  const place = evidencePlace(ward, { index: '766', ...february })
  const announced = await home.ports.scans.find(place, 1)
  if (announced) await home.ports.scans.settle(place, { ...announced, state: 'clean' }, 'slot')
  const { json } = await home.knock('reserveEvidence', leader, evidence)
  expect([Object(json.scan).n, Object(json.scan).state.code, json.upload]).toEqual([1, 'clean', undefined])
  expect(await home.ports.scans.at(place)).toHaveLength(1)
})

it('an import under the same key is of the file that was named', async () => {
  const { knock } = ticking(await house())
  const body = { fileName: 'a.jsonl', size: 10, sha256: 'a'.repeat(64) }
  await tenAlike(() => knock('announceImport', admin, { body }))
  const other = await knock('announceImport', admin, { body: { ...body, fileName: 'b.jsonl' } })
  expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
})

it('a subscription is made once and ends once', async () => {
  const { knock, desk } = ticking(await registered())
  await desk.machines.keep({ client: machineId, name: 'Cổng thử', agency: ward, expiresOn: '2026-12-31' })
  const body = { url: 'https://cong.thu.invalid/bao', kinds: ['accepted', 'ended'] }
  const made = await tenAlike(() => knock('subscribeWebhook', portal, { body }))
  const { id } = Object(made.json.webhook)
  const ended = await tenAlike(() => knock('endWebhook', portal, { path: { webhook: id }, body: {} }))
  // The same secret and the same subscription, which tells its front end that it is told nothing any more.
  const again = await knock('subscribeWebhook', portal, { body })
  expect(again.json).toEqual({ webhook: ended.json.webhook, secret: made.json.secret })
  expect(await desk.subscriptions.open()).toEqual([])
})

describe('an act on a procedure', () => {
  const path = { code: birth.code }

  it('that was undone since is not done once more, and is answered as it was, with its warnings', async () => {
    const { knock, ports } = ticking(await house())
    const act = (key: string, body: object) => knock('actOnProcedure', admin, { path, body, headers: keyed(key) })
    const suspend = { act: 'suspend', version: 1, reason: 'Chờ hướng dẫn' }
    const first = await tenAlike(() => act('viec-dung-1', suspend))
    expect((await act('viec-mo-lai-1', { act: 'resume', version: 1, reason: 'Đã có' })).status).toBe(200)
    expect((await act('viec-dung-1', suspend)).text).toBe(first.text)
    const { revision, lines } = await ports.catalogue.register(birth.code)
    expect([revision, lines.map(({ state }) => state)]).toEqual([3, ['published']])
    const other = await act('viec-dung-1', { ...suspend, reason: 'Khác' })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
    await act('viec-sua-1', { act: 'edit', version: 1, change: { name: 'Tên khác' } })
    const publish = { act: 'publish', version: 2, validFrom: '2026-03-12', decidedOn: '2026-03-09' }
    const published = await tenAlike(() => act('viec-dang-1', publish))
    expect(published.json.warnings).toHaveLength(1)
  })
})

describe('an opening', () => {
  it('is the same one after its officer has another unit, and its citizen another name', async () => {
    const { knock } = ticking(await house())
    const moved = { ...staffClaims(`${department}/desk`, 'reception'), sub: reception.sub }
    const first = await knock('openAtDesk', reception, { body: atDesk })
    expect((await knock('openAtDesk', moved, { body: atDesk })).text).toBe(first.text)
    const online = await knock('openOnline', citizenClaims, { body: wish })
    const renamed = { ...citizenClaims, name: 'Trần Văn Thử Hai' }
    expect((await knock('openOnline', renamed, { body: wish })).text).toBe(online.text)
    const other = await knock('openOnline', renamed, { body: { ...wish, summary: 'khác' } })
    expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
  })
})

describe('an act', () => {
  it('is told again with the names and the calendar of its day, whatever was decided since', async () => {
    const home = ticking(await registered())
    const { knock, id } = home
    const accept = { path: { id }, body: { act: 'accept', version: 1 } }
    const ask = async () => [
      await knock('openAtDesk', reception, { body: atDesk }),
      await knock('act', reception, accept),
    ]
    const told = (answers: Answer[]) => answers.map(({ status, text }) => `${status} ${text}`)
    const first = told(await ask())
    const rename = { kind: 'rename', unit: ward, name: 'Phường Tên Mới', on: '2026-03-11', decision: '9/NQ' }
    const decided = await knock('announceChange', admin, { body: rename, headers: keyed('khoa-ten-moi') })
    const days = { scope: ward, days: [{ on: '2026-03-12', kind: 'off' }], source: '2/CĐ' }
    const declared = await knock('declareDays', leader, { body: days, headers: keyed('khoa-nghi-01') })
    expect([decided.status, declared.status]).toEqual([201, 201])
    ticking(home, '2026-04-10T09:00:00+07:00')
    expect(told(await ask())).toEqual(first)
    const now = await knock('readDossier', reception, { path: { id } })
    expect(now.text).toContain('Phường Tên Mới')
  })
})

describe('a report', () => {
  it('of what is late now is the same wish on the next day, and a register for another purpose is another', async () => {
    const home = ticking(await registered())
    const body = { kind: 'late-now', format: 'xlsx' }
    const first = await tenAlike(() => home.knock('askReport', leader, { body }))
    ticking(home, '2026-03-11T09:00:00+07:00')
    expect((await home.knock('askReport', leader, { body })).text).toBe(first.text)
    const register = { kind: 'register', from: '2026-03-01', to: '2026-03-10', format: 'xlsx' }
    const ask = (purpose: string) =>
      home.knock('askReport', leader, { body: { ...register, purpose }, headers: keyed('khoa-so-01') })
    expect((await ask('supervision')).status).toBe(200)
    expect([(await ask('supervision')).status, (await ask('complaint')).json.code]).toEqual([200, 'key-reused'])
  })
})

it('a statement of another source under the same key is another statement, and refused', async () => {
  const { knock } = ticking(await registered())
  const ask = (source: string) =>
    knock('handInStatement', admin, { path: { day: '2026-03-09' }, body: { source, rows: [] } })
  await tenAlike(() => ask('vnpay'))
  const other = await ask('platform')
  expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
})

it('a sheet is reprinted once, and read once', async () => {
  const { knock, id, ports } = ticking(await accepted())
  const printed = await knock('printSheet', reception, { path: { id }, body: { sheet: 'receipt' } })
  const said = { path: { id, sheet: Object(printed.json.print).id }, body: { reason: 'Mất' } }
  const reads = async () => (await ports.readLog.of(id, 100)).rows.length
  const first = await knock('reprintSheet', reception, said)
  const before = await reads()
  const again = await tenAlike(() => knock('reprintSheet', reception, said))
  expect([again.text, await reads()]).toEqual([first.text, before])
})

it('a sheet that is asked for again is the one that was drawn, and read when it is fetched', async () => {
  const { knock, id, ports } = ticking(await accepted())
  const print = () => knock('printSheet', reception, { path: { id }, body: { sheet: 'control' } })
  const reads = async () => (await ports.readLog.of(id, 100)).rows.length
  const first = await print()
  const before = await reads()
  const again = await tenAlike(print)
  expect([again.text, await reads(), (await ports.prints.ofDossier(id)).length]).toEqual([first.text, before, 1])
  const path = { id, sheet: Object(first.json.print).id }
  await knock('downloadSheet', reception, { path })
  expect(await reads()).toBe(before + 1)
})

it('an act on a procedure that finds itself done while it looks is answered as it was done', async () => {
  for (const n of [1, 2, 3]) {
    const { knock, ports } = await house()
    const ask = () =>
      knock('actOnProcedure', admin, {
        path: { code: birth.code },
        body: { act: 'suspend', version: 1, reason: 'Chờ' },
      })
    // The other one gets through while this one asks for the register, the deed or the version.
    const [name = 'register'] = (['register', 'procedureDeed', 'procedure'] as const).slice(n - 1)
    const look = ports.catalogue[name] as (...said: unknown[]) => Promise<unknown>
    let other: Answer | undefined
    Object.assign(ports.catalogue, {
      [name]: async (...said: unknown[]) => {
        Object.assign(ports.catalogue, { [name]: look })
        const before = name === 'procedure' ? undefined : await look(...said)
        other = await ask()
        return name === 'procedure' ? look(...said) : before
      },
    })
    expect([name, (await ask()).text]).toEqual([name, other?.text])
    expect((await ports.catalogue.register(birth.code)).revision).toBe(2)
  }
})

it('words told ten times at once are one feedback, and an answer given ten times counts once for its address', async () => {
  const { knock, ports, id, code } = ticking(await accepted())
  const proof = { code, factor: receiptSecret(ports.digests, id) }
  const words = { ...proof, kind: 'complaint', text: 'Chậm' }
  await tenAlike(() => knock('tellFeedback', undefined, { body: words }))
  expect(await ports.surveys.feedbackAbout(id)).toHaveLength(1)
  const body = { act: 'withdraw', version: 2, reason: 'Rút' }
  expect((await knock('actOnMine', citizenClaims, { path: { id }, body })).status).toBe(200)
  const answers = { questionnaire: 'three-level', answers: { overall: 'satisfied', trips: '1' } }
  await tenAlike(() => knock('answerSurvey', undefined, { body: { ...proof, ...answers } }))
  expect((await ports.surveys.ofDossier(id))?.flags ?? []).not.toContain('many-from-one-address')
})

it('a wish for the same channels keeps the moment since when it holds', async () => {
  const { knock, ports } = ticking(await house())
  const moments = new Set<string>()
  const { keepWishes } = ports.notices
  ports.notices.keepWishes = async (owner, wishes) => {
    moments.add(wishes.at)
    return keepWishes(owner, wishes)
  }
  const asked = [['sms'], ['sms'], ['mail'], ['mail'], ['sms']]
  for (const [n, channels] of asked.entries()) {
    const headers = keyed(`khoa-kenh-${n}`)
    expect((await knock('putMyNoticeWishes', citizenClaims, { body: { channels }, headers })).status).toBe(200)
  }
  expect(moments.size).toBe(3)
})

it('a wish that comes again late is answered as it was, and the newer one holds', async () => {
  const { knock } = ticking(await house())
  const ask = (key: string, ...channels: string[]) =>
    knock('putMyNoticeWishes', citizenClaims, { body: { channels }, headers: keyed(key) })
  const first = await tenAlike(() => ask('khoa-kenh-1', 'sms'))
  await tenAlike(() => ask('khoa-kenh-2', 'sms'))
  expect((await ask('khoa-kenh-3', 'mail')).status).toBe(200)
  for (const key of ['khoa-kenh-1', 'khoa-kenh-2']) expect((await ask(key, 'sms')).text).toBe(first.text)
  expect((await knock('readMyNoticeWishes', citizenClaims)).json).toEqual({ channels: ['mail'] })
  const other = await ask('khoa-kenh-1', 'mail')
  expect([other.status, other.json.code]).toEqual([409, 'key-reused'])
})

it('ten wishes at once are all heard, and one of them holds', async () => {
  const { knock } = ticking(await house())
  const asked = Array.from({ length: 10 }, (_, n) => ({
    key: `khoa-kenh-${n}`,
    channels: [n % 2 === 0 ? 'sms' : 'mail'],
  }))
  const ask = ({ key, channels }: (typeof asked)[number]) =>
    knock('putMyNoticeWishes', citizenClaims, { body: { channels }, headers: keyed(key) })
  expect((await Promise.all(asked.map(ask))).map(({ status }) => status)).toEqual(asked.map(() => 200))
  const now = (await knock('readMyNoticeWishes', citizenClaims)).text
  await Promise.all(asked.map(ask))
  expect((await knock('readMyNoticeWishes', citizenClaims)).text).toBe(now)
})

it('an act on a feedback is answered as it left it, whatever was done since', async () => {
  const home = ticking(await accepted())
  const proof = { code: home.code, factor: receiptSecret(home.ports.digests, home.id) }
  const told = await home.knock('tellFeedback', undefined, { body: { ...proof, kind: 'complaint', text: 'Chậm' } })
  const path = { feedback: String(told.json.id) }
  const move = (act: string, version: number, note?: string) =>
    home.knock('moveFeedback', leader, { path, body: { act, version, ...(note === undefined ? {} : { note }) } })
  const first = await tenAlike(() => move('take-on', 1))
  const answered = await tenAlike(() => move('answer', 2, 'Đã xin lỗi'))
  expect((await move('publish', 3)).status).toBe(200)
  ticking(home, '2026-04-10T09:00:00+07:00')
  expect([(await move('take-on', 1)).text, (await move('answer', 2, 'Đã xin lỗi')).text]).toEqual([
    first.text,
    answered.text,
  ])
  expect((await move('answer', 2, 'Khác')).status).toBe(409)
})

describe('a key', () => {
  it.each(['ngan-07', 'khoa-mot-1, khoa-hai-2', 'khoá-có-dấu'])(
    'of odd form is refused, and nothing is done: %j',
    async (key) => {
      const { knock, ports } = await house()
      const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') }
      const { status, json } = await knock('openAtDesk', reception, { body: atDesk, headers })
      expect([status, json.faults?.[0]?.where]).toEqual([400, 'header.idempotency-key'])
      expect(ports.store.records.size).toBe(0)
    },
  )

  it('whose first wish was refused is free for another, at an opening and at an act', async () => {
    const { knock, ports } = ticking(await registered())
    const headers = keyed('khoa-bi-tu-choi')
    const closed = await knock('openAtDesk', reception, { body: { ...atDesk, procedure: '9.999999' }, headers })
    const unread = await knock('openAtDesk', reception, { body: { ...atDesk, returnBy: 'khong' }, headers })
    expect([closed.status, unread.status]).toEqual([422, 400])
    const opened = await knock('openAtDesk', reception, { body: atDesk, headers })
    const { id } = Object(opened.json.dossier)
    const act = (body: object) => knock('act', reception, { path: { id }, body, headers })
    expect((await act({ act: 'accept', version: 7 })).json.code).toBe('version-ahead')
    expect((await act({ act: 'accept', version: 1 })).json.code).toBe('components-not-ready')
    const refused = await act({ act: 'refuse', version: 1, reason: 'Không thuộc thẩm quyền' })
    expect([refused.status, (await ports.dossiers.history(id)).length]).toEqual([200, 2])
    expect((await act({ act: 'accept', version: 1 })).json.code).toBe('key-reused')
  })
})
