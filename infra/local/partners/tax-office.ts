import * as z from 'zod'
import { hmacHex } from '../../../shared/connectors/seals.ts'
import type { Clock } from '../clock.ts'
import { localTime, no, type OfficeBook, ok } from './office-book.ts'
import { type Asked, type Reply, type Service, textOf } from './stand-in.ts'

/** Cơ quan thuế for land obligations: takes slips that are signed, and determines by hand. */
export function standInTaxOffice(secret: () => string, clock: Pick<Clock, 'now'>): Record<string, Service<OfficeBook>> {
  const compactDay = (days: number) => localTime(clock.now(), days).slice(0, 10).replaceAll('-', '')
  const signed =
    (does: (asked: Asked<OfficeBook>) => Reply) =>
    (asked: Asked<OfficeBook>): Reply =>
      asked.headers['x-chu-ky'] === hmacHex('sha256', secret(), asked.bytes.toString('utf8'))
        ? does(asked)
        : { json: { error_code: '97' } }

  function takeSlip({ state, fields: said }: Asked<OfficeBook>): Reply {
    const number = textOf(said.SoPhieuChuyen)
    if (!state.slips.some((one) => one.number === number)) state.slips.push({ number, fields: said, notice: null })
    return { json: ok }
  }

  function tellNotice({ state, fields: said }: Asked<OfficeBook>): Reply {
    const slip = state.slips.find((one) => one.number === said.SoPhieuChuyen)
    return { json: { ...(slip ? ok : { error_code: '4' }), ThongBao: slip?.notice ?? null } }
  }

  /**
   * The tax office determines: so much for each item that was asked for, or for the `items` named. `anew` puts another notice in the
   * place of the first, and `about` writes it for another slip.
   */
  function issueNotice({ state, fields: said }: Asked<OfficeBook>): Reply {
    const slip = state.slips.find((one) => one.number === said.slip)
    if (!slip) return { status: 404 }
    const codes = z
      .array(z.string())
      .catch([])
      .parse(said.items ?? slip.fields.DSKhoanDeNghi)
    if (said.anew === true) slip.notice = null
    slip.notice ??= {
      SoPhieuChuyen: textOf(said.about) || slip.number,
      SoThongBao: `TB-${state.slips.indexOf(slip) + 1}${said.anew === true ? 'B' : ''}`,
      NgayThongBao: compactDay(0),
      HanNop: compactDay(30),
      DSKhoanNop: codes.map((MaKhoan) => ({
        MaKhoan,
        SoTien: Number(said.amountVnd ?? 1_000_000),
        MaTieuMuc: MaKhoan,
      })),
    }
    return { json: slip.notice }
  }

  return {
    'POST /tax/phieuchuyen': { name: 'slip', does: signed(takeSlip), saysNo: no },
    'POST /tax/thongbao': { name: 'notice', does: signed(tellNotice), saysNo: no },
    'POST /_control/issue-notice': { name: '_issue', does: issueNotice },
  }
}
