/** Chapters `units`, `lives`, `partners`, `reports`, `sheets` and `speed`: what people do over HTTP. */
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { type Places, signIn, UnexpectedAnswer, type Voice } from '../tour/api.ts'
import type { DoneShown } from './shapes.ts'

/** A commune's procedure that asks for no papers, and whose work goes on at a department of the city. */
export const procedure = '1.010803'

/** The invented applicant of every measured dossier; none of this may be found in a log. */
export const applicant = { name: 'Phan Thị Thử Tải', identityNumber: '046190009944', phone: '0905777001' }

const home = hueUnits.find((unit) => unit.adminCode === '19789')

export const counterRoom = `${home?.id ?? ''}/desk`

/** An officer at the counter of phường Thuận Hóa. */
export function counter(places: Places): Promise<Voice> {
  return officerIn(places, counterRoom, 'reception')
}

/** Officers at the counters of so many communes: receptions in one agency wait for one another's number, across agencies not. */
export async function counters(places: Places, count: number): Promise<Voice[]> {
  const communes = hueUnits.filter((unit) => unit.level === 'commune' && unit.kind === 'agency').slice(0, count)
  return Promise.all(communes.map((unit) => officerIn(places, `${unit.id}/desk`, 'reception')))
}

export async function officerIn(places: Places, room: string, role?: string): Promise<Voice> {
  const officer = hueOfficers.find(
    (row) => row.unit === room && (role === undefined || row.roles.some((held) => held === role)),
  )
  if (!officer) throw new UnexpectedAnswer(`no officer in ${room}`)
  return signIn(places, { id: officer.id, name: officer.name, issuer: 'staff' })
}

/** A registered dossier at the counter; without a key of its own, another one each time. */
export async function openOne(desk: Voice, key?: string): Promise<DoneShown['dossier']> {
  const wish = { procedure, channel: 'direct', returnBy: 'counter', applicant }
  return (await desk.post<DoneShown>('/v1/desk/dossiers', wish, key)).dossier
}

export async function acceptOne(
  desk: Voice,
  { id, version }: { id: string; version: number },
  key?: string,
): Promise<DoneShown['dossier']> {
  return (await desk.post<DoneShown>(`/v1/desk/dossiers/${id}/acts`, { act: 'accept', version }, key)).dossier
}

/** Runs over all of them, at most so many at a time, in order of their places. */
export async function side<T, R>(by: number, rows: readonly T[], deed: (row: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const waiting = rows.entries()
  const lane = async () => {
    for (const [place, row] of waiting) done[place] = await deed(row)
  }
  await Promise.all(Array.from({ length: by }, lane))
  return done
}
