import { hueUnits } from '../../../shared/agencies/hue.ts'
import { UnexpectedAnswer, until } from '../api.ts'
import { check, wholeFor } from '../moves.ts'
import type { Narrator, Told } from '../narrator.ts'

const procedure = '1.115667'
const buyer = {
  name: 'Trần Văn Anh Quân',
  identityNumber: '046085001935',
  phone: '0914000202',
  email: 'anhquan@example.com',
  address: '28 Kiệt 4 đường Thử Nghiệm, phường Thuận Hoá, thành phố Huế',
}
const taxItems = [
  { kind: 'charge', name: 'Lệ phí trước bạ nhà, đất (0,5%)', amountVnd: 11_250_000 },
  { kind: 'price', name: 'Thuế thu nhập cá nhân từ chuyển nhượng bất động sản (2%)', amountVnd: 45_000_000 },
] as const

/** Đăng ký biến động đất đai with the tax notice and its payment: ward, land office, tax office, land office, ward. */
export async function tellLand(n: Narrator): Promise<Told> {
  const home = hueUnits.find((unit) => unit.adminCode === '19789')
  if (!home) throw new UnexpectedAnswer('dữ liệu mẫu thiếu phường')
  const desk = await n.officer(`${home.id}/desk`, 'reception')
  const { dossier } = await desk.openAtDesk({
    body: {
      procedure,
      case: 'hs2',
      channel: 'direct',
      returnBy: 'counter',
      summary: 'Thửa đất số 118, tờ bản đồ số 24, khu dân cư Thử Nghiệm',
      applicant: buyer,
    },
  })
  const { id } = dossier
  const files = [
    ['don.pdf', 'g09'],
    ['hop-dong.pdf', 'g10'],
    ['bien-ban.pdf', 'g11'],
    ['so-do.pdf', 'g16'],
  ] as const
  await n.papers(
    desk,
    'desk',
    id,
    files.map(([file, paper]) => [file, paper]),
  )
  const accepted = await n.desk(desk, id, {
    act: 'accept',
    handedIn: [
      { paper: 'g09', form: 'original', count: 1 },
      { paper: 'g10', form: 'certified', count: 2 },
      { paper: 'g11', form: 'original', count: 1 },
      { paper: 'g16', form: 'copy', count: 1 },
    ],
    sets: 1,
  })
  const code = accepted.dossier.code ?? ''
  n.chapter(`${desk.name} nhận hồ sơ đất đai, mã ${code}, hẹn trả ${accepted.dossier.dueAt}.`)
  await n.explained(desk, 'desk', id, ['whole', 'step'])
  await n.sheet(desk, id, 'receipt')

  await n.desk(desk, id, { act: 'transfer', note: 'Kèm bản giấy' })
  const office = await n.officer('H57.24.39/office', 'handler')
  const atLandOffice = await partOf(desk, id)
  n.chapter(`Chuyển liên thông sang ${(await wholeFor(office, atLandOffice, 'desk')).dossier.holder.name}.`)
  await n.explained(office, 'desk', atLandOffice, ['part', 'step'])
  await n.sheet(office, atLandOffice, 'handover')
  await n.desk(office, atLandOffice, {
    act: 'hand-back',
    note: 'Đã thẩm định, đủ điều kiện; chuyển thông tin sang thuế',
  })
  await n.sheet(desk, id, 'handover')

  await n.desk(desk, id, { act: 'transfer' })
  const tax = await n.officer('G12.57/office', 'handler')
  const atTax = await partOf(desk, id)
  await n.sheet(tax, atTax, 'handover')
  await n.desk(tax, atTax, {
    act: 'request-obligation',
    items: [...taxItems],
    payee: 'Kho bạc Nhà nước khu vực thành phố Huế',
    note: 'Thông báo nộp thuế kèm hồ sơ',
  })
  const waiting = await wholeFor(desk, id, 'desk')
  check(waiting.dossier.clock === 'paused', 'đồng hồ phải dừng trong khi chờ nộp thuế')
  check(waiting.dossier.status.code === 'obligation-requested', 'hồ sơ phải chờ nghĩa vụ tài chính')
  n.chapter(`${tax.name} ra thông báo nghĩa vụ tài chính 56.250.000 đồng; đồng hồ dừng.`)
  await n.explained(desk, 'desk', id, ['whole'])
  await n.desk(desk, id, { act: 'pay', amountVnd: 56_250_000, method: 'transfer', reference: `CK${code.slice(-12)}` })
  n.chapter('Người mua nộp đủ; đồng hồ chạy lại, hạn tính thêm đúng số phút đã chờ.')
  await n.sheet(desk, id, 'fee')
  await n.explained(desk, 'desk', id, ['whole'])
  await n.desk(tax, atTax, { act: 'hand-back', note: 'Đã hoàn thành nghĩa vụ tài chính' })
  await n.sheet(desk, id, 'handover', { count: 2 })

  await n.desk(desk, id, { act: 'transfer' })
  const atLeaders = await partOf(desk, id)
  const leader = await n.officer('H57.24.39/leaders', 'leader')
  await n.sheet(leader, atLeaders, 'handover')
  const signed = await n.approve(leader, atLeaders)
  n.chapter(`${leader.name} ký Giấy chứng nhận số ${signed.dossier.result?.number}.`)
  await n.desk(leader, atLeaders, { act: 'hand-back' })
  await n.sheet(desk, id, 'handover', { count: 3 })
  await n.explained(desk, 'desk', id, ['whole', 'return'])

  const counter = await n.officer(`${home.id}/desk`, 'return-desk')
  await n.desk(counter, id, {
    act: 'return',
    taker: { kind: 'representative', name: 'Trần Thị Hoài Thương', powerOfAttorney: true },
    signed: 'paper',
  })
  n.chapter('Người được uỷ quyền ký nhận Giấy chứng nhận tại quầy.')
  await n.sheet(desk, id, 'control')
  await n.register(desk, accepted.event.at.slice(0, 10), id)
  return { codes: { land: code }, sheets: n.sheets }
}

/** The part that is out now, once the other agency's queue has acknowledged it. */
export async function partOf(
  desk: Awaited<ReturnType<Narrator['officer']>>,
  id: string,
  seconds?: number,
): Promise<string> {
  const asked = async () => {
    const { dossier, kin } = await wholeFor(desk, id, 'desk')
    const part = kin?.find((row) => row.id === dossier.child)
    return part?.transferAcknowledgedAt ? part.id : undefined
  }
  return until('xác nhận đã nhận liên thông', asked, seconds)
}
