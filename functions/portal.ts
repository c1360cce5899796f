import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { compareCatalogue } from '../shared/desk/national-portal/compare-catalogues.ts'
import { comparePortal } from '../shared/desk/national-portal/compare-portal.ts'
import { tellPortal } from '../shared/desk/national-portal/tell-portal.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { fileLinks } from './wire-file-links.ts'
import { caseRegister, portalDesk } from './wire-portal.ts'
import { once } from './wiring.ts'

const desk = once(async () => ({ ...portalDesk(), caseRegister: caseRegister(), fileLinks: fileLinks() }))

/** Đồng bộ với Cổng DVCQG: tells it what happened, and compares what it shows of dossiers and in its catalogues. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell', 'compare', 'catalogue'], (message) => {
    if (message.kind === 'doorbell') return tellPortal(all, message)
    return message.kind === 'compare' ? comparePortal(all, message) : compareCatalogue(all, message)
  })
})
