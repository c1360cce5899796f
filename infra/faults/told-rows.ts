import * as z from 'zod'
import type { Lab } from './lab.ts'

const telling = z.object({
  service: z.literal('CapNhatTienDoHoSoMC'),
  data: z.array(z.object({ MaHoSo: z.string(), TrangThai: z.string() })),
})

/** Tiến độ: the statuses of each dossier as the portal hears them from now on, by code; told twice, they stand there twice. */
export function portalRows(lab: Lab): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>()
  lab.gate.hear(({ at, body }, { status }) => {
    if (at !== 'portals' || status !== 200) return
    const read = telling.safeParse(jsonOf(body))
    for (const { MaHoSo, TrangThai } of read.data?.data ?? [])
      rows.set(MaHoSo, [...(rows.get(MaHoSo) ?? []), TrangThai])
  })
  return rows
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
