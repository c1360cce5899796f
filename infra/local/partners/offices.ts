import type { Clock } from '../clock.ts'
import type { LocalServer } from '../loopback.ts'
import { standInLetters } from './letter-axis.ts'
import { type OfficeBook, officeBook } from './office-book.ts'
import { startStandIn, textOf } from './stand-in.ts'
import { standInTaxOffice } from './tax-office.ts'

/** Cơ quan thuế for land obligations, and the axis of numbered documents, at one address. */
export function startOffices(options: {
  port: number
  file: string | undefined
  secret: () => string
  clock: Pick<Clock, 'now'>
}): Promise<LocalServer> {
  const { port, file, secret, clock } = options
  const shows = (state: OfficeBook) => [
    ['Loại', 'Số', 'Nội dung', 'Trạng thái'],
    ...state.slips.map((one) => [
      'Phiếu chuyển thuế',
      one.number,
      textOf(one.fields.MaHoSo),
      textOf(one.notice?.SoThongBao) || 'chờ',
    ]),
    ...state.sent.map((one) => ['Văn bản đến trục', textOf(one.SoKyHieu), textOf(one.TrichYeu), textOf(one.NoiNhan)]),
    ...state.arrived.map((one) => [
      'Văn bản gửi ta',
      textOf(one.fields.SoKyHieu),
      textOf(one.fields.TrichYeu),
      textOf(one.fields.NoiGui),
    ]),
  ]
  return startStandIn({
    port,
    file,
    shape: officeBook,
    empty: { slips: [], sent: [], letterStates: {}, arrived: [] },
    title: 'Thuế và văn bản',
    services: { ...standInTaxOffice(secret, clock), ...standInLetters(secret, clock) },
    shows,
  })
}
