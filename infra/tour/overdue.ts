import { hueUnits } from '../../shared/agencies/hue.ts'
import { control, UnexpectedAnswer } from './api.ts'
import { actAs, check, officerOf, untilClean, upload } from './moves.ts'
import type { Telling } from './story.ts'

/** Báo cáo quá hạn. A dossier is left lying, the clock is moved past its due moment, and the morning's report finds it. */
export async function tellOverdue(telling: Telling): Promise<void> {
  const { places, say } = telling
  const home = hueUnits.find((unit) => unit.adminCode === '19789')
  if (!home) throw new UnexpectedAnswer('the sample has no home commune')
  const desk = await officerOf(places, `${home.id}/desk`, 'reception')
  const { dossier } = await desk.openAtDesk({
    body: {
      procedure: '1.001193',
      channel: 'direct',
      returnBy: 'counter',
      applicant: { name: 'Phạm Văn Bách', identityNumber: '046088005512', phone: '0905000404' },
    },
  })
  const procedure = await desk.readProcedure({ path: { code: '1.001193' } })
  for (const paper of procedure.papers.filter((row) => row.required)) {
    await upload(desk, 'desk', dossier.id, 'giay-to.pdf', paper.id, paper.id)
  }
  await untilClean(desk, 'desk', dossier.id)
  const accepted = await actAs(desk, 'desk', dossier.id, { act: 'accept' })
  const due = accepted.dossier.dueAt
  if (due === undefined) throw new UnexpectedAnswer('hồ sơ phải có hạn trả')
  say(`10. Hồ sơ ${accepted.dossier.code} nhận tại quầy, hẹn trả ${due}, rồi bị bỏ quên.`)
  const before = Date.now()
  const target = Date.parse(due) + 26 * 3_600_000
  await control(places.control, '/clock', { moveMinutes: Math.ceil((target - before) / 60_000) })
  try {
    await findReport(telling, desk, accepted.dossier.code ?? '', target)
  } finally {
    await control(places.control, '/clock', { moveMinutes: -Math.ceil((target - before) / 60_000) })
  }
}

async function findReport(telling: Telling, desk: Awaited<ReturnType<typeof officerOf>>, code: string, from: number) {
  const { places, say } = telling
  let moved = 0
  for (let day = 0; day < 12; day += 1) {
    await control(places.control, '/fire/overdue-report', {})
    const on = new Date(from + moved * 60_000 + 7 * 3_600_000).toISOString().slice(0, 10)
    const report = await desk.overdueOfDay({ path: { day: on } }).catch(() => undefined)
    const row = report?.reports.flatMap((agency) => agency.overdue).find((overdue) => overdue.code === code)
    if (row) {
      say(`11. 06:30 ngày ${on}, báo cáo quá hạn nêu ${row.code}: ${row.remaining}.`)
      const { url } = await desk.downloadOverdue({ path: { day: on }, query: { format: 'xlsx' } })
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      check(bytes.subarray(0, 2).toString() === 'PK', 'báo cáo phải tải được ở dạng XLSX')
      const mails = await noticesTold(places)
      check(mails > 0, 'cơ quan phải nhận thông báo quá hạn')
      await control(places.control, '/fire/overdue-report', {})
      check((await noticesTold(places)) === mails, 'báo cáo chạy lại không được gửi thêm thông báo')
      say(`    Bản XLSX tải về được (${bytes.length} byte); báo cáo chạy hai lần, cơ quan nhận một thư.`)
      await control(places.control, '/clock', { moveMinutes: -moved })
      return
    }
    await control(places.control, '/clock', { moveMinutes: 1_440 })
    moved += 1_440
  }
  await control(places.control, '/clock', { moveMinutes: -moved })
  throw new UnexpectedAnswer(`báo cáo quá hạn không nêu ${code}`)
}

/** Mails that have arrived once the queues are quiet. */
async function noticesTold(places: Telling['places']): Promise<number> {
  await control(places.control, '/settle', {})
  return (await control<unknown[]>(places.mail, '/_control/messages')).length
}
