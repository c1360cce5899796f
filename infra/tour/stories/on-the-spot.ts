import { hueUnits } from '../../../shared/agencies/hue.ts'
import { UnexpectedAnswer } from '../api.ts'
import { check } from '../moves.ts'
import type { Narrator, Told } from '../narrator.ts'

const procedure = '1.013314'
const applicant = {
  name: 'Phạm Thị Quỳnh Ngữ',
  identityNumber: '046190005512',
  phone: '0905000404',
  address: 'Tổ 12, khu vực 3, phường Thuận Hoá, thành phố Huế',
}

/** Bốn tại chỗ: received, appraised, signed, stamped and given back in one centre; and one that is withdrawn. */
export async function tellOnTheSpot(n: Narrator): Promise<Told> {
  const home = hueUnits.find((unit) => unit.adminCode === '19789')
  if (!home) throw new UnexpectedAnswer('dữ liệu mẫu thiếu phường')
  const room = `${home.id}/desk`
  const desk = await n.officer(room, 'reception')
  const open = async () => {
    const { dossier } = await desk.openAtDesk({
      body: { procedure, channel: 'direct', returnBy: 'counter', applicant },
    })
    await n.papers(desk, 'desk', dossier.id, [['to-khai.pdf', 'g01']])
    return dossier.id
  }
  const id = await open()
  const accepted = await n.desk(desk, id, { act: 'accept', handedIn: [{ paper: 'g01', form: 'original', count: 1 }] })
  const code = accepted.dossier.code ?? ''
  n.chapter(`${desk.name} nhận tại chỗ, mã ${code}, hẹn trả ${accepted.dossier.dueAt}.`)
  await n.explained(desk, 'desk', id, ['whole', 'step'])
  await n.sheet(desk, id, 'receipt')
  await n.desk(desk, id, {
    act: 'amend',
    reason: 'Người nộp đề nghị ghi đúng địa chỉ theo căn cước',
    applicant: { ...applicant, address: 'Tổ 21, khu vực 3, phường Thuận Hoá, thành phố Huế' },
  })
  n.chapter('Địa chỉ ghi sai được sửa, giấy tiếp nhận in lại có dấu và lý do.')
  await n.sheet(desk, id, 'receipt', { revision: 1 })
  await n.desk(desk, id, {
    act: 'charge-fee',
    items: [{ kind: 'fee', name: 'Phí cấp bản sao kết quả (01 bản)', amountVnd: 8_000 }],
    payee: home.name,
  })
  await n.desk(desk, id, { act: 'pay', amountVnd: 8_000, method: 'cash' })
  n.chapter('Thu phí bản sao 8.000 đồng tại quầy.')
  await n.sheet(desk, id, 'fee')

  await n.desk(desk, id, { act: 'pass-on' })
  const handler = await n.officer(room, 'handler')
  await n.desk(handler, id, { act: 'pass-on', note: 'Đã kiểm tra tại chỗ' })
  const leader = await n.officer(room, 'leader')
  const signed = await n.approve(leader, id)
  check(signed.dossier.holder.id === room, 'hồ sơ bốn tại chỗ không được rời trung tâm')
  n.chapter(`${leader.name} ký, đóng dấu tại chỗ: kết quả số ${signed.dossier.result?.number}.`)
  await n.explained(desk, 'desk', id, ['whole', 'return'])
  await n.desk(desk, id, { act: 'return', taker: { kind: 'owner', name: applicant.name }, signed: 'paper' })
  n.chapter('Trả kết quả ngay tại quầy.')
  await n.sheet(desk, id, 'control')

  const other = await open()
  const second = await n.desk(desk, other, { act: 'accept' })
  await n.desk(desk, other, {
    act: 'withdraw',
    reason: 'Người nộp đã thoả thuận lại chỗ ở và không còn nhu cầu xác nhận',
  })
  n.chapter('Một hồ sơ khác được rút khi chưa có quyết định.')
  await n.sheet(desk, other, 'stop')
  await n.sheet(desk, other, 'control')
  await n.register(desk, accepted.event.at.slice(0, 10), id)
  return { codes: { onTheSpot: code, withdrawn: second.dossier.code ?? '' }, sheets: n.sheets }
}
