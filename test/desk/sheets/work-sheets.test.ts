import { describe, expect, it } from 'vitest'
import { perform } from '../../../shared/desk/dossiers/perform.ts'
import { printNow, reprint } from '../../../shared/desk/sheets/print-sheet.ts'
import { linkToPrint, listPrints } from '../../../shared/desk/sheets/read-prints.ts'
import { apologyMark, workSheets } from '../../../shared/desk/sheets/work-sheets.ts'
import type { Act } from '../../../shared/dossier/acts.ts'
import { isObjection } from '../../../shared/dossier/objections.ts'
import { type Print, printId } from '../../../shared/forms/print.ts'
import { longMoment } from '../../../shared/forms/wording.ts'
import { Outage } from '../../../shared/outage.ts'
import * as given from '../../given.ts'
import { birth, workflow } from '../../http/given.ts'
import { type WorkerDesk, workerDesk } from '../worker-desk.ts'

const bell = (dossier = 'hs', n = 1) => ({ kind: 'doorbell', dossier, n }) as const

async function counter() {
  const all = await workerDesk('2026-11-10T09:00:00+07:00')
  await all.desk.catalogue.putProcedure(birth)
  const done = async (person: typeof given.receptionist, act: Act, id = 'hs') => {
    const { version } = await all.dossier(id)
    const answer = await perform(all.desk, person, id, act, { version, key: `${act.act}-${version}` })
    if (!answer || isObjection(answer)) throw new Error(`${act.act}: ${JSON.stringify(answer)}`)
    return answer
  }
  return { ...all, done }
}

/** Received at the counter, as the table would hold it. */
async function received() {
  const all = await counter()
  await all.put(
    {
      status: 'accepted',
      clock: 'running',
      code: 'H57.40-261110-0001',
      step: 1,
      acceptedAt: all.clock.at,
      channel: 'direct',
      ownerRef: all.desk.digests.ofIdentity('046090000001'),
    },
    { plan: given.interlinkedPlan },
  )
  return all
}

const request = { requestId: 'r' }

const drawnIn = async ({ desk }: WorkerDesk, id = 'hs') =>
  (await desk.prints.ofDossier(id)).map((print) => [printId(print), print.number, print.drawn !== undefined])

function textOfPrint({ desk }: WorkerDesk, print: Print): string {
  const bytes = desk.objects.clean.get(`sheets/${print.drawn?.key}.pdf`)?.bytes
  return new TextDecoder().decode(bytes)
}

