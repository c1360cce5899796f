import { hueOfficers } from '../../shared/agencies/hue.ts'
import { type Places, signIn, UnexpectedAnswer, until, type Voice } from './api.ts'
import { paperFile } from './paper-files.ts'
import type { DoneShown, DossierShown, SlotShown, WholeShown } from './shapes.ts'

export async function upload(
  who: Voice,
  door: 'citizen' | 'desk',
  id: string,
  fileName: string,
  says: string,
  paper: string | undefined,
  role?: 'result',
): Promise<number> {
  const file = paperFile(fileName, `${says} ${id} ${Math.random()}`)
  const slot = await who.post<SlotShown>(`/v1/${door}/dossiers/${id}/scans`, {
    fileName,
    type: file.type,
    size: file.bytes.length,
    sha256: file.sha256,
    ...(paper === undefined ? {} : { paper }),
    ...(door === 'desk' ? { role: role ?? 'component' } : {}),
  })
  const put = await fetch(slot.upload.url, {
    method: 'PUT',
    headers: slot.upload.headers,
    body: new Uint8Array(file.bytes),
  })
  if (!put.ok) throw new UnexpectedAnswer(`PUT ${fileName}: ${put.status} ${await put.text()}`)
  await who.post(`/v1/${door}/dossiers/${id}/scans/${slot.scan.n}/confirm`, {})
  return slot.scan.n
}

export async function untilClean(who: Voice, door: 'citizen' | 'desk', id: string): Promise<WholeShown> {
  return until('kiểm tra mã độc', async () => {
    const whole = await wholeFor(who, id, door)
    return whole.scans.every((scan) => scan.state.code === 'clean') ? whole : undefined
  })
}

export async function wholeFor(who: Voice, id: string, door: 'citizen' | 'desk'): Promise<WholeShown> {
  return who.get<WholeShown>(`/v1/${door}/dossiers/${id}`)
}

export async function actAs(
  who: Voice,
  door: 'citizen' | 'desk',
  id: string,
  act: Record<string, unknown>,
): Promise<DoneShown> {
  const { dossier } = await wholeFor(who, id, door)
  return who.post<DoneShown>(`/v1/${door}/dossiers/${id}/acts`, { ...act, version: dossier.version })
}

export async function sees(who: Voice, id: string, where: string) {
  const mine = await until(`việc cần làm của ${where}`, async () => {
    let after = ''
    for (let page = 0; page < 200; page += 1) {
      const shown = await who.get<{ rows: DossierShown[]; next?: string }>(`/v1/desk/work?of=room&limit=50${after}`)
      const row = shown.rows.find((work) => work.id === id)
      if (row || shown.next === undefined) return row
      after = `&after=${encodeURIComponent(shown.next)}`
    }
    return undefined
  })
  check(mine.id === id, `${where} phải thấy hồ sơ trong việc cần làm`)
}

const signedIn = new Map<string, Voice>()

/** An officer of that room, with that role when one is named. */
export async function officerOf(places: Places, room: string, role: string | undefined): Promise<Voice> {
  const officer = hueOfficers.find(
    (row) => row.unit === room && (role === undefined || row.roles.some((held) => held === role)),
  )
  if (!officer) throw new UnexpectedAnswer(`không có cán bộ tại ${room}`)
  const key = `${places.api} ${officer.id}`
  const known = signedIn.get(key) ?? (await signIn(places, { id: officer.id, name: officer.name, issuer: 'staff' }))
  signedIn.set(key, known)
  return known
}

export function check(holds: boolean, otherwise: string) {
  if (!holds) throw new UnexpectedAnswer(otherwise)
}

export async function stateOf(parent: WholeShown, at: string): Promise<DossierShown> {
  if (at === parent.dossier.id) return parent.dossier
  const part = parent.kin?.find((row) => row.id === at)
  if (!part) throw new UnexpectedAnswer('hồ sơ gốc không thấy phần liên thông')
  return part
}
