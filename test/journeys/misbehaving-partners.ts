import type { Everything, Places } from '../../infra/local/everything.ts'
import { control, signIn, until, type Voice } from '../../infra/tour/api.ts'
import { actAs, officerOf, untilClean, upload, wholeFor } from '../../infra/tour/moves.ts'
import { partOf } from '../../infra/tour/stories/land.ts'
import { hueUnits } from '../../shared/agencies/hue.ts'
import type { Print } from '../../shared/http/client/contract.ts'

type Fault = { kind: 'fail' | 'delay' | 'twice' | 'ok-with-error' | 'reorder'; on: string; delayMs?: number }

/** Each partner in every way it can go wrong, each way once, at the deeds that this story asks of it. */
export const quarrels: Readonly<Partial<Record<keyof Places, readonly Fault[]>>> = {
  portals: [
    { kind: 'fail', on: 'auth' },
    { kind: 'fail', on: 'call' },
    { kind: 'ok-with-error', on: 'call' },
    { kind: 'twice', on: 'call' },
    { kind: 'delay', on: 'call', delayMs: 800 },
  ],
  offices: [
    { kind: 'fail', on: 'slip' },
    { kind: 'ok-with-error', on: 'slip' },
    { kind: 'twice', on: 'slip' },
    { kind: 'fail', on: 'notice' },
    { kind: 'ok-with-error', on: 'notice' },
    { kind: 'twice', on: 'notice' },
    { kind: 'delay', on: 'notice', delayMs: 800 },
  ],
  payments: [
    { kind: 'fail', on: 'init' },
    { kind: 'ok-with-error', on: 'init' },
    { kind: 'twice', on: 'init' },
    { kind: 'fail', on: 'login' },
    { kind: 'fail', on: 'issue' },
    { kind: 'ok-with-error', on: 'issue' },
    { kind: 'twice', on: 'issue' },
    { kind: 'delay', on: 'issue', delayMs: 800 },
  ],
  messages: [
    { kind: 'fail', on: 'sms' },
    { kind: 'ok-with-error', on: 'sms' },
    { kind: 'twice', on: 'sms' },
    { kind: 'delay', on: 'sms', delayMs: 800 },
  ],
  mail: [
    { kind: 'fail', on: 'send' },
    { kind: 'delay', on: 'send', delayMs: 800 },
  ],
}

/** The post, at each stage of a parcel: told when it matters, because its tracking is asked for all the time. */
const postQuarrels: Readonly<Record<'ordering' | 'leaving' | 'arriving', readonly Fault[]>> = {
  ordering: [
    { kind: 'fail', on: 'order' },
    { kind: 'ok-with-error', on: 'order' },
    { kind: 'twice', on: 'order' },
  ],
  leaving: [
    { kind: 'fail', on: 'tracking' },
    { kind: 'ok-with-error', on: 'tracking' },
    { kind: 'reorder', on: 'tracking' },
  ],
  arriving: [
    { kind: 'twice', on: 'tracking' },
    { kind: 'delay', on: 'tracking', delayMs: 800 },
    { kind: 'ok-with-error', on: 'settlement' },
    { kind: 'fail', on: 'settlement' },
    { kind: 'reorder', on: 'settlement' },
  ],
}

export const landOffice = 'H57.24.39'
export const taxOffice = 'G12.57'
/** What the tax office determines for each item, and what the certificate costs. */
export const taxVnd = 28_125_000
export const certificateVnd = 100_000
/** Seconds: what each partner does wrong is tried again after some, and machines differ. */
const patience = 240
const procedure = '1.115667'

export interface Story {
  id: string
  code: string
  secret: string
  parts: readonly string[]
  citizen: Voice
  desk: Voice
  land: Voice
  tax: Voice
  control: Print
}

/** Hồ sơ đất đai of a ward with every partner misbehaving: land office, tax office, payer, signature, post. */
export async function tellQuarrels(system: Everything, say: (chapter: string) => void): Promise<Story> {
  const { places } = system
  const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
  const account = system.accounts.find(({ issuer }) => issuer === 'citizen')
  if (!account) throw new Error('the sample has no citizen')
  const [citizen, desk, land, tax, leader] = await Promise.all([
    signIn(places, account),
    officerOf(places, `${home}/desk`, 'reception'),
    officerOf(places, `${landOffice}/office`, 'handler'),
    officerOf(places, `${taxOffice}/office`, 'handler'),
    officerOf(places, `${landOffice}/leaders`, 'leader'),
  ])
  await quarrel(places)
  say('đã xui đối tác')

  const { name, identityNumber = '' } = account
  const phone = '0905000606'
  const { dossier } = await desk.openAtDesk({
    body: {
      procedure,
      case: 'hs2',
      channel: 'direct',
      returnBy: 'post',
      summary: 'Thửa đất số 119, tờ bản đồ số 24',
      applicant: { name, identityNumber, phone, email: 'nguoi.mua@thu.invalid' },
      deliverTo: { name, phone, detail: '12 đường Thử Nghiệm', communeCode: '19789' },
    },
  })
  const { id } = dossier
  for (const paper of ['g09', 'g10', 'g11', 'g16']) await upload(desk, 'desk', id, `${paper}.pdf`, paper, paper)
  await untilClean(desk, 'desk', id)
  const accepted = await actAs(desk, 'desk', id, { act: 'accept' })
  const { code = '', secret = '' } = accepted.receipt ?? {}
  say('đã tiếp nhận')

  await actAs(desk, 'desk', id, { act: 'transfer' })
  const atLand = await partOf(desk, id, patience)
  say('đã sang văn phòng đất đai')
  await askTaxOffice(system, land, atLand)
  say('cơ quan thuế đã thông báo')
  await payOnline(system, citizen, id)
  say('đã nộp tiền')
  await actAs(land, 'desk', atLand, { act: 'hand-back', note: 'Đã thẩm định, người nộp đã nộp thuế' })
  await actAs(desk, 'desk', id, { act: 'transfer' })
  const atTax = await partOf(desk, id, patience)
  say('đã sang thuế')
  await actAs(tax, 'desk', atTax, { act: 'hand-back', note: 'Đã hoàn thành nghĩa vụ tài chính' })
  await actAs(desk, 'desk', id, { act: 'transfer' })
  const atLeaders = await partOf(desk, id, patience)
  say('đã lên lãnh đạo')
  const scan = await upload(leader, 'desk', atLeaders, 'ket-qua.pdf', 'Giay chung nhan', undefined, 'result')
  await untilClean(leader, 'desk', atLeaders)
  await actAs(leader, 'desk', atLeaders, { act: 'approve', resultScan: scan })
  await actAs(leader, 'desk', atLeaders, { act: 'hand-back' })
  say('đã ký')

  await sendByPost(system, desk, id, code)
  say('đã phát')
  const { print } = await desk.printSheet({ path: { id }, body: { sheet: 'control' } })
  return { id, code, secret, parts: [atLand, atTax, atLeaders], citizen, desk, land, tax, control: print }
}