describe('the worker of sheets', () => {
  it('draws what an act calls for once, under one number, however often the bell rings', async () => {
    const all = await counter()
    await all.put({ status: 'registered', channel: 'direct' })
    await all.done(given.receptionist, { act: 'refuse', reason: 'Không thuộc thẩm quyền' })
    for (let ring = 0; ring < 10; ring += 1) await workSheets(all.desk, bell('hs', 2))
    expect(await drawnIn(all)).toEqual([['refusal-2', '1/PTC', true]])
    const [print] = await all.desk.prints.ofDossier('hs')
    expect(textOfPrint(all, print ?? ({} as Print))).toContain('Không thuộc thẩm quyền')
    expect(await all.desk.marks.cursor('hs', 'sheets')).toBe(2)
    // One object: the drawing carries its data.
    expect([...all.desk.objects.clean.keys()]).toEqual([`sheets/${print?.drawn?.key}.pdf`])
  })

  it('rings for acts that call for a sheet, and for no other', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'assign', officer: given.receptionist.id })
    const { event } = await all.done(given.receptionist, { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] })
    expect(event.wants).toEqual(['sheets', 'notices', 'portal'])
    const [, assigned] = await all.desk.dossiers.history('hs')
    expect(assigned?.wants).toBeUndefined()
  })

  it('rings at the end of every dossier that was received, so that its control sheet is kept', async () => {
    const all = await counter()
    const over = { status: 'processed', delivery: 'at-counter', clock: 'stopped', code: 'H57.40-261110-0001' } as const
    await all.put({ ...over, acceptedAt: all.clock.at }, { plan: given.interlinkedPlan })
    const { event } = await all.done(given.receptionist, { act: 'return', ...given.tookIt })
    expect(event.wants).toEqual(['sheets', 'notices', 'portal'])
    await workSheets(all.desk, bell('hs', event.n))
    expect((await drawnIn(all)).map(([id]) => id)).toEqual([`control-${event.n}`])
  })

  it('prints on the refusal the ground it was given with', async () => {
    const all = await counter()
    await all.put({ status: 'registered', channel: 'direct' })
    const ground = 'Khoản 1 Điều 13 Luật Hộ tịch'
    await all.done(given.receptionist, { act: 'refuse', reason: 'Đã đăng ký khai sinh', ground })
    await workSheets(all.desk, bell('hs', 2))
    const [print] = await all.desk.prints.ofDossier('hs')
    expect(textOfPrint(all, print ?? ({} as Print))).toContain(ground)
  })

  it('goes on after a crash where it stopped: the number taken is the number printed', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] })
    const broken = { ...all.desk, draw: async () => Promise.reject(new Outage('the buckets', undefined)) }
    await expect(workSheets(broken, bell())).rejects.toThrow(Outage)
    expect(await drawnIn(all)).toEqual([['supplement-2', '1/PBS', false]])
    expect(await listPrints(all.desk, given.receptionist, 'hs')).toEqual([])
    await workSheets(all.desk, bell())
    expect(await drawnIn(all)).toEqual([['supplement-2', '1/PBS', true]])
  })

  it('numbers the sheets of one agency and year without a gap', async () => {
    const all = await counter()
    for (const id of ['a', 'b', 'c']) {
      await all.put({ id, status: 'registered', channel: 'direct' })
      await all.done(given.receptionist, { act: 'refuse', reason: 'Không thuộc thẩm quyền' }, id)
      await workSheets(all.desk, bell(id))
    }
    const numbers = await Promise.all(
      ['a', 'b', 'c'].map(async (id) => (await all.desk.prints.ofDossier(id))[0]?.number),
    )
    expect(numbers).toEqual(['1/PTC', '2/PTC', '3/PTC'])
  })

  it('draws a slip for each way of a liên thông, under the dossier that takes', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'transfer' })
    const part = (await all.dossier()).child ?? ''
    await workSheets(all.desk, bell('hs'))
    await workSheets(all.desk, bell(part))
    expect((await drawnIn(all, part)).map(([id]) => id)).toEqual(['handover-1'])
    expect((await drawnIn(all)).map(([id]) => id)).toEqual([])
    const [slip] = await all.desk.prints.ofDossier(part)
    expect(textOfPrint(all, slip ?? ({} as Print))).toContain('Bên nhận: Sở Thử Nghiệm')
  })

  it('closes a dossier with its control sheet', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'withdraw', reason: 'Đổi ý' })
    await workSheets(all.desk, bell())
    expect((await drawnIn(all)).map(([id]) => id)).toEqual(['control-2', 'stop-2'])
  })

  it('draws a receipt of every payment under its own number, and the apology of an extension with both moments', async () => {
    const all = await received()
    const items = [{ kind: 'charge', name: 'Lệ phí hộ tịch', amountVnd: 8000 }] as const
    await all.done(given.receptionist, { act: 'charge-fee', items, payee: 'Kho bạc Nhà nước' })
    await all.done(given.receptionist, { act: 'pay', amountVnd: 8000, method: 'cash' })
    await all.done(given.receptionist, { act: 'transfer' })
    await workSheets(all.desk, bell())
    const [fee] = await all.desk.prints.ofDossier('hs')
    const text = textOfPrint(all, fee ?? ({} as Print))
    expect(fee?.sheet).toBe('fee')
    for (const words of ['Lệ phí hộ tịch', 'Bằng chữ: Tám nghìn đồng', 'Kho bạc Nhà nước', 'Tiền mặt'])
      expect(text).toContain(words)
  })

  it('draws the receipt anew when what it says was corrected, with the reason, once', async () => {
    const all = await counter()
    await all.put({ status: 'registered', channel: 'direct' }, { plan: given.homePlan })
    await all.desk.catalogue.putWorkflow(workflow)
    await all.desk.scans.reserve('hs', given.scan())
    await all.done(given.receptionist, { act: 'accept' })
    await workSheets(all.desk, bell())
    const applicant = { name: 'Trần Văn Đúng', identityNumber: '046090000001' }
    const { event } = await all.done(given.receptionist, { act: 'amend', reason: 'Sai họ tên', applicant })
    expect(event.wants).toContain('sheets')
    for (let ring = 0; ring < 3; ring += 1) await workSheets(all.desk, bell())
    const prints = await all.desk.prints.ofDossier('hs')
    expect(prints.map(({ sheet, revision, number }) => [sheet, revision, number])).toEqual([
      ['receipt', 0, '1'],
      ['receipt', 1, '1'],
    ])
    const [first, second] = prints.map((print) => textOfPrint(all, print))
    expect(first).toContain('Trần Văn Thử')
    expect(second).toContain('Trần Văn Đúng')
    expect(second).toContain('BẢN IN LẠI LẦN 1')
    expect(second).toContain('Lý do: Sai họ tên')
    const day = all.clock.at.slice(0, 10)
    expect((await all.desk.prints.received(given.ward, day, day, 10)).map((row) => row.dossier.id)).toEqual(['hs'])
  })

  it('draws the apology ahead once for the moment that was told of, unnumbered, and not for the applicant', async () => {
    const all = await counter()
    const ownerRef = all.desk.digests.ofIdentity('046090000001')
    await all.put({ status: 'registered', channel: 'direct', ownerRef }, { plan: given.homePlan })
    await all.desk.catalogue.putWorkflow(workflow)
    await all.desk.scans.reserve('hs', given.scan())
    const { dossier } = await all.done(given.receptionist, { act: 'accept' })
    await all.desk.marks.setValue(apologyMark('hs'), '2026-11-01T17:00:00+07:00')
    await workSheets(all.desk, bell())
    expect((await drawnIn(all)).map(([id]) => id)).toEqual(['receipt-2'])
    await all.desk.marks.setValue(apologyMark('hs'), dossier.dueAt ?? '')
    for (let ring = 0; ring < 3; ring += 1) await workSheets(all.desk, bell())
    expect(await drawnIn(all)).toEqual([
      ['apology-draft-2', undefined, true],
      ['receipt-2', '1', true],
    ])
    const draft = (await all.desk.prints.ofDossier('hs')).find(({ sheet }) => sheet === 'apology-draft')
    const text = draft ? textOfPrint(all, draft) : ''
    expect(text).toContain('DỰ THẢO VĂN BẢN XIN LỖI')
    expect(text).toContain('Trần Văn Thử')
    expect((await listPrints(all.desk, given.citizen, 'hs'))?.map(printId)).toEqual(['receipt-2'])
    expect((await listPrints(all.desk, given.receptionist, 'hs'))?.length).toBe(2)
  })

  it('draws the next apology when the due moment has moved, names the one it replaces, and marks that one', async () => {
    const all = await counter()
    await all.put({ status: 'registered', channel: 'direct' }, { plan: given.homePlan })
    await all.desk.catalogue.putWorkflow(workflow)
    await all.desk.scans.reserve('hs', given.scan())
    const { dossier } = await all.done(given.receptionist, { act: 'accept' })
    await all.desk.marks.setValue(apologyMark('hs'), dossier.dueAt ?? '')
    await workSheets(all.desk, bell())
    const drafts = async () =>
      ((await listPrints(all.desk, given.receptionist, 'hs')) ?? []).filter(({ sheet }) => sheet === 'apology-draft')
    expect((await drafts()).map((one) => [printId(one), one.superseded])).toEqual([['apology-draft-2', false]])
    const { event, dossier: moved } = await all.done(
      { ...given.receptionist, roles: ['leader'] },
      { act: 'extend', reason: 'Chờ xác minh', days: 3 },
    )
    expect((await drafts()).map(({ superseded }) => superseded)).toEqual([true])
    for (let ring = 0; ring < 3; ring += 1) await workSheets(all.desk, bell())
    const [old, fresh, ...others] = await drafts()
    expect(others).toEqual([])
    expect([old, fresh].map((one) => one && [printId(one), one.superseded])).toEqual([
      ['apology-draft-2', true],
      [`apology-draft-${event.n}`, false],
    ])
    const text = fresh ? textOfPrint(all, fresh) : ''
    const [was, is] = [dossier, moved].map(({ dueAt }) => longMoment(dueAt ?? ''))
    for (const words of ['Thay dự thảo theo hạn', was, is]) expect(text).toContain(words)
    expect(was).not.toBe(is)
    expect(old ? textOfPrint(all, old) : is).not.toContain(is)
    const named: string[] = []
    const sheetLink: typeof all.desk.objects.sheetLink = async (key, name) => {
      named.push(name)
      return all.desk.objects.sheetLink(key, name)
    }
    const desk = { ...all.desk, objects: { ...all.desk.objects, sheetLink } }
    await linkToPrint(desk, given.receptionist, 'hs', 'apology-draft-2', request)
    expect(named).toEqual(['apology-draft-2-da-thay.pdf'])
  })

  it('says when there is no such dossier', async () => {
    const { desk } = await workerDesk()
    expect(await workSheets(desk, bell('không-có'))).toBe('absent')
  })
})

