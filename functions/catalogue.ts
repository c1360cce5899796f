import { httpHandler } from '../shared/aws/lambda/http.ts'
import { catalogue } from '../shared/http/answers/catalogue.ts'
import { calendarSchemas } from '../shared/http/schemas/calendar.ts'
import { publicSchemas } from '../shared/http/schemas/open-doors.ts'
import { serve } from '../shared/http/serve.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { once, settings, table, time } from './wiring.ts'

const desk = once(async () => ({
  ...time,
  catalogue: wholeCatalogueOn(table()),
  province: settings.provinceCode,
}))

/** Thủ tục, cơ quan, đặc tả và trang tài liệu: open to everybody. */
export const handler = httpHandler(
  serve({
    serves: 'catalogue',
    answers: catalogue,
    schemas: { ...calendarSchemas, ...publicSchemas },
    desk,
    issuers: {},
  }),
)
