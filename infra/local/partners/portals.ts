import type { LocalServer } from '../loopback.ts'
import { standInMinistry } from './ministry.ts'
import { standInPortal } from './national-portal.ts'
import { type PortalBook, portalBook } from './portal-book.ts'
import { startStandIn, textOf } from './stand-in.ts'

/** Cổng Dịch vụ công quốc gia behind its adapter, and the newer interface of a ministry, at one address. */
export function startPortals(options: {
  port: number
  file: string | undefined
  secret: () => string
  /** What it shows beside a link to a file of ours. */
  token?: () => string
}): Promise<LocalServer> {
  const { port, file, secret, token = () => '' } = options
  const empty: PortalBook = { dossiers: [], progress: [], numbers: 0, files: [], ministry: [] }
  const shows = (state: PortalBook) => [
    ['Nơi', 'Mã', 'Trạng thái', 'Tiến trình'],
    ...state.dossiers.map(({ code, fields: of }) => [
      'Cổng quốc gia',
      code,
      textOf(of.TrangThaiHoSo),
      String(state.progress.filter((row) => row.MaHoSo === code).length),
    ]),
    ...state.ministry.map((one) => ['Bộ', one.number, textOf(one.fields.TrangThai), String(one.progress.length)]),
  ]
  return startStandIn({
    port,
    file,
    shape: portalBook,
    empty,
    title: 'Cổng quốc gia và bộ',
    services: { ...standInPortal(secret, token), ...standInMinistry(secret) },
    shows,
  })
}