describe('a print on demand', () => {
  it('is the one the worker would make, and the worker makes no second', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'ask-supplement', reason: 'Thiếu', papers: ['Đơn'] })
    const print = await printNow(all.desk, given.receptionist, 'hs', 'supplement', request)
    await workSheets(all.desk, bell())
    expect(await all.desk.prints.ofDossier('hs')).toEqual([print])
  })

  it('prints the control sheet anew only after the dossier has moved', async () => {
    const all = await received()
    const ids = async () => (await all.desk.prints.ofDossier('hs')).map(printId)
    await printNow(all.desk, given.receptionist, 'hs', 'control', request)
    await printNow(all.desk, given.receptionist, 'hs', 'control', request)
    expect(await ids()).toEqual(['control-1'])
    await all.done(given.receptionist, { act: 'assign', officer: given.receptionist.id })
    await printNow(all.desk, given.receptionist, 'hs', 'control', request)
    expect(await ids()).toEqual(['control-1', 'control-2'])
  })

  it('objects to a sheet that no act has called for, and hides another’s dossier', async () => {
    const all = await received()
    expect(await printNow(all.desk, given.receptionist, 'hs', 'apology', request)).toEqual({
      objection: 'no-such-sheet',
    })
    expect(await printNow(all.desk, given.outsider, 'hs', 'control', request)).toBeUndefined()
  })
})

