import { describe, expect, it } from 'vitest'
import { personOf } from '../../shared/access/claims.ts'
import type { Officer } from '../../shared/agencies/unit.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { remember } from '../../shared/aws/remember.ts'
import { chair, handler, receptionist, units, ward } from '../given.ts'
import { startTable } from '../promises/stores.ts'
import { atDesk, citizenClaims, house, staffClaims } from './given.ts'

/** The token of somebody the directory knows. */
const signedIn = { ...staffClaims(`${ward}/desk`, 'reception', 'return-desk'), sub: receptionist.id }
const body = { path: {}, body: atDesk }

describe('an officer whom the directory knows', () => {
  it('passes while token and directory agree', async () => {
    const { knock } = await house()
    expect((await knock('openAtDesk', signedIn, body)).status).toBe(201)
  })

  it('loses a door with the role, while the token still names it', async () => {
    const { knock, ports } = await house()
    await ports.catalogue.putUnits(units, [{ ...receptionist, roles: ['return-desk'] }, handler, chair])
    const { status, json } = await knock('openAtDesk', signedIn, body)
    expect([status, json.code]).toEqual([403, 'not-your-door'])
    expect((await knock('whoAmI', signedIn)).json.roles).toEqual(['return-desk'])
    expect(ports.store.records.size).toBe(0)
  })

  it('loses an act with the role, behind a door that stays open', async () => {
    const { knock, ports } = await house()
    const opened = await knock('openAtDesk', signedIn, body)
    const { id } = Object(opened.json.dossier)
    await ports.catalogue.putUnits(units, [{ ...receptionist, roles: ['return-desk'] }, handler, chair])
    const act = { act: 'refuse', version: 1, reason: 'Không thuộc thẩm quyền' }
    const { status, json } = await knock('act', signedIn, { path: { id }, body: act })
    expect([status, json.code]).toEqual([403, 'not-your-act'])
  })

  it('gains nothing that the token does not name', async () => {
    const { knock, ports } = await house()
    await ports.catalogue.putUnits(units, [{ ...receptionist, roles: ['reception', 'supervisor', 'admin'] }])
    expect((await knock('whoAmI', signedIn)).json.roles).toEqual(['reception'])
  })

  it('who is no longer named passes no door, yet history keeps the name', async () => {
    const { knock, ports } = await house()
    await ports.catalogue.putUnits(units, [handler, chair])
    for (const id of ['whoAmI', 'openAtDesk', 'listWork'] as const) {
      const said = id === 'openAtDesk' ? body : {}
      expect([id, (await knock(id, signedIn, said)).status]).toEqual([id, 403])
    }
    const left = (await ports.catalogue.officers()).find(({ id }) => id === receptionist.id)
    expect(left).toMatchObject({ name: receptionist.name, roles: [] })
  })

  it('who changed rooms has to sign in anew', async () => {
    const { knock, ports } = await house()
    await ports.catalogue.putUnits(units, [{ ...receptionist, unit: `${ward}/office` }, handler, chair])
    const { status, json } = await knock('openAtDesk', signedIn, body)
    expect([status, json.code]).toEqual([401, 'not-signed-in'])
    const moved = { ...signedIn, 'custom:unit': `${ward}/office` }
    expect((await knock('whoAmI', moved)).status).toBe(200)
  })

  it('is not asked for when the token itself opens nothing, nor for citizens', async () => {
    const { knock, ports } = await house()
    let asked = 0
    const officers = ports.catalogue.officers
    ports.catalogue.officers = () => {
      asked += 1
      return officers()
    }
    await knock('openAtDesk', { ...signedIn, 'custom:roles': 'cashier' }, body)
    await knock('openOnline', undefined, { body: {} })
    await knock('openOnline', citizenClaims, { body: {} })
    expect(asked).toBe(0)
  })

  it('is asked of the table once a minute at most', async () => {
    let now = 0
    let reads = 0
    const listed = remember(
      async (): Promise<Officer[]> => {
        reads += 1
        return [receptionist]
      },
      () => now,
    )
    for (now = 0; now < 60_000; now += 1_000) await listed.ask()
    expect(reads).toBe(1)
    await listed.ask()
    expect(reads).toBe(2)
  })
})

describe('the directory on the table', () => {
  it('keeps who is no longer named without a role, in agencies that are still there or not', async () => {
    const { table, stop } = await startTable()
    try {
      const catalogue = createCatalogue(table)
      await catalogue.putUnits(units, [receptionist, handler])
      await catalogue.putUnits(units, [handler])
      await catalogue.putUnits(units, [chair])
      const roles = new Map((await catalogue.officers()).map((officer) => [officer.id, officer.roles]))
      expect([...roles].sort()).toEqual(
        [
          [receptionist.id, []],
          [handler.id, []],
          [chair.id, chair.roles],
        ].sort(),
      )
      await catalogue.putUnits(units, [receptionist])
      const back = (await catalogue.officers()).find(({ id }) => id === receptionist.id)
      expect(back?.roles).toEqual(receptionist.roles)
    } finally {
      await stop()
    }
  })
})

describe('a token', () => {
  it('meant for renewing a sign-in makes nobody', () => {
    for (const use of ['access', 'id']) expect(personOf({ ...signedIn, token_use: use }, 'staff')).toBeDefined()
    for (const use of ['refresh', '', 'ID', 7]) {
      expect(personOf({ ...signedIn, token_use: use }, 'staff')).toBeUndefined()
      expect(personOf({ ...citizenClaims, token_use: use }, 'citizen')).toBeUndefined()
    }
  })
})
