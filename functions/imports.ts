import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { workflows } from '../shared/catalogue/shipped-workflows.ts'
import { workImport } from '../shared/desk/keeping/work-import.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { log } from '../shared/log.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { lateImports } from './wire-late-imports.ts'
import { once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const { provinceCode: province } = settings
  return {
    ...time,
    imports: lateImports(all),
    catalogue: wholeCatalogueOn(all),
    marks: createMarks(all),
    province,
    workflows,
  }
})

/** Nhập danh mục: a file of procedures, from quarantine into the catalogue; broken off, it goes on where it stood. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['import'], async ({ id }) => {
    const outcome = await workImport(all, id)
    log({ job: 'imports', code: id, outcome })
    return outcome
  })
})
