import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createReports } from '../shared/aws/figures/reports.ts'
import { createSurveys } from '../shared/aws/figures/surveys.ts'
import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createAgencyNotices } from '../shared/aws/sending/agency-notices.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createNotices } from '../shared/aws/sending/notices.ts'
import { sendAgencyDigest } from '../shared/desk/notices/send-agency-digest.ts'
import { sendMovedNotice } from '../shared/desk/notices/send-moved-notice.ts'
import { settleMailOutcome } from '../shared/desk/notices/settle-mail-outcome.ts'
import { tellApplicant } from '../shared/desk/notices/tell-applicant.ts'
import { tellOverdue } from '../shared/desk/notices/tell-overdue.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { lazily } from '../shared/lazily.ts'
import { mail } from './wire-mail.ts'
import { messengers } from './wire-messages.ts'
import { doorbells } from './wire-workers.ts'
import { catalogueOn, digests, settings, table, time } from './wiring.ts'

const desk = lazily(() => {
  const all = table()
  return {
    ...time,
    marks: createMarks(all),
    dossiers: createDossiers(all),
    reports: createReports(all),
    notices: createNotices(all),
    agencyNotices: createAgencyNotices(all),
    surveys: createSurveys(all),
    messengers: messengers(),
    lookUpAddress: settings.lookUpAddress,
    catalogue: catalogueOn(all),
    mail: mail(),
    doorbells: doorbells(),
    province: settings.provinceCode,
  }
})

/** Tin báo cho người nộp; thông báo hồ sơ quá hạn, due moments that moved and what came since the last digest, by mail to each agency. */
export const handler = queueHandler((body, meta) =>
  workLetter(desk(), { ...meta, body }, ['doorbell', 'notice', 'moved', 'digest', 'mail-outcome'], async (message) => {
    if (message.kind === 'doorbell') return tellApplicant({ ...desk(), digests: await digests() }, message)
    if (message.kind === 'mail-outcome') return settleMailOutcome({ ...desk(), digests: await digests() }, message)
    if (message.kind === 'digest') return sendAgencyDigest(desk(), message)
    return message.kind === 'notice'
      ? tellOverdue(desk(), message.agency, message.day)
      : sendMovedNotice(desk(), message.agency, message.declaration)
  }),
)