describe('a reprint', () => {
  async function refused() {
    const all = await counter()
    await all.put({ status: 'registered', channel: 'direct' })
    await all.done(given.receptionist, { act: 'refuse', reason: 'Không thuộc thẩm quyền' })
    await workSheets(all.desk, bell())
    const again = (reason: string, key: string) =>
      reprint(all.desk, given.receptionist, 'hs', 'refusal-2', { reason, key, ...request })
    return { ...all, again }
  }

  it('keeps the number, bears its mark and reason, and leaves the first as it was', async () => {
    const all = await refused()
    all.clock.at = '2026-11-12T08:00:00+07:00'
    const print = await all.again('Bản đầu bị rách', 'k1')
    if (!print || isObjection(print)) throw new Error('no reprint')
    expect(print).toMatchObject({
      number: '1/PTC',
      revision: 1,
      reason: 'Bản đầu bị rách',
      by: { id: given.receptionist.id },
    })
    expect(textOfPrint(all, print)).toContain('BẢN IN LẠI LẦN 1, ngày 12/11/2026. Lý do: Bản đầu bị rách')
    const [first] = await all.desk.prints.ofDossier('hs')
    expect(textOfPrint(all, first ?? ({} as Print))).not.toContain('IN LẠI')
  })

  it('repeated is one; asked anew it is the next; the same key for another reason is refused', async () => {
    const all = await refused()
    const one = await all.again('Rách', 'k1')
    all.clock.at = '2026-11-13T08:00:00+07:00'
    expect(await all.again('Rách', 'k1')).toEqual(one)
    expect(await all.again('Mất', 'k2')).toMatchObject({ revision: 2 })
    expect(await all.again('Khác', 'k1')).toEqual({ objection: 'key-reused' })
  })

  it('knows no sheet that was never printed, and shows another agency nothing', async () => {
    const all = await refused()
    expect(
      await reprint(all.desk, given.receptionist, 'hs', 'stop-2', { reason: 'x', key: 'k', ...request }),
    ).toBeUndefined()
    expect(
      await reprint(all.desk, given.outsider, 'hs', 'refusal-2', { reason: 'x', key: 'k', ...request }),
    ).toBeUndefined()
  })
})

describe('who reads a print', () => {
  it('citizens what is addressed to them, of agencies the issuer alone the receipt', async () => {
    const all = await received()
    await all.done(given.receptionist, { act: 'transfer' })
    const draft = {
      dossier: 'hs',
      event: 1,
      revision: 0,
      template: 2,
      at: all.clock.at,
      by: { kind: 'officer', id: 'x' },
    } as const
    for (const sheet of ['receipt', 'control'] as const) {
      const begun = await all.desk.prints.begin({ ...draft, sheet })
      await all.desk.prints.finish(begun, { key: 'k', sha256: 's', pageDigest: 'p' })
    }
    const seen = async (person: Parameters<typeof listPrints>[1]) =>
      (await listPrints(all.desk, person, 'hs'))?.map(({ sheet }) => sheet)
    expect(await seen(given.receptionist)).toEqual(['control', 'receipt'])
    expect(await seen(given.cityHandler)).toEqual(['control'])
    expect(await seen(given.outsider)).toBeUndefined()
    expect(await seen(given.citizen)).toEqual(['receipt'])
    expect(
      await seen({ kind: 'citizen', id: 'cd-2', identityNumber: '046090000002', name: 'Lê Văn Khác' }),
    ).toBeUndefined()
  })
})
