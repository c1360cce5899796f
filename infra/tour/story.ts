import { hueUnits } from '../../shared/agencies/hue.ts'
import workflows from '../../shared/catalogue/sample/workflows.json' with { type: 'json' }
import type { Procedure } from '../../shared/http/client/contract.ts'
import { demoCitizens } from '../local/load-sample.ts'
import { control, type Places, signIn, UnexpectedAnswer, until, type Voice, voice } from './api.ts'
import { actAs, check, officerOf, sees, stateOf, untilClean, upload, wholeFor } from './moves.ts'

export interface Telling {
  places: Places
  /** A shipped workflow's id. */
  workflow: string
  say: (line: string) => void
  /** For the test of the tour itself: the chapter whose act is left out. */
  leaveOut?: Chapter
  /** Seconds to wait for what comes by queue or schedule. */
  patience?: number
}

export type Chapter = 'submit' | 'accept' | 'supplement' | 'approve' | 'shipment' | 'delivery'

/** The commune whose counter the story begins at: phường Thuận Hóa. */
const homeAdminCode = '19789'

export function shippedWorkflows(): readonly string[] {
  return workflows.filter((workflow) => workflow.procedureCodes.length > 0).map((workflow) => workflow.id)
}

/** Kể chuyện một hồ sơ. Carries one dossier from its opening to the applicant's door, and says what each party sees. */
export async function tellStory(telling: Telling): Promise<{ code: string; id: string }> {
  const { places, say } = telling
  const anyone = voice(places.api, 'người dân')
  const procedure = await procedureOf(anyone, telling.workflow)
  const home = hueUnits.find((unit) => unit.adminCode === homeAdminCode)
  const [account] = demoCitizens
  if (!home || !account) throw new UnexpectedAnswer('the sample has no home commune or citizen')
  const citizen = await signIn(places, account)
  say(
    `1. ${citizen.name} tìm thấy thủ tục ${procedure.code} "${short(procedure.name)}", thời hạn: ${procedure.limitRaw || 'theo quy trình'}.`,
  )

  const opened = await citizen.openOnline({
    body: {
      procedure: procedure.code,
      receivingUnit: home.id,
      returnBy: 'post',
      applicant: { phone: '0905000101' },
      deliverTo: { name: account.name, phone: '0905000101', detail: '12 đường Thử Nghiệm', communeCode: homeAdminCode },
    },
  })
  const id = opened.dossier.id
  say(`2. Hồ sơ nháp được lập tại ${home.name}: ${opened.dossier.status.term}, chưa có mã.`)
  await attachPapers(telling, citizen, id, procedure)

  if (telling.leaveOut !== 'submit') await actAs(citizen, 'citizen', id, { act: 'submit' })
  const submitted = await wholeFor(citizen, id, 'citizen')
  check(submitted.dossier.status.code === 'registered', 'hồ sơ phải ở trạng thái mới đăng ký')
  check(submitted.dossier.answerDueAt !== undefined, 'hồ sơ trực tuyến phải có hạn trả lời')
  say(`4. Đã nộp: ${submitted.dossier.status.term}; cơ quan phải trả lời trước ${submitted.dossier.answerDueAt}.`)

  const desk = await officerOf(places, `${home.id}/desk`, 'reception')
  await sees(desk, id, 'quầy tiếp nhận')
  if (telling.leaveOut !== 'accept') await actAs(desk, 'desk', id, { act: 'accept' })
  const accepted = await wholeFor(desk, id, 'desk')
  const { code, secret } = accepted.receipt ?? {}
  if (code === undefined || secret === undefined)
    throw new UnexpectedAnswer('tiếp nhận phải cấp mã hồ sơ và giấy tiếp nhận')
  say(
    `5. ${desk.name} tiếp nhận: mã ${code}, hẹn trả ${accepted.dossier.dueAt ?? 'chưa tính được'}, mã tra cứu ${secret}.`,
  )
  say(`   Giấy tiếp nhận ghi ${accepted.scans.length} tệp, mỗi tệp có dung lượng và SHA-256.`)

  await carry(telling, citizen, id)
  await deliver(telling, id, desk)
  const seen = await anyone.lookUp({ body: { code, factor: secret } })
  check(seen.status === 'returned', `tra cứu công khai phải thấy đã trả kết quả, lại thấy ${seen.statusTerm}`)
  say(`9. Tra cứu công khai bằng mã và mã tra cứu: "${seen.statusTerm}", ${seen.office}.`)
  const told = await wholeFor(citizen, id, 'citizen')
  say(`   Quá trình xử lý công dân thấy: ${told.history.map((row) => row.act.term).join(' → ')}.`)
  return { code, id }
}

