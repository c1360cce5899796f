import { expect, it } from 'vitest'
import type { Claims } from '../../shared/access/claims.ts'
import type { RouteId } from '../../shared/http/routes.ts'
import { citizenClaims, staffClaims } from './given.ts'
import { noting, registered } from './stories.ts'

const stranger = { ...citizenClaims, sub: 'cd-2', identity_number: '046090000002' }
const elsewhere = staffClaims('H57.41/desk', 'reception')
const act = { act: 'withdraw', version: 1, reason: 'Đổi ý' }
const file = { fileName: 'a.pdf', type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }

it.each<[RouteId, Claims, object?]>([
  ['readMine', stranger],
  ['explainMine', stranger],
  ['actOnMine', stranger, act],
  ['reserveMyScan', stranger, file],
  ['reuseMyPaper', stranger, { dossier: 'abcdefgh87654321', file: '1' }],
  ['readDossier', elsewhere],
  ['act', elsewhere, act],
])('%s asks the table the same of a dossier that is not yours as of none', async (id, claims, body) => {
  const home = await registered()
  const calls: string[] = []
  home.desk.dossiers = noting(calls, 'dossiers', home.desk.dossiers)
  home.desk.scans = noting(calls, 'scans', home.desk.scans)
  const asked = async (dossier: string) => {
    calls.length = 0
    const { status, text } = await home.knock(id, claims, { path: { id: dossier }, ...(body && { body }) })
    return { status, text, calls: [...calls] }
  }
  const hidden = await asked(home.id)
  expect(hidden).toEqual(await asked('abcdefgh12345678'))
  expect([hidden.status, hidden.calls.length]).toEqual([404, 1])
})
