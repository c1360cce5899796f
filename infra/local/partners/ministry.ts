import { createHash } from 'node:crypto'
import { asRows, no, ok, type PortalBook } from './portal-book.ts'
import { behindBearer, sessionOf } from './sessions.ts'
import { type Asked, type Reply, type Service, textOf } from './stand-in.ts'

/** The newer interface of a ministry: behind a bearer, and by the number the ministry gave. */
export function standInMinistry(secret: () => string): Record<string, Service<PortalBook>> {
  const bearing = behindBearer<PortalBook>(secret)

  function upload({ state, bytes, headers }: Asked<PortalBook>): Reply {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const known = state.files.find((one) => one.hash === hash)
    const made = known ?? {
      id: `F${state.files.length + 1}`,
      hash,
      name: decodeURIComponent(textOf(headers['x-ten-tep'])),
    }
    if (!known) state.files.push(made)
    return { json: { IdTepTin: made.id, HashTepTin: hash } }
  }

  function create({ state, fields: said }: Asked<PortalBook>): Reply {
    const number = textOf(said.SoHoSo)
    if (number === '') return { status: 400, json: {} }
    const known = state.ministry.find((one) => one.number === number)
    if (known) known.fields = said
    else state.ministry.push({ number, fields: said, progress: [] })
    return { json: ok }
  }

  function follow({ state, fields: said }: Asked<PortalBook>): Reply {
    for (const row of asRows(said.data)) {
      const dossier = state.ministry.find((one) => one.number === row.SoHoSo)
      if (!dossier) return { status: 404, json: {} }
      if (!dossier.progress.some((one) => one.ThuTu === row.ThuTu)) dossier.progress.push(row)
    }
    return { json: ok }
  }

  function settle({ state, fields: said }: Asked<PortalBook>): Reply {
    const dossier = state.ministry.find((one) => one.number === said.SoHoSo)
    if (!dossier) return { status: 404, json: {} }
    dossier.fields = { ...dossier.fields, TrangThai: said.TrangThai }
    return { json: ok }
  }

  return {
    'POST /ministry/GetToken': {
      name: 'token',
      does: ({ fields: said }) =>
        said.password === secret()
          ? { json: { access_token: sessionOf(secret()), expires_in: 300 } }
          : { status: 401, json: {} },
    },
    'POST /ministry/GetNextValue': {
      name: 'number',
      does: bearing(({ state }) => {
        state.numbers += 1
        return { json: { value: `BO-${String(state.numbers).padStart(6, '0')}` } }
      }),
    },
    'POST /ministry/UploadFile': { name: 'upload', does: bearing(upload) },
    'POST /ministry/CreateDossier': { name: 'create', does: bearing(create), saysNo: no },
    'POST /ministry/CapNhatTienTrinh': { name: 'progress', does: bearing(follow), saysNo: no },
    'POST /ministry/CapNhatTrangThai': { name: 'status', does: bearing(settle), saysNo: no },
  }
}
