import { describe, expect, it } from 'vitest'
import { type ObjectionCode, object, objections } from '../../shared/dossier/objections.ts'
import { placeless, usualPlaces } from '../../shared/dossier/usual-places.ts'
import { problemOfObjection, refusals } from '../../shared/http/problems.ts'
import { routes } from '../../shared/http/routes.ts'
import { ruledBy } from '../../shared/http/ruled-by.ts'
import { isPlaced } from './places.ts'

const codes = Object.keys(objections) as ObjectionCode[]
const placed = Object.keys(usualPlaces) as (keyof typeof usualPlaces)[]
const vietnamese = /[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]/iu

describe('a no of the rules', () => {
  it('is a sentence in Vietnamese, and its status tells what kind of no it is', () => {
    for (const [code, { status, says }] of Object.entries({ ...objections, ...refusals })) {
      expect([code, vietnamese.test(says), /[.!]$/.test(says)]).toEqual([code, true, true])
      expect([code, status >= 400 && status < 600]).toEqual([code, true])
    }
  })

  it('whose fault always stands at one place says so by itself', () => {
    for (const code of placed) {
      const problem = problemOfObjection(object(code))
      expect(problem.faults).toEqual([{ where: usualPlaces[code], code, detail: objections[code].says }])
      expect(problem.code).toBe(code)
    }
  })

  it('keeps its usual place where a list of faults came out empty', () => {
    expect(problemOfObjection(object('not-rated', [])).faults).toHaveLength(1)
  })

  it('without a place of its own is told with one, or is nobody’s fault', () => {
    for (const code of codes.filter((one) => !placed.some((known) => known === one))) {
      const problem = problemOfObjection(object(code, [{ where: 'body.x', why: 'Vì thế.' }]))
      expect(problem.faults).toEqual([{ where: 'body.x', code, detail: 'Vì thế.' }])
    }
    expect(placeless.map((code) => objections[code].status)).toEqual([503])
  })

  it('stands at a place that each door has at which it may be said', () => {
    const nowhere = routes.flatMap((row) =>
      ruledBy(row.id).flatMap((code) => {
        const where = placed.includes(code as (typeof placed)[number])
          ? usualPlaces[code as (typeof placed)[number]]
          : undefined
        return where === undefined || isPlaced(row, { where, code }) ? [] : [`${row.id} ${code} ${where}`]
      }),
    )
    // Doors without an act in the body: what is said there names the place that they have.
    expect(nowhere).toEqual([
      ...['reserveMyScan', 'confirmMyScan', 'reserveScan', 'confirmScan', 'letStandIn', 'endStandIn'].map(
        (id) => `${id} not-your-act body.act`,
      ),
      'giveMoneyBackByHand not-your-act body.act',
      'giveMoneyBackByHand nothing-kept body.transaction',
    ])
  })
})
