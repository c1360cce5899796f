import { hueOfficers } from '../../shared/agencies/hue.ts'
import type { CitizenAct, DeskAct, Done, Dossier, DossierWhole } from '../../shared/http/client/contract.ts'
import { uploadMyScan, uploadScan } from '../../shared/http/client/upload-scan.ts'
import { type Places, signIn, UnexpectedAnswer, until, type Voice } from './api.ts'
import { paperFile } from './paper-files.ts'

type Door = 'citizen' | 'desk'
export type Versionless<Act> = Act extends unknown ? Omit<Act, 'version'> : never

export async function upload(
  who: Voice,
  door: Door,
  id: string,
  fileName: string,
  says: string,
  paper: string | undefined,
  role: 'component' | 'result' | 'letter' = 'component',
): Promise<number> {
  const { type, bytes } = paperFile(fileName, `${says} ${id} ${Math.random()}`)
  const file = { fileName, type, bytes, ...(paper === undefined ? {} : { paper }) }
  const scan = door === 'citizen' ? await uploadMyScan(who, id, file) : await uploadScan(who, id, role, file)
  return scan.n
}

export async function untilClean(who: Voice, door: Door, id: string): Promise<DossierWhole> {
  return until('kiểm tra mã độc', async () => {
    const whole = await wholeFor(who, id, door)
    return whole.scans.every((scan) => scan.state.code === 'clean') ? whole : undefined
  })
}

export async function wholeFor(who: Voice, id: string, door: Door): Promise<DossierWhole> {
  return door === 'citizen' ? who.readMine({ path: { id } }) : who.readDossier({ path: { id } })
}

/** One act upon the version that is there now. */
export async function actAs(who: Voice, door: 'citizen', id: string, act: Versionless<CitizenAct>): Promise<Done>
export async function actAs(who: Voice, door: 'desk', id: string, act: Versionless<DeskAct>): Promise<Done>
export async function actAs(who: Voice, door: Door, id: string, act: Versionless<DeskAct>): Promise<Done> {
  const { version } = (await wholeFor(who, id, door)).dossier
  const path = { id }
  if (door === 'desk') return who.act({ path, body: { ...act, version } })
  if (act.act !== 'submit' && act.act !== 'supplement' && act.act !== 'withdraw') {
    throw new UnexpectedAnswer(`công dân không có thao tác ${act.act}`)
  }
  return who.actOnMine({ path, body: { ...act, version } })
}

export async function sees(who: Voice, id: string, where: string) {
  const mine = await until(`việc cần làm của ${where}`, async () => {
    let after: string | undefined
    for (let page = 0; page < 200; page += 1) {
      const shown = await who.listWork({ query: { of: 'room', limit: 50, ...(after === undefined ? {} : { after }) } })
      const row = shown.rows.find((work) => work.id === id)
      if (row || shown.next === undefined) return row
      after = shown.next
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

export async function stateOf(parent: DossierWhole, at: string): Promise<Dossier> {
  if (at === parent.dossier.id) return parent.dossier
  const part = parent.kin?.find((row) => row.id === at)
  if (!part) throw new UnexpectedAnswer('hồ sơ gốc không thấy phần liên thông')
  return part
}