async function procedureOf(anyone: Voice, workflowId: string): Promise<Procedure> {
  const workflow = workflows.find((row) => row.id === workflowId)
  if (!workflow) throw new UnexpectedAnswer(`không có quy trình ${workflowId}; có: ${shippedWorkflows().join(', ')}`)
  for (const code of workflow.procedureCodes) {
    const found = await anyone.readProcedure({ path: { code } }).catch(() => undefined)
    if (found) return found
  }
  throw new UnexpectedAnswer(`không thủ tục nào của quy trình ${workflowId} có trong danh mục`)
}

async function attachPapers(telling: Telling, citizen: Voice, id: string, procedure: Procedure) {
  const required = procedure.papers.filter((paper) => paper.required)
  const wanted = required.length > 0 ? required : [{ id: undefined, name: 'Đơn đề nghị' }]
  for (const [index, paper] of [...wanted, { id: undefined, name: 'Giấy tờ kèm theo' }].entries()) {
    await upload(citizen, 'citizen', id, `thanh-phan-${index + 1}.pdf`, paper.name, paper.id)
  }
  const clean = await untilClean(citizen, 'citizen', id)
  telling.say(
    `3. ${clean.scans.length} tệp đã tải thẳng lên kho, kiểm tra xong: ${[...new Set(clean.scans.map((scan) => scan.state.term))].join(', ')}.`,
  )
}

/** Every step of the plan, by whoever holds the dossier, in whichever agency. */
async function carry(telling: Telling, citizen: Voice, id: string) {
  const { places, say } = telling
  let asked = false
  for (let hop = 0; hop < 30; hop += 1) {
    const desk = await officerOf(places, await roomOf(citizen, id), undefined)
    const parent = await wholeFor(desk, id, 'desk')
    if (parent.dossier.status.code === 'processed') return
    const at = parent.dossier.child ?? id
    const holder = await officerOf(places, (await stateOf(parent, at)).holder.id, undefined)
    const whole = await wholeFor(holder, at, 'desk')
    if (at !== id && !whole.dossier.transferAcknowledgedAt) await acknowledged(holder, at, say)
    const { dossier, steps = [] } = await wholeFor(holder, at, 'desk')
    const now = steps.find((step) => step.n === dossier.step)
    const next = steps.find((step) => step.n === (dossier.step ?? 0) + 1)
    if (!now) throw new UnexpectedAnswer('hồ sơ không có bước hiện tại')
    await sees(holder, at, now.room.name)
    const handler = now.role === 'handler' && !asked
    if (handler) {
      asked = true
      await supplement(telling, citizen, holder, id, at)
      continue
    }
    const deciding =
      now.role === 'leader' && steps.filter((step) => step.n > now.n).every((step) => step.room.id.endsWith('/desk'))
    if (deciding) {
      await approve(telling, await officerOf(places, now.room.id, 'leader'), at)
      if (at === id) return
    }
    const last = at !== id && (deciding || dossier.step === dossier.lastStep)
    const homeRoom = dossier.holder.id.split('/')[0]
    const act = last ? 'hand-back' : next && next.agency.id === homeRoom ? 'pass-on' : 'transfer'
    await actAs(holder, 'desk', at, { act })
    say(
      `6. Bước ${now.n} "${now.name}" xong tại ${now.room.name}: ${words[act]}${last ? '' : ` sang ${next?.room.name}`}.`,
    )
  }
  throw new UnexpectedAnswer('hồ sơ không đi hết quy trình trong 30 lượt')
}

const words = {
  'hand-back': 'trả về cơ quan chuyển đến',
  'pass-on': 'chuyển bước',
  transfer: 'chuyển liên thông',
} as const

