import type { Dossier, Party } from '../../../shared/dossier/dossier.ts'
import * as given from '../../given.ts'
import { act, cashier } from '../money/payments-given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

export const bell = (n = 2) => ({ kind: 'doorbell', dossier: 'hs', n }) as const
export const reached = { phone: '+84905000001', email: 'nguoi.nop@thu.invalid' }
export const items = [{ kind: 'fee', name: 'Phí', amountVnd: 65_000 }] as const
export const code = 'H57.40-260310-0001'

/** A dossier at work whose applicant left a telephone and a mail address; somebody at the counter asks for a fee. */
export async function charged(
  at: string = given.tuesday,
  applicant: Pick<Party, 'phone' | 'email'> = reached,
  change: Partial<Dossier> = {},
) {
  const world = await workerDesk(at)
  const { parties } = given.fileOf()
  await world.put(
    { status: 'in-progress', clock: 'running', code, acceptedAt: at, ...change },
    {
      parties: {
        ...parties,
        applicant: { name: parties.applicant.name, identityNumber: parties.applicant.identityNumber, ...applicant },
      },
    },
  )
  await act(world, cashier, { act: 'charge-fee', items, payee: 'Kho bạc Nhà nước' }, 'thu-1')
  return world
}

export const smsOf = ({ desk }: WorkerDesk) => desk.messengers.sms.taken.map(({ text }) => text)
export const outcomes = async ({ desk }: WorkerDesk) =>
  (await desk.notices.of('hs')).map(({ n, channel, state }) => `${n} ${channel} ${state}`)
