import { queueHandler } from '../shared/aws/lambda.ts'
import { comparePortal } from '../shared/desk/compare-portal.ts'
import { workLetter } from '../shared/desk/set-aside.ts'
import { tellPortal } from '../shared/desk/tell-portal.ts'
import { fileLinks } from './wire-file-links.ts'
import { caseRegister, portalDesk } from './wire-portal.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...portalDesk(), caseRegister: caseRegister(), fileLinks: fileLinks() }))

/** Đồng bộ với Cổng DVCQG: tells it what happened, and compares what it shows. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell', 'compare'], (message) =>
    message.kind === 'doorbell' ? tellPortal(all, message) : comparePortal(all, message),
  )
})
