import { hueUnits } from '../../../shared/agencies/hue.ts'
import { demoCitizens } from '../../local/load-sample.ts'
import { signIn, UnexpectedAnswer, until } from '../api.ts'
import { check, wholeFor } from '../moves.ts'
import type { Narrator, Told } from '../narrator.ts'

const procedure = '1.001193'

/** Đăng ký khai sinh (1.001193), online: a paper asked for at reception, then one working day to the certificate. */
export async function tellBirth(n: Narrator): Promise<Told> {
  const home = hueUnits.find((unit) => unit.adminCode === '19789')
  const [account] = demoCitizens
  if (!home || !account) throw new UnexpectedAnswer('dữ liệu mẫu thiếu phường hoặc công dân')
  const mother = await signIn(n.places, account)
  const desk = await n.officer(`${home.id}/desk`, 'reception')

  const opened = await mother.openOnline({
    body: {
      procedure,
      receivingUnit: home.id,
      returnBy: 'online',
      summary: 'Khai sinh cho con là Nguyễn Khắc Thuỵ Khuê, sinh ngày 19/11/2026',
      applicant: { phone: '0905000101', email: 'anhthi@example.com', address: '12 đường Thử Nghiệm, phường Thuận Hoá' },
    },
  })
  const { id } = opened.dossier
  await n.papers(mother, 'citizen', id, [['to-khai.pdf', 'g07']])
  await n.citizen(mother, id, { act: 'submit' })
  n.chapter(`${account.name} nộp hồ sơ khai sinh trực tuyến tại ${home.name}.`)
  await n.explained(mother, 'citizen', id, ['answer'])

  await n.desk(desk, id, {
    act: 'ask-supplement',
    reason: 'Tờ khai đã đủ, nhưng hồ sơ chưa có Giấy chứng sinh hoặc giấy tờ thay thế Giấy chứng sinh.',
    papers: ['Giấy chứng sinh; trường hợp không có thì nộp văn bản của người làm chứng xác nhận về việc sinh'],
    ground: 'Khoản 1 Điều 16 Luật Hộ tịch số 60/2014/QH13',
  })
  n.chapter(`${desk.name} yêu cầu bổ sung Giấy chứng sinh.`)
  await n.sheet(desk, id, 'supplement')
  await n.papers(mother, 'citizen', id, [['giay-chung-sinh.pdf', 'g04']])
  await n.citizen(mother, id, { act: 'supplement' })
  n.chapter('Người mẹ bổ sung; tám giờ làm việc để trả lời được tính lại.')
  await n.explained(mother, 'citizen', id, ['answer'])

  const accepted = await n.desk(desk, id, { act: 'accept' })
  const code = accepted.dossier.code ?? ''
  n.chapter(`${desk.name} tiếp nhận, mã ${code}, hẹn trả ${accepted.dossier.dueAt}.`)
  await n.explained(desk, 'desk', id, ['whole', 'step'])
  await n.sheet(desk, id, 'receipt')

  await n.desk(desk, id, { act: 'pass-on' })
  const clerk = await n.officer(`${home.id}/office`, 'handler')
  await n.desk(clerk, id, { act: 'pass-on', note: 'Đã ghi nội dung khai sinh vào sổ' })
  const leader = await n.officer(`${home.id}/leaders`, 'leader')
  const signed = await n.approve(leader, id)
  n.chapter(`${leader.name} ký Giấy khai sinh số ${signed.dossier.result?.number}.`)
  check(
    signed.dossier.class === 'early' || signed.dossier.class === 'on-time',
    'khai sinh phải xong trước hoặc đúng hạn',
  )
  await n.explained(desk, 'desk', id, ['whole', 'return'])

  await n.desk(desk, id, { act: 'return', by: 'online', signed: 'electronic' })
  n.chapter('Kết quả bản điện tử về tài khoản của người mẹ.')
  await n.sheet(desk, id, 'control')
  const seen = await wholeFor(mother, id, 'citizen')
  check(seen.dossier.status.code === 'returned', 'người mẹ phải thấy đã trả kết quả')
  await until('sổ theo dõi', async () =>
    (await mother.listMySheets({ path: { id } })).rows.length > 1 ? true : undefined,
  )

  const refused = await refuseAnother(n, home.id)
  await n.register(desk, accepted.event.at.slice(0, 10), id)
  return { codes: { birth: code, refused }, sheets: n.sheets }
}

/** A second registration of the same child is refused, with its ground. */
async function refuseAnother(n: Narrator, home: string): Promise<string> {
  const desk = await n.officer(`${home}/desk`, 'reception')
  const { dossier } = await desk.openAtDesk({
    body: {
      procedure,
      channel: 'direct',
      returnBy: 'counter',
      applicant: {
        name: 'Lê Thị Bích Hà',
        identityNumber: '046302007781',
        phone: '0935000303',
        address: 'Tổ 4, phường Thuận Hoá, thành phố Huế',
      },
    },
  })
  await n.papers(desk, 'desk', dossier.id, [['to-khai.pdf', 'g07']])
  await n.desk(desk, dossier.id, {
    act: 'refuse',
    reason:
      'Trẻ đã được đăng ký khai sinh ngày 02/11/2026 tại Ủy ban nhân dân phường Phú Xuân; một người chỉ được đăng ký khai sinh một lần.',
    ground: 'Khoản 1 Điều 13 và Điều 16 Luật Hộ tịch số 60/2014/QH13',
  })
  n.chapter(`${desk.name} từ chối một hồ sơ khai sinh thứ hai cho cùng một trẻ, có căn cứ.`)
  await n.sheet(desk, dossier.id, 'refusal')
  return dossier.id
}
