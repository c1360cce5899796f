import * as z from 'zod'
import { door, lazily, named } from './lazily.ts'
import { clock } from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())

export const explained = named({ id: 'ExplainedClock', description: 'Một đồng hồ với cách tính' }, () =>
  clock().extend({
    question: z.record(text(), z.unknown()).meta({ description: 'Dòng đưa vào `npm run -s due` sẽ cho đúng answer' }),
    answer: answer(),
  }),
)

const answer = lazily(() =>
  z.strictObject({
    id: text(),
    dueAt: t.instant.nullable(),
    class: z.enum(['early', 'on-time', 'overdue', 'open']),
    workingHoursLeft: z.number().nullable(),
    provisional: z.boolean(),
    why: z.array(text()).meta({ description: 'Cách tính, từng dòng' }),
  }),
)

const explain = door(() => ({
  path: z.strictObject({ id: t.dossierId }),
  status: 200,
  answer: z.strictObject({ at: t.instant, clocks: z.array(explained()) }),
}))

/** Giải trình thời hạn, for whoever may see the dossier. */
export const clockSchemas = { explainMine: explain, explainDossier: explain } as const
