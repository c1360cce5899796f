import * as z from 'zod'
import { lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const text = lazily(() => z.string())

/** A row of what is late or falls due: which dossier, whose desk, which clock. */
export const lateRow = lazily(() =>
  z.strictObject({
    dossier: text(),
    code: text(),
    procedure: text(),
    procedureName: text(),
    room: shown.place(),
    officer: shown.officer().optional(),
    step: z.int().optional(),
    dueAt: t.instant,
    remaining: text(),
    clock: z.enum(['whole', 'step', 'answer']),
  }),
)
