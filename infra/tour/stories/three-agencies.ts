import { hueUnits } from '../../../shared/agencies/hue.ts'
import { demoCitizens } from '../../local/load-sample.ts'
import { control, signIn, UnexpectedAnswer, until } from '../api.ts'
import { check, wholeFor } from '../moves.ts'
import type { Narrator, Told } from '../narrator.ts'
import { partOf } from './land.ts'

const procedure = '1.115662'

/** Tách thửa: ward, land office, department, and back by post; asked for papers, consulted, and once late with an apology. */
export async function tellThreeAgencies(n: Narrator): Promise<Told> {
  const home = hueUnits.find((unit) => unit.adminCode === '19789')
  const account = demoCitizens[1]
  if (!home || !account) throw new UnexpectedAnswer('dữ liệu mẫu thiếu phường hoặc công dân')
  const owner = await signIn(n.places, account)
  const desk = await n.officer(`${home.id}/desk`, 'reception')
  const { dossier } = await owner.openOnline({
    body: {
      procedure,
      receivingUnit: home.id,
      returnBy: 'post',
      summary: 'Tách thửa đất số 77, tờ bản đồ số 12 thành hai thửa',
      applicant: { phone: '0914000202', address: '28 Kiệt 4 đường Thử Nghiệm, phường Thuận Hoá' },
      deliverTo: {
        name: account.name,
        phone: '0914000202',
        detail: '28 Kiệt 4 đường Thử Nghiệm',
        communeCode: '19789',
      },
    },
  })
  const { id } = dossier
  await n.papers(owner, 'citizen', id, [
    ['don.pdf', 'g01'],
    ['ban-ve.pdf', 'g02'],
    ['giay-chung-nhan.pdf', 'g03'],
  ])
  await n.citizen(owner, id, { act: 'submit' })
  const accepted = await n.desk(desk, id, { act: 'accept' })
  const code = accepted.dossier.code ?? ''
  n.chapter(`${account.name} nộp trực tuyến, ${home.name} tiếp nhận, mã ${code}.`)
  await n.explained(owner, 'citizen', id, ['whole'])
  await n.sheet(desk, id, 'receipt')

  await n.desk(desk, id, { act: 'transfer' })
  const office = await n.officer('H57.24.39/office', 'handler')
  const first = await partOf(desk, id)
  await n.sheet(office, first, 'handover')
  await n.explained(office, 'desk', first, ['part', 'step'])
  await n.desk(office, first, {
    act: 'ask-supplement',
    reason: 'Bản vẽ tách thửa thiếu toạ độ các đỉnh của thửa mới và chữ ký của người giáp ranh phía Đông.',
    papers: [
      'Bản vẽ tách thửa đất theo Mẫu số 28, có toạ độ đỉnh thửa',
      'Biên bản xác nhận ranh giới, mốc giới thửa đất',
    ],
    ground: 'Điều 220 Luật Đất đai số 31/2024/QH15',
  })
  n.chapter(`${office.name} yêu cầu bổ sung; đồng hồ của hồ sơ và của phần liên thông cùng dừng.`)
  await n.sheet(desk, id, 'supplement')
  await n.papers(owner, 'citizen', id, [['ban-ve-moi.pdf', 'g02']])
  await n.citizen(owner, id, { act: 'supplement' })
  await n.explained(owner, 'citizen', id, ['whole'])

  await n.desk(office, first, {
    act: 'ask-opinion',
    unit: 'H57.17',
    question: 'Thửa đất có nằm trong chỉ giới đường đỏ của tuyến đường quy hoạch hay không?',
    hours: 16,
  })
  const asked = await n.officer('H57.17/office', 'handler')
  await n.desk(asked, first, { act: 'answer-opinion', consultation: 1, answer: 'Không nằm trong chỉ giới đường đỏ.' })
  n.chapter(`${asked.name} (Sở Xây dựng) trả lời ý kiến.`)
  const head = await n.officer('H57.24.39/leaders', 'leader')
  const extended = await n.desk(head, first, {
    act: 'extend',
    reason: 'Phải đo kiểm tra lại ranh giới ngoài thực địa do mưa lũ làm mất mốc giới.',
    days: 3,
  })
  n.chapter(`${head.name} xin lỗi và hẹn lại; hạn của phần liên thông: ${extended.dossier.dueAt}.`)
  await n.sheet(desk, id, 'apology')
  await n.explained(owner, 'citizen', id, ['whole'])
  await n.desk(office, first, { act: 'hand-back', note: 'Hồ sơ đủ điều kiện tách thửa' })
  await n.sheet(desk, id, 'handover')

  await n.desk(desk, id, { act: 'transfer' })
  const second = await partOf(desk, id)
  const leader = await n.officer('H57.24/leaders', 'leader')
  await n.sheet(leader, second, 'handover')
  const signed = await n.approve(leader, second)
  await n.desk(leader, second, { act: 'hand-back' })
  n.chapter(`${leader.name} ký Giấy chứng nhận số ${signed.dossier.result?.number}; kết quả về ${home.name}.`)
  await n.sheet(desk, id, 'handover', { count: 2 })

  await n.desk(desk, id, { act: 'order-shipment' })
  await until('bưu điện nhận đơn', async () => {
    const { dossier: sent } = await wholeFor(desk, id, 'desk')
    return sent.delivery.code === 'in-post' ? true : undefined
  })
  for (const to of ['collected', 'in-transit', 'delivering', 'delivered']) {
    await control(n.places.vnpost, '/_control/advance', { OrderNumber: code, to })
  }
  const returned = await until('bưu điện phát xong', async () => {
    await control(n.places.control, '/fire/postal-tracking', {})
    const { dossier: now } = await wholeFor(owner, id, 'citizen')
    return now.status.code === 'returned' ? now : undefined
  })
  check(returned.delivery.code === 'delivered', 'kết quả phải đến tay người nhận')
  n.chapter('Bưu điện phát Giấy chứng nhận đến tận nhà.')
  await n.sheet(desk, id, 'control')
  await n.register(desk, accepted.event.at.slice(0, 10), id)
  return { codes: { threeAgencies: code }, sheets: n.sheets }
}