async function acknowledged(holder: Voice, part: string, say: Telling['say']) {
  const seen = await until('hàng đợi liên thông báo nhận', async () => {
    const whole = await wholeFor(holder, part, 'desk')
    return whole.dossier.transferAcknowledgedAt ? whole : undefined
  })
  const told = seen.history.filter((row) => row.act.code === 'acknowledge').map((row) => row.dossier)
  check(new Set(told).size === 2, 'xác nhận phải nằm trong lịch sử của cả hai cơ quan')
  const files = seen.parentScans?.length ?? 0
  check(files > 0, 'cơ quan nhận phải thấy tệp của hồ sơ gốc')
  const where = [...new Set(seen.history.map((row) => row.agency.name))].join(' và ')
  say(`   Hàng đợi báo ${seen.dossier.holder.name} đã nhận; lịch sử có ở ${where}; ${files} tệp đi cùng.`)
}

async function supplement(telling: Telling, citizen: Voice, holder: Voice, id: string, at: string) {
  await actAs(holder, 'desk', at, {
    act: 'ask-supplement',
    reason: 'Bản chụp trang 2 bị mờ',
    papers: ['Giấy tờ kèm theo'],
  })
  const paused = await wholeFor(citizen, id, 'citizen')
  check(paused.dossier.clock === 'paused', 'đồng hồ phải dừng khi chờ bổ sung')
  await upload(citizen, 'citizen', id, 'bo-sung.pdf', 'Trang 2 chụp lại', undefined)
  await untilClean(citizen, 'citizen', id)
  if (telling.leaveOut !== 'supplement') await actAs(citizen, 'citizen', id, { act: 'supplement' })
  const resumed = await wholeFor(citizen, id, 'citizen')
  check(resumed.dossier.clock === 'running', 'đồng hồ phải chạy lại sau khi bổ sung')
  telling.say(
    `   ${holder.name} yêu cầu bổ sung, đồng hồ dừng; công dân bổ sung, hạn mới ${resumed.dossier.dueAt ?? ''}.`,
  )
}

async function approve(telling: Telling, leader: Voice, at: string) {
  const slot = await upload(leader, 'desk', at, 'ket-qua.pdf', 'Ket qua giai quyet', undefined, 'result')
  await untilClean(leader, 'desk', at)
  if (telling.leaveOut !== 'approve') {
    await actAs(leader, 'desk', at, { act: 'approve', resultScan: slot })
  }
  const done = await wholeFor(leader, at, 'desk')
  check(done.dossier.status.code === 'processed', 'phê duyệt phải tạo kết quả')
  telling.say(
    `7. ${leader.name} ký kết quả số ${done.dossier.result?.number}: ${done.dossier.status.term} (${done.dossier.class}).`,
  )
}

async function deliver(telling: Telling, id: string, desk: Voice) {
  const { places, say } = telling
  const before = await wholeFor(desk, id, 'desk')
  check(before.dossier.status.code === 'processed', 'kết quả phải về đến quầy')
  if (telling.leaveOut !== 'shipment') await actAs(desk, 'desk', id, { act: 'order-shipment' })
  const sent = await until(
    'bưu điện nhận đơn',
    async () => {
      const whole = await wholeFor(desk, id, 'desk')
      return whole.dossier.delivery.code === 'in-post' ? whole : undefined
    },
    telling.patience,
  )
  say(`8. Kết quả gửi bưu chính công ích, vận đơn ${sent.dossier.waybill}: ${sent.dossier.delivery.term}.`)
  const steps = ['collected', 'in-transit', 'delivering', ...(telling.leaveOut === 'delivery' ? [] : ['delivered'])]
  for (const to of steps) await control(places.vnpost, '/_control/advance', { OrderNumber: before.dossier.code, to })
  const delivered = await until(
    'bưu điện phát xong',
    async () => {
      await control(places.control, '/fire/postal-tracking', {})
      const whole = await wholeFor(desk, id, 'desk')
      return whole.dossier.status.code === 'returned' ? whole : undefined
    },
    telling.patience,
  )
  say(
    `   Hành trình bưu điện đọc theo lịch: ${delivered.dossier.delivery.term}; hồ sơ ${delivered.dossier.status.term}.`,
  )
}

async function roomOf(citizen: Voice, id: string): Promise<string> {
  return (await wholeFor(citizen, id, 'citizen')).dossier.receivingUnit.id
}

function short(name: string): string {
  return name.length > 90 ? `${name.slice(0, 87)}...` : name
}
