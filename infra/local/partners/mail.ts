import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { BusEvent } from '../bus.ts'
import type { Clock } from '../clock.ts'
import type { JsonObject } from '../json.ts'
import { answerJson, answerPage, escapeHtml, type LocalServer, readFields, serveLocally } from '../loopback.ts'
import { planFaults } from './faults.ts'

const part = z.object({ Data: z.string() })
const sent = z.object({
  FromEmailAddress: z.string(),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string().regex(/^[\w.@-]{1,256}$/) })).default([]),
  Destination: z.object({ ToAddresses: z.array(z.string()).min(1) }),
  Content: z.object({
    Simple: z.object({ Subject: part, Body: z.object({ Text: part.optional(), Html: part.optional() }) }),
  }),
})
const kept = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
})
/** What becomes of mails to an address, where it is not plain delivery. */
const fate = z.object({
  to: z.string(),
  becomes: z.enum(['Permanent', 'Transient', 'Complaint', 'Reject', 'silence']),
})
export type KeptMail = z.infer<typeof kept>

/** SES's stand-in: takes simple mails, keeps them one a line in a file and shows them; nothing leaves this machine. */
export async function startMail(options: {
  port: number
  file: string
  clock: Pick<Clock, 'now'>
  /** Told what became of a mail that was sent under a configuration set. */
  tell?: (configurationSet: string, event: BusEvent) => void
}): Promise<LocalServer> {
  mkdirSync(dirname(options.file), { recursive: true })
  const mails = readMails(options.file)
  const faults = planFaults()
  const fates = new Map<string, z.infer<typeof fate>['becomes']>()

  async function take(fields: Record<string, unknown>, response: ServerResponse): Promise<void> {
    const fault = faults.take('send', ['fail', 'delay', 'twice', 'ok-with-error'])
    if (fault?.kind === 'delay') await pause(fault.delayMs)
    if (fault?.kind === 'fail')
      return answerJson(response, 503, { __type: 'ServiceUnavailable', message: 'unavailable' })
    // A mail that was taken and went nowhere: SES answers and the mail is gone.
    if (fault?.kind === 'ok-with-error') return answerJson(response, 200, { MessageId: randomUUID() })
    const read = sent.safeParse(fields)
    if (!read.success)
      return answerJson(response, 400, { __type: 'BadRequestException', message: z.prettifyError(read.error) })
    const { FromEmailAddress: from, Destination, Content, ConfigurationSetName: set, EmailTags: tags } = read.data
    const { Subject, Body } = Content.Simple
    const at = new Date(options.clock.now()).toISOString()
    const mail = {
      id: randomUUID(),
      at,
      from,
      to: Destination.ToAddresses,
      subject: Subject.Data,
      text: (Body.Text ?? Body.Html)?.Data ?? '',
    }
    appendFileSync(options.file, `${JSON.stringify(mail)}\n`)
    mails.push(mail)
    if (set !== undefined)
      for (const event of mailEvents(mail, tags, fates.get(mail.to[0] ?? ''))) {
        options.tell?.(set, event)
        // As SES may: an event told twice.
        if (faults.take('event', ['twice'])) options.tell?.(set, event)
      }
    if (fault?.kind === 'twice') return void response.destroy()
    answerJson(response, 200, { MessageId: mail.id })
  }

  return serveLocally(options.port, async (request, response, url) => {
    const deed = `${request.method} ${url.pathname}`
    if (deed === 'POST /v2/email/outbound-emails') return take(await readFields(request), response)
    if (deed === 'GET /_control/messages') return answerJson(response, 200, mails)
    if (deed === 'POST /_control/fate') {
      const { to, becomes } = fate.parse(await readFields(request))
      fates.set(to, becomes)
      return answerJson(response, 200, {})
    }
    if (deed === 'POST /_control/fault') return answerJson(response, 200, faults.order(await readFields(request)))
    if (deed === 'GET /_control/faults') return answerJson(response, 200, faults.waiting())
    if (deed === 'POST /_control/clear') return answerJson(response, 200, faults.clear() ?? {})
    if (deed === 'GET /') return showMails(response, mails)
    answerJson(response, 404, { message: 'not known here' })
  })
}

type Fate = z.infer<typeof fate>['becomes']
const detailTypes = {
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Reject: 'Email Rejected',
} as const

/** The events that SES tells of one mail: it arrived, came back, or arrived and was complained of. */
export function mailEvents(
  mail: KeptMail,
  tags: readonly { Name: string; Value: string }[],
  becomes: Fate | undefined,
): BusEvent[] {
  const told = (eventType: keyof typeof detailTypes, own: JsonObject = {}): BusEvent => ({
    source: 'aws.ses',
    'detail-type': detailTypes[eventType],
    detail: {
      eventType,
      mail: {
        ...{ timestamp: mail.at, messageId: mail.id, source: mail.from, destination: [...mail.to] },
        tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])),
      },
      ...own,
    },
  })
  if (becomes === 'silence') return []
  if (becomes === 'Permanent' || becomes === 'Transient')
    return [told('Bounce', { bounce: { bounceType: becomes, bounceSubType: 'General' } })]
  if (becomes === 'Reject') return [told('Reject', { reject: { reason: 'Bad content' } })]
  return becomes === 'Complaint' ? [told('Delivery'), told('Complaint')] : [told('Delivery')]
}

function readMails(file: string): KeptMail[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    // The last line may be cut off by a kill; its sender was told nothing and sends again.
    try {
      return [kept.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
}

function showMails(response: ServerResponse, mails: readonly KeptMail[]): void {
  const rows = mails.toReversed().map((mail) => {
    const cells = [mail.at, mail.to.join(', '), mail.subject].map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')
    return `<tr>${cells}<td><pre>${escapeHtml(mail.text)}</pre></td></tr>`
  })
  const head = ['Lúc', 'Gửi tới', 'Tiêu đề', 'Nội dung'].map((word) => `<th>${word}</th>`).join('')
  const note = '<p class="note">Thư của hệ thống dừng lại ở đây, không gửi ra ngoài.</p>'
  answerPage(response, 'Thư đã gửi (bản chạy thử)', `${note}<table><tr>${head}</tr>${rows.join('')}</table>`)
}