async function quarrel(places: Places): Promise<void> {
  for (const [partner, faults] of Object.entries(quarrels))
    for (const fault of faults) await control(places[partner as keyof Places], '/_control/fault', fault)
}

/** The land office's slip goes out, is acknowledged, and is answered by a notice that holds the dossier up. */
async function askTaxOffice({ places, stack }: Everything, land: Voice, part: string): Promise<void> {
  await actAs(land, 'desk', part, {
    act: 'send-out',
    partner: 'tax-office',
    parcel: { sheet: '24', number: '119', areaM2: 120, communeCode: '19789', purpose: 'Đất ở tại đô thị' },
    asks: ['registration-charge', 'income-tax'],
  })
  const number = await until(
    'cơ quan thuế nhận phiếu',
    async () => {
      const { errand } = (await wholeFor(land, part, 'desk')).dossier
      return errand?.state === 'taken' ? errand.number : undefined
    },
    patience,
  )
  await control(places.offices, '/_control/issue-notice', { slip: number, amountVnd: taxVnd })
  await until(
    'thông báo nộp tiền',
    async () => {
      await stack.fire('partner-answers').catch(() => {})
      const { dossier } = await wholeFor(land, part, 'desk')
      return dossier.status.code === 'obligation-requested' ? true : undefined
    },
    patience,
  )
}

/** The payer's first tries fail; then the money comes, its call with another sum before the right one, and that one twice at once. */
async function payOnline({ places }: Everything, citizen: Voice, id: string): Promise<void> {
  const attempt = await until(
    'liên kết thanh toán',
    async () => {
      const begun = await citizen.beginPayment({ path: { id }, body: { gateway: 'platform' } }).catch(() => undefined)
      return begun?.attempt.payAt === undefined ? undefined : begun.attempt
    },
    patience,
    1_000,
  )
  const call = async (fields: object) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(fields) }
    return (await fetch(`${places.api}/v1/partner/payments/platform`, init)).json()
  }
  const { reference } = attempt
  const told = await control<Record<string, string>>(places.payments, '/_control/pay', { reference })
  await call({ ...told, SoTien: '1000' })
  await Promise.all([call(told), call(told)])
  await call(told)
}

/** With the price of the certificate to be collected at the door; the post's word comes late, twice and backwards. */
async function sendByPost({ places, stack }: Everything, desk: Voice, id: string, code: string): Promise<void> {
  await actAs(desk, 'desk', id, {
    act: 'charge-fee',
    items: [{ kind: 'charge', name: 'Lệ phí cấp Giấy chứng nhận', amountVnd: certificateVnd }],
    payee: 'Kho bạc Nhà nước',
  })
  const told = async (stage: keyof typeof postQuarrels) => {
    for (const fault of postQuarrels[stage]) await control(places.vnpost, '/_control/fault', fault)
  }
  const move = async (...states: string[]) => {
    for (const to of states) await control(places.vnpost, '/_control/advance', { OrderNumber: code, to })
  }
  await told('ordering')
  await actAs(desk, 'desk', id, { act: 'order-shipment', cod: true })
  await until(
    'bưu điện nhận đơn',
    async () => ((await wholeFor(desk, id, 'desk')).dossier.delivery.code === 'in-post' ? true : undefined),
    patience,
  )
  await told('leaving')
  await move('collected', 'in-transit', 'delivering', 'undeliverable')
  await until(
    'hành trình đọc ngược, đọc hỏng rồi đọc được',
    async () => {
      await stack.fire('postal-tracking').catch(() => {})
      return (await control<object[]>(places.vnpost, '/_control/faults')).length === 0 ? true : undefined
    },
    patience,
    1_000,
  )
  await told('arriving')
  await move('delivering', 'delivered')
  await until(
    'phát xong và quyết toán tiền thu hộ',
    async () => {
      await stack.fire('postal-tracking').catch(() => {})
      const { dossier } = await wholeFor(desk, id, 'desk')
      return dossier.status.code === 'returned' && dossier.money === 'paid' ? true : undefined
    },
    patience,
    1_000,
  )
}
