import { scan } from '../given.ts'
import { atDesk, house, reception } from './given.ts'

/** A dossier at the ward's counter, with its one paper clean. */
export async function registered() {
  const home = await house()
  const { json } = await home.knock('openAtDesk', reception, { body: atDesk })
  const id: string = Object(json.dossier).id
  await addScan(home, id, 1)
  return { ...home, id }
}

/** The same, accepted: it has its code. */
export async function accepted() {
  const home = await registered()
  const answer = await home.knock('act', reception, { path: { id: home.id }, body: { act: 'accept', version: 1 } })
  const receipt = Object(answer.json.receipt)
  const code: string = receipt.code
  return { ...home, answer, receipt, code }
}

/** A clean file, as it lies there after upload and verdict. */
export async function addScan(
  home: Pick<Awaited<ReturnType<typeof house>>, 'ports'>,
  id: string,
  n: number,
  role: 'component' | 'result' = 'component',
) {
  const { paper, ...bare } = scan({ n, role, quarantineKey: `${id}/${n}/x` })
  const file = role === 'component' ? { ...bare, ...(paper === undefined ? {} : { paper }) } : bare
  await home.ports.scans.reserve(id, { ...file, state: 'slot' })
  await home.ports.scans.settle(id, file, 'slot')
}

/** A port that notes what is asked of it. */
export function noting<T extends object>(calls: string[], name: string, port: T): T {
  return new Proxy(port, {
    get(target, deed) {
      const member: unknown = Reflect.get(target, deed)
      if (typeof member !== 'function') return member
      return (...said: unknown[]) => {
        calls.push(`${name}.${String(deed)}`)
        return Reflect.apply(member, target, said)
      }
    },
  })
}
