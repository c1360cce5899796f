import { describe, expect, it } from 'vitest'
import { type ObjectionCode, object, objections } from '../../shared/dossier/objections.ts'
import { placeless, usualPlaces } from '../../shared/dossier/usual-places.ts'
import { problemOfObjection, refusals } from '../../shared/http/problems.ts'
import { routes } from '../../shared/http/routes.ts'
import { ruledBy } from '../../shared/http/ruled-by.ts'
import { house, reception } from './given.ts'
import { isPlaced } from './places.ts'
import { registered } from './stories.ts'

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

  it('of the body as a whole says what is wrong with it, and where it breaks, and tells nothing of it back', async () => {
    const { knock } = await house()
    const told = async (raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
      const { json } = await knock('lookUp', undefined, { raw, headers: { 'content-type': type } })
      return [json.code, ...(json.faults ?? []).map(({ where, code, detail }) => `${where} ${code}: ${detail}`)]
    }
    expect(await told('{"code": Anh}')).toEqual([
      'not-json',
      'body wrong-form: JSON hỏng ở ký tự thứ 10 trong 13 ký tự.',
    ])
    expect(await told('{"code": at JSON at position 99}')).toEqual([
      'not-json',
      'body wrong-form: JSON hỏng ở ký tự thứ 10 trong 32 ký tự.',
    ])
    expect(await told('{"code":')).toEqual(['not-json', 'body wrong-form: JSON bị cắt: hết nội dung sau 8 ký tự.'])
    expect(await told(`${'['.repeat(30)}${']'.repeat(30)}`)).toEqual([
      'not-json',
      'body wrong-form: Lồng nhau quá 20 cấp.',
    ])
    expect(await told(new Uint8Array([0x22, 0xff, 0x22]))).toEqual([
      'not-json',
      'body wrong-form: Có byte không phải UTF-8.',
    ])
    expect(await told('{}', 'text/plain')).toEqual([
      'wrong-content-type',
      'header.content-type wrong-form: Đang gửi “text/plain”. Gửi application/json.',
    ])
    expect(await told(`"${'x'.repeat(300_000)}"`)).toEqual([
      'too-large',
      expect.stringMatching(/^body too-big: .*262144 byte/),
    ])
  })

  it('of an act says in which states it may be done, and whose act it is', async () => {
    const { knock, id } = await registered()
    const act = async (body: object) =>
      (await knock('act', reception, { path: { id }, body: { version: 1, ...body } })).json
    expect((await act({ act: 'pass-on' })).faults).toEqual([
      {
        where: 'dossier.status',
        code: 'not-now',
        detail: 'Hồ sơ đang ở trạng thái “Mới đăng ký”; thao tác này chỉ làm khi: “Được tiếp nhận”, “Đang xử lý”.',
      },
    ])
    expect((await act({ act: 'approve', resultScan: 1 })).faults).toEqual([
      { where: 'body.act', code: 'not-your-act', detail: 'Vai trò được làm: leader.' },
    ])
  })
})
