import { dayOf } from '../../calendar/day.ts'
import { type Page, pageDigest } from '../../forms/page.ts'
import { posting } from '../../forms/posting.ts'
import { processDocument } from '../../forms/process-document.ts'
import type { Desk } from '../desk.ts'
import { directory } from '../surroundings.ts'

type Needs = Pick<Desk, 'catalogue' | 'objects' | 'draw' | 'now' | 'province'>

/** Niêm yết: a link to the posting sheet of the version that speaks today; drawn once for each version. Throws Outage. */
export async function printPosting(desk: Needs, code: string) {
  const found = await procedureToday(desk, code)
  return found && link(desk, posting({ ...found, province: desk.province }), `niem-yet-${found.procedure.code}.pdf`)
}

/** Tài liệu quy trình of the version that speaks today. */
export async function printProcess(desk: Needs, code: string) {
  const found = await procedureToday(desk, code)
  const workflow = found && (await desk.catalogue.workflow(found.procedure.workflow))
  if (!found || !workflow) return undefined
  const page = processDocument({ ...found, workflow, province: desk.province })
  return link(desk, page, `quy-trinh-${found.procedure.code}.pdf`)
}

async function procedureToday(desk: Needs, code: string) {
  const [procedure, units] = await Promise.all([desk.catalogue.procedureOn(code, dayOf(desk.now())), directory(desk)])
  return procedure && { procedure, units }
}

/** Nothing of it is about a person: its own digest names it, and one that lies there is not drawn again. */
async function link(desk: Needs, page: Page, fileName: string) {
  const key = `catalogue/${pageDigest(page)}.pdf`
  const there = await desk.objects.sheetLink(key, fileName)
  if (there) return there
  await desk.objects.putSheet(key, await desk.draw(page), 'application/pdf')
  return desk.objects.sheetLink(key, fileName)
}
