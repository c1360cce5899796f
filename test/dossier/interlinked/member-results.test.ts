import { expect, it } from 'vitest'
import { memberResults } from '../../../shared/dossier/interlinked/member-results.ts'

const result = (scan: number) => ({ dossier: `phan-${scan}`, scan, number: `${scan}/KQ` })
const back = (scan?: number) => ({
  act: 'receive-back' as const,
  detail: scan === undefined ? { part: 'x' } : { part: 'x', result: result(scan) },
})

it('are every member’s results in the order in which they came back, once the whole is decided', () => {
  const history = [back(1), back(), { act: 'pass-on' as const }, back(2), back(3)]
  expect(memberResults({ result: result(3) }, history)).toEqual([result(1), result(2), result(3)])
  expect(memberResults({}, history)).toEqual([])
})

it('are none where one part alone decides: its result is the whole’s own', () => {
  expect(memberResults({ result: result(1) }, [back(), back(1)])).toEqual([])
})
