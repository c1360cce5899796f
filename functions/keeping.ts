import { httpHandler } from '../shared/aws/lambda/http.ts'
import { keeping } from '../shared/http/answers/keeping.ts'
import { keepingSchemas } from '../shared/http/schemas/keeping.ts'
import { serve } from '../shared/http/serve.ts'
import { wholeCatalogueOn } from './wire-catalogue.ts'
import { lateImports } from './wire-late-imports.ts'
import { doorbells } from './wire-workers.ts'
import { once, settings, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const catalogue = wholeCatalogueOn(all)
  return { ...time, imports: lateImports(all), catalogue, doorbells: doorbells(), province: settings.provinceCode }
})

/** Quản trị danh mục, for administrators. */
export const handler = httpHandler(
  serve({
    serves: 'keeping',
    answers: keeping,
    schemas: keepingSchemas,
    desk,
    issuers: { staff: settings.staffIssuer },
  }),
)
