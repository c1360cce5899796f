import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { localTime, no, type OfficeBook, ok } from './office-book.ts'
import { behindBearer, sessionOf } from './sessions.ts'
import { type Asked, type Reply, type Service, textOf, toldRows } from './stand-in.ts'

/** Trục liên thông văn bản: letters to others, where each of them is, and what others sent us. */
export function standInLetters(secret: () => string, clock: Pick<Clock, 'now'>): Record<string, Service<OfficeBook>> {
  const localNow = () => localTime(clock.now())
  const bearing = behindBearer<OfficeBook>(secret)

  function takeLetter({ state, fields: said }: Asked<OfficeBook>): Reply {
    const isKnown = state.sent.some(
      (one) => one.SoKyHieu === said.SoKyHieu && one.NoiGui === said.NoiGui && one.NgayBanHanh === said.NgayBanHanh,
    )
    const number = textOf(said.SoKyHieu)
    if (!isKnown) state.sent.push(said)
    state.letterStates[number] ??= { TrangThai: '1', LyDo: null }
    return { json: ok }
  }

  function tellState({ state, fields: said }: Asked<OfficeBook>): Reply {
    const is = state.letterStates[textOf(said.SoKyHieu)]
    return { json: is ? { ...ok, ...is } : { error_code: '4' } }
  }

  function recallLetter({ state, fields: said }: Asked<OfficeBook>): Reply {
    const is = state.letterStates[textOf(said.SoKyHieu)]
    if (!is) return { json: { error_code: '4' } }
    if (['3', '4', '5'].includes(is.TrangThai)) return { json: { error_code: '5' } }
    state.letterStates[textOf(said.SoKyHieu)] = { TrangThai: '13', LyDo: null }
    return { json: ok }
  }

  /** The receiver takes a letter, or sends it back with a reason. */
  function moveLetter({ state, fields: said }: Asked<OfficeBook>): Reply {
    const number = textOf(said.number)
    if (!state.letterStates[number]) return { status: 404 }
    state.letterStates[number] = { TrangThai: textOf(said.to), LyDo: textOf(said.reason) || null }
    return { json: ok }
  }

  function arrive({ state, fields: said }: Asked<OfficeBook>): Reply {
    const content = textOf(said.content)
    const Sha256 = createHash('sha256').update(content).digest('hex')
    const Id = state.arrived.length + 1
    const told = {
      SoKyHieu: textOf(said.SoKyHieu) || `${Id}/CV`,
      NgayBanHanh: localNow().slice(0, 10),
      NoiGui: textOf(said.NoiGui),
      NoiNhan: textOf(said.NoiNhan),
      TrichYeu: textOf(said.TrichYeu),
      MaHoSo: textOf(said.MaHoSo) || null,
      TraLoiSo: textOf(said.TraLoiSo) || null,
      NgayDen: localNow().slice(0, 19).replaceAll(/[-T:]/g, ''),
    }
    state.arrived.push({
      Id,
      fields: told,
      files: [{ Id: `T${Id}`, TenTep: textOf(said.TenTep) || 'van-ban.pdf', Sha256, content }],
    })
    return { json: { Id } }
  }

  function tellArrived({ state, url, fault }: Asked<OfficeBook>): Reply {
    const after = Number(url.searchParams.get('lastId') ?? 0)
    const most = Number(url.searchParams.get('soLuong') ?? 500)
    const later = state.arrived.filter(({ Id }) => Id > after)
    const rows = later.toSorted((a, b) => a.Id - b.Id).slice(0, most)
    const data = rows.map((one) => ({
      Id: one.Id,
      ...one.fields,
      TepTin: one.files.map(({ content: _, ...told }) => told),
    }))
    return { json: { ...ok, data: toldRows(data, fault) } }
  }

  function tellFile({ state, url }: Asked<OfficeBook>): Reply {
    const id = url.pathname.split('/').at(-1)
    const found = state.arrived.flatMap(({ files }) => files).find((one) => one.Id === id)
    return found ? { pdf: Buffer.from(found.content, 'utf8') } : { status: 404 }
  }

  return {
    'POST /letters/session': {
      name: 'session',
      does: ({ fields: said }) => ({
        json: said.password === secret() ? { ...ok, session: sessionOf(secret()) } : { error_code: '1' },
      }),
    },
    'POST /letters/vanban': { name: 'letter', does: bearing(takeLetter), saysNo: no },
    'POST /letters/vanban/trangthai': { name: 'letter-state', does: bearing(tellState), saysNo: no },
    'POST /letters/vanban/thuhoi': { name: 'recall', does: bearing(recallLetter), saysNo: no },
    'POST /_control/letter': { name: '_letter', does: moveLetter },
    'GET /letters/vanban/den': { name: 'arrived', does: bearing(tellArrived), saysNo: no, tellsRows: true },
    'GET /letters/teptin/*': { name: 'file', does: bearing(tellFile), sendsFile: true },
    'POST /_control/arrive': { name: '_arrive', does: arrive },
  }
}
