import { expect, it } from 'vitest'
import { scanTerms } from '../../shared/dossier/terms.ts'
import { areScansChecked } from '../../shared/http/client/upload-scan.ts'
import { operationTexts } from '../../shared/http/operation-texts.ts'
import { citizenClaims, house, reception, wish } from './given.ts'
import { registered } from './stories.ts'

const file = { type: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }

it('a file that was announced and never came is shown no longer than its link lives, or until it is announced anew', async () => {
  const { knock, desk } = await house()
  const { json } = await knock('openOnline', citizenClaims, { body: wish })
  const path = { id: String(Object(json.dossier).id) }
  const reserve = (body: object) => knock('reserveMyScan', citizenClaims, { path, body: { ...file, ...body } })
  const shown = async () => {
    const whole = Object((await knock('readMine', citizenClaims, { path })).json)
    return [whole.scans.map(({ n }: { n: number }) => n), areScansChecked(whole)]
  }
  await reserve({ fileName: 'to-khai.pdf' })
  expect(await shown()).toEqual([[1], false])
  await reserve({ fileName: 'to-khai.pdf', size: 11 })
  expect(await shown()).toEqual([[2], false])
  desk.now = () => '2026-03-10T09:15:00+07:00'
  expect(await shown()).toEqual([[], true])
})

it('an officer is told which papers are wanted before reception, not after', async () => {
  const { knock, id } = await registered()
  const { json } = await knock('readDossier', reception, { path: { id } })
  expect([Object(json.dossier).status.code, json.requiredPapers]).toEqual([
    'registered',
    [{ id: 'giay-1', name: expect.any(String) }],
  ])
})

it('the states to wait for are those there are', () => {
  const named = [...(operationTexts.confirmMyScan ?? '').matchAll(/`([a-z]+)`/g)].map(([, name]) => name)
  expect(named.filter((name) => name !== 'reason').sort()).toEqual(Object.keys(scanTerms).sort())
})
