import * as z from 'zod'

const fields = z.record(z.string(), z.unknown())
export const portalBook = z.object({
  dossiers: z.array(z.object({ code: z.string(), fields })),
  progress: z.array(fields),
  numbers: z.number(),
  files: z.array(z.object({ id: z.string(), hash: z.string(), name: z.string() })),
  ministry: z.array(z.object({ number: z.string(), fields, progress: z.array(fields) })),
})
export type PortalBook = z.infer<typeof portalBook>

export const ok = { error_code: '0' }
export const no = { error_code: '99', error_message: 'Lỗi hệ thống' }
export const asRows = (data: unknown): Record<string, unknown>[] => z.array(fields).catch([]).parse(data)
