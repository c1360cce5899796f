import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { workSheets } from '../shared/desk/sheets/work-sheets.ts'
import { sheetDesk } from './wire-sheets.ts'

/** In biểu mẫu: draws the sheets that acts call for. */
export const handler = queueHandler(async (body, meta) => {
  const all = await sheetDesk()
  await workLetter(all, { ...meta, body }, ['doorbell'], (message) => workSheets(all, message))
})
