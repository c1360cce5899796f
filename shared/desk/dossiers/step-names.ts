import type { Day } from '../../calendar/day.ts'
import { defaultWorkflowId } from '../../catalogue/workflow.ts'
import { abreast } from '../carrying-on/abreast.ts'
import type { Desk } from '../desk.ts'
import { workflowOn } from '../surroundings.ts'

/**
 * Tên thủ tục và bước of rows that stand for `procedure#step`, by the process in force on a day; what it does not know has none. One
 * reading a process, however many rows. Throws Outage.
 */
export async function stepNames(
  desk: Pick<Desk, 'catalogue'>,
  keys: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, string>> {
  const [procedures, workflows] = await Promise.all([desk.catalogue.procedures(day), desk.catalogue.workflows()])
  const called = new Map(procedures.map(({ code, name }) => [code, name]))
  const processOf = new Map(workflows.flatMap(({ id, procedureCodes }) => procedureCodes.map((code) => [code, id])))
  const rows = keys.map((key) => {
    const [code = '', n = ''] = key.split('#')
    return { key, code, n: Number(n), process: processOf.get(code) ?? defaultWorkflowId }
  })
  const used = [...new Set(rows.map(({ process }) => process))]
  const found = new Map(await abreast(used, async (id) => [id, await workflowOn(desk, id, day)] as const))
  return new Map(
    rows.flatMap(({ key, code, n, process }) => {
      const step = found.get(process)?.steps.find((one) => one.n === n)
      return step ? [[key, `${called.get(code) ?? code}, bước ${n}: ${step.name}`] as const] : []
    }),
  )
}
