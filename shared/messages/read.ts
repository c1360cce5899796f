import * as z from 'zod'
import { isCompared } from '../catalogue/portal-lists.ts'
import { lazily } from '../lazily.ts'
import { type Message, mailEvents, shipmentStates } from './messages.ts'

const message = lazily(() => {
  const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/)
  const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
  const name = z.string().min(1).max(200)

  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('doorbell'), dossier: name, n: z.int().min(1) }),
    z.object({
      kind: z.literal('tracking'),
      row: z.object({
        id: z.int(),
        orderNumber: name,
        waybill: z.string().max(200),
        code: z.string().max(200),
        at: instant,
        state: z.enum([...shipmentStates, 'unknown']),
      }),
    }),
    z.object({ kind: z.literal('notice'), agency: name, day }),
    z.object({ kind: z.literal('import'), id: name }),
    z.object({ kind: z.literal('archive'), id: name }),
    z.object({ kind: z.literal('report'), id: name }),
    z.object({ kind: z.literal('issues'), agency: name, month: z.string().regex(/^\d{4}-\d{2}$/) }),
    z.object({ kind: z.literal('digest'), agency: name, sendAt: instant }),
    z.object({ kind: z.literal('moved'), agency: name, declaration: z.int().min(1) }),
    z.object({ kind: z.literal('compare'), dossier: name, day }),
    z.object({ kind: z.literal('catalogue'), of: z.string().refine(isCompared), day }),
    z.object({
      kind: z.literal('mail-outcome'),
      notice: z.array(name).length(1),
      outcome: z.enum(mailEvents),
      bounce: z.string().max(50).optional(),
    }),
    z.object({ kind: z.literal('webhook'), client: name, subscription: name, dossier: name, n: z.int().min(1) }),
  ])
})

/** Reads the body of a queue message. What does not parse is a value: it is set aside with its faults, for administrators to read, never retried. */
export function readMessage(body: string): { message: Message } | { faults: readonly string[] } {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { faults: ['không phải JSON'] }
  }
  const read = message().safeParse(json, {
    error: ({ input }) => (input === undefined ? 'còn thiếu' : 'không đúng dạng'),
  })
  if (read.success) return { message: read.data }
  return { faults: read.error.issues.map((issue) => `${issue.path.join('.') || 'toàn bộ'}: ${issue.message}`) }
}
