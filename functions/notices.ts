import { queueHandler } from '../shared/aws/lambda.ts'
import { createMail } from '../shared/aws/mail.ts'
import { createMarks } from '../shared/aws/marks.ts'
import { createReports } from '../shared/aws/reports.ts'
import { sendNotice } from '../shared/desk/send-notice.ts'
import { workLetter } from '../shared/desk/set-aside.ts'
import { catalogueOn, settings, table, time } from './wiring.ts'

const all = table()
const desk = {
  ...time,
  marks: createMarks(all),
  reports: createReports(all),
  catalogue: catalogueOn(all),
  mail: createMail(settings.mailFrom),
}

/** Thông báo hồ sơ quá hạn, by mail to each agency. */
export const handler = queueHandler((body, meta) =>
  workLetter(desk, { ...meta, body }, ['notice'], ({ agency, day }) => sendNotice(desk, agency, day)),
)
