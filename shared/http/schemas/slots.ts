import * as z from 'zod'
import { lazily, named } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

export const upload = lazily(() =>
  z
    .strictObject({
      method: z.literal('PUT'),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      expiresAt: t.instant,
    })
    .meta({ description: 'Nơi PUT tệp; không có khi chính tệp này đã tải lên: không phải gửi lại' }),
)

export const slot = named(
  { id: 'ScanSlot', description: 'Chỗ tải lên: PUT đúng tệp đã khai với đúng các tiêu đề này, một lần' },
  () =>
    z.strictObject({
      scan: shown.scan(),
      upload: upload().optional(),
    }),
)
