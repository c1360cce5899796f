import { describe, expect, it } from 'vitest'
import { registerAtMinistry, registerOnPortal } from '../../shared/connectors/case-register.ts'
import type { Ministry } from '../../shared/connectors/ministry.ts'
import type { NationalPortal } from '../../shared/connectors/national-portal.ts'
import type { ToldDossier } from '../../shared/partner-ports.ts'
import { portalSource } from './portal-given.ts'

const told = (change: Partial<ToldDossier> = {}): ToldDossier => ({
  ...portalSource(),
  after: 0,
  isKnown: false,
  contentOf: async () => new Uint8Array([1, 2, 3]),
  ...change,
})

/** A portal that notes what it is asked, and refuses what it is told to. */
function portal(refuses: 'dossier' | 'progress' | undefined = undefined) {
  const said: string[] = []
  const answers: NationalPortal = {
    syncDossier: async ({ TrangThaiHoSo }, isKnown) => {
      said.push(`dossier ${TrangThaiHoSo} ${isKnown ? 'again' : 'new'}`)
      return refuses === 'dossier' ? { refused: 'mã 99' } : 'taken'
    },
    syncProgress: async (rows) => {
      said.push(`progress ${rows.map(({ TrangThai }) => TrangThai).join(',')}`)
      return refuses === 'progress' ? { taken: 0, refused: 'mã 2' } : { taken: rows.length }
    },
    lookUp: async (code) => ({ code, status: 'processed', statusCode: '9' }),
    catalogue: async () => [],
    procedure: async () => undefined,
  }
  return { said, register: registerOnPortal(answers) }
}

function ministry(stores = true, lost = false) {
  const said: string[] = []
  let isLost = lost
  const answers: Ministry = {
    nextNumber: async (procedure) => `BO-${procedure}`,
    upload: async ({ name }) => {
      said.push(`file ${name}`)
      return stores ? { id: 'F1', hash: 'h' } : { refused: 'mã 400' }
    },
    create: async ({ SoHoSo, TepTin }) => {
      said.push(`create ${SoHoSo} with ${TepTin.length}`)
      isLost = false
      return 'taken'
    },
    tellProgress: async (rows) => {
      said.push(`progress ${rows.map(({ ThuTu }) => ThuTu).join(',')}`)
      return isLost ? { refused: 'mã 404' } : 'taken'
    },
    tellStatus: async (number, status) => {
      said.push(`status ${number} ${status}`)
      return 'taken'
    },
  }
  return { said, answers, register: registerAtMinistry(answers) }
}

describe('the national portal as a register', () => {
  it('is told the dossier as it stands, then what happened since', async () => {
    const { said, register } = portal()
    expect(await register.tell(told())).toBe('taken')
    expect(await register.tell(told({ after: 4, isKnown: true }))).toBe('taken')
    expect(said).toEqual(['dossier 9 new', 'progress 1,2,5,4,9', 'dossier 9 again', 'progress 4,9'])
  })

  it('says no with the portal’s own code, from whichever of the two calls', async () => {
    expect(await portal('dossier').register.tell(told())).toEqual({ refused: 'mã 99' })
    expect(await portal('progress').register.tell(told())).toEqual({ refused: 'mã 2' })
  })

  it('is told nothing of a draft, which has no code', async () => {
    const { said, register } = portal()
    expect(await register.tell(told(portalSource({ status: 'draft' })))).toBe('taken')
    expect(said).toEqual([])
  })
})

describe('a ministry as a register', () => {
  it('gets the files, the dossier under its own number, its steps and its state', async () => {
    const { said, register } = ministry()
    const number = await register.nextNumber?.('1.001193')
    expect(await register.tell(told(typeof number === 'string' ? { number } : {}))).toBe('taken')
    expect(said).toEqual(['file giấy.pdf', 'create BO-1.001193 with 1', 'progress 2,3,4,5,6', 'status BO-1.001193 9'])
  })

  it('gets files anew only after they may have changed', async () => {
    const { said, register } = ministry()
    await register.tell(told({ number: 'BO-1', after: 5, isKnown: true }))
    expect(said).toEqual(['progress 6', 'status BO-1 9'])
    await register.tell(told({ number: 'BO-1', after: 4, isKnown: true }))
    expect(said.slice(2)).toEqual(['file giấy.pdf', 'create BO-1 with 1', 'progress 5,6', 'status BO-1 9'])
  })

  it('gets the dossier anew when the appointment moved or money came in or went back', async () => {
    for (const [act, was] of [
      ['extend', { dueAt: '2026-03-20T09:00:00+07:00' }],
      ['resume', { dueAt: '2026-03-20T09:00:00+07:00', clock: 'paused' }],
      ['pay', { money: 'requested' }],
      ['refund', undefined],
    ] as const) {
      const { said, register } = ministry()
      const all = told({ number: 'BO-1', after: 5, isKnown: true })
      const last = all.history.at(-1)
      if (!last) throw new Error('no history')
      const history = [...all.history.slice(0, -1), { ...last, act, ...(was && { was }) }]
      await register.tell({ ...all, history })
      expect(said, act).toContain('create BO-1 with 1')
    }
  })

  it('is told all of a dossier that it has lost, and nothing more where it refuses for another reason', async () => {
    const { said, register } = ministry(true, true)
    expect(await register.tell(told({ number: 'BO-1', after: 5, isKnown: true }))).toBe('taken')
    expect(said).toEqual(['progress 6', 'file giấy.pdf', 'create BO-1 with 1', 'progress 2,3,4,5,6', 'status BO-1 9'])
    const { said: once, answers } = ministry()
    const refusing = registerAtMinistry({ ...answers, tellProgress: async () => ({ refused: 'mã 400' }) })
    expect(await refusing.tell(told({ number: 'BO-1', after: 5, isKnown: true }))).toEqual({ refused: 'mã 400' })
    expect(once).toEqual([])
  })

  it('is not told of a dossier whose file did not arrive whole, or is gone here', async () => {
    expect(await ministry(false).register.tell(told({ number: 'BO-1' }))).toEqual({ refused: 'mã 400' })
    const without = told({ number: 'BO-1', contentOf: async () => undefined })
    expect(await ministry().register.tell(without)).toEqual({ refused: 'thiếu tệp 1' })
  })

  it('cannot be asked what it shows', () => {
    expect(ministry().register.lookUp).toBeUndefined()
  })
})
