import { describe, expect, it } from 'vitest'
import { birth, citizenClaims, house, reception, wish } from './given.ts'
import { addScan } from './stories.ts'

const detail = expect.stringMatching(/^Giấy chứng sinh: .*chưa có tệp nào/)
const missing = [{ where: 'dossier.requiredPapers.giay-1', code: 'paper-missing', detail }]

async function drafted() {
  const home = await house()
  const optional = {
    originals: 1,
    copies: 0,
    electronicForm: false,
    id: 'giay-2',
    name: 'Giấy ủy quyền',
    required: false,
  }
  await home.ports.catalogue.putProcedure({ ...birth, papers: [...birth.papers, optional] })
  const opened = await home.knock('openOnline', citizenClaims, { body: wish })
  const id = String(Object(opened.json.dossier).id)
  const act = (claims: typeof reception, body: { act: string; version: number }) => {
    const headers = { 'idempotency-key': `khoa-${body.act}-${body.version}` }
    return home.knock(claims === reception ? 'act' : 'actOnMine', claims, { path: { id }, body, headers })
  }
  return { ...home, id, act }
}

describe('a dossier that a citizen hands in without a required paper', () => {
  it('is taken, and the answer names the paper; said again, the same, whatever came since', async () => {
    const home = await drafted()
    const handedIn = await home.act(citizenClaims, { act: 'submit', version: 1 })
    expect([handedIn.status, handedIn.json.warnings]).toEqual([200, missing])
    await addScan(home, home.id, 1)
    expect((await home.act(citizenClaims, { act: 'submit', version: 1 })).json).toEqual(handedIn.json)
  })

  it('is told so again when it is completed with something else, and no more when the paper is there', async () => {
    const asked = async () => {
      const home = await drafted()
      await home.act(citizenClaims, { act: 'submit', version: 1 })
      const ask = { act: 'ask-supplement', version: 2, reason: 'Thiếu giấy', papers: ['Giấy chứng sinh'] }
      await home.act(reception, ask)
      return home
    }
    const only = { act: 'supplement', version: 3, note: 'Tôi gửi sau' }
    expect((await (await asked()).act(citizenClaims, only)).json.warnings).toEqual(missing)
    const home = await asked()
    await addScan(home, home.id, 1)
    const whole = await home.act(citizenClaims, { act: 'supplement', version: 3 })
    expect([whole.status, whole.json.warnings]).toEqual([200, []])
  })

  it('is told of nothing where each required paper has its file, be it not looked at yet', async () => {
    const home = await drafted()
    await addScan(home, home.id, 1)
    expect((await home.act(citizenClaims, { act: 'submit', version: 1 })).json.warnings).toEqual([])
    expect((await home.act(reception, { act: 'accept', version: 2 })).json).not.toHaveProperty('warnings')
  })
})
