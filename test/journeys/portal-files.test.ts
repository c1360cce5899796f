import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Everything } from '../../infra/local/everything.ts'
import { startPrivate } from '../../infra/local/private-stack.ts'
import { signIn, until, type Voice } from '../../infra/tour/api.ts'
import { paperFile } from '../../infra/tour/paper-files.ts'
import { hueOfficers, hueUnits } from '../../shared/agencies/hue.ts'
import { areScansChecked, uploadMyScan } from '../../shared/http/client/upload-scan.ts'

let system: Everything
let citizen: Voice
let office: Voice
const procedure = '2.000748'
const home = hueUnits.find((unit) => unit.adminCode === '19789')?.id ?? ''
const paper = paperFile('giay.pdf', 'giay cua cong')
const sha256 = createHash('sha256').update(paper.bytes).digest('hex')

interface Fetched {
  told: string[]
  first: number
  status: number
  size: number
  sha256: string
}

beforeAll(async () => {
  system = await startPrivate()
  citizen = await signIn(system.places, { id: 'cd-anh-thi', name: 'người nộp', issuer: 'citizen' })
  const officer = hueOfficers.find(({ unit, roles }) => unit === `${home}/desk` && roles.includes('reception'))
  office = await signIn(system.places, { id: officer?.id ?? '', name: 'quầy', issuer: 'staff' })
}, 120_000)

afterAll(() => system?.stop())

/** As the portal would to show it: by the link it was told, or by another address. */
async function portalFetches(asked: { code?: string; address?: string; withoutToken?: true }): Promise<Fetched> {
  const answer = await fetch(`${system.places.portals}/_control/fetch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  return answer.json()
}

/** Received at the counter with one clean file of the citizen's own. */
async function received(): Promise<{ id: string; code: string }> {
  const { papers } = await citizen.readProcedure({ path: { code: procedure } })
  const required = papers.filter((one) => one.required)
  const { dossier } = await citizen.openOnline({ body: { procedure, receivingUnit: home, returnBy: 'counter' } })
  const path = { id: dossier.id }
  const [first] = required
  await uploadMyScan(citizen, dossier.id, { ...paper, fileName: 'giấy.pdf', ...(first && { paper: first.id }) })
  const checked = await until('kiểm tra tệp', async () => {
    const now = await citizen.readMine({ path })
    return areScansChecked(now) ? now : undefined
  })
  const sent = await citizen.actOnMine({ path, body: { act: 'submit', version: checked.dossier.version } })
  const waived = required.slice(1).map(({ id }) => ({ paper: id, reason: 'Đã đối chiếu' }))
  const body = { act: 'accept', version: sent.dossier.version, waived } as const
  const accepted = await office.act({ path, body })
  return { id: dossier.id, code: accepted.dossier.code ?? '' }
}

const toldOf = (code: string) =>
  until('Cổng được báo', async () => {
    const fetched = await portalFetches({ code })
    return fetched.told.length > 0 ? fetched : undefined
  })

describe('the national portal', () => {
  it('fetches the very bytes of a file by the link it was told, and the owner reads that it did', async () => {
    const { id, code } = await received()
    const fetched = await toldOf(code)
    expect(fetched).toMatchObject({ first: 302, status: 200, size: paper.bytes.byteLength, sha256 })
    expect(fetched.told[0]?.startsWith(`${system.places.api}/v1/partner/portal/files/`)).toBe(true)
    const { rows } = await citizen.readsOfMine({ path: { id }, query: {} })
    expect(rows.filter(({ reader }) => reader.kind === 'job')).toMatchObject([
      { what: { code: 'scan' }, scan: 1, purpose: { code: 'synchronisation' } },
    ])
  }, 60_000)

  it('is told the same nothing of a link that is forged, of another dossier, without its token, or past', async () => {
    const [one, other] = [await received(), await received()]
    const [mine = '', theirs = ''] = [(await toldOf(one.code)).told[0], (await toldOf(other.code)).told[0]]
    const [, , until, seal] = mine.split('.').slice(-4)
    const last = mine.endsWith('A') ? 'B' : 'A'
    const refused = [
      { address: mine.slice(0, -1) + last },
      { address: mine.replace(one.id, other.id) },
      { address: theirs.replace(/[^.]*$/, seal ?? '') },
      { address: mine.replace(`.${until}.`, '.20991231.') },
      { address: `${mine}?x=1` },
      { address: mine, withoutToken: true as const },
    ]
    const bodies = new Set<string>()
    for (const asked of refused) {
      const { first, status, sha256: body } = await portalFetches(asked)
      expect([asked, first, status]).toEqual([asked, 404, 404])
      bodies.add(body)
    }
    expect(bodies.size).toBe(1)
    expect((await portalFetches({ address: mine })).status).toBe(200)
    system.clock.move(91 * 86_400_000)
    const { first, sha256: body } = await portalFetches({ address: mine })
    expect([first, bodies.has(body)]).toEqual([404, true])
  }, 90_000)
})
