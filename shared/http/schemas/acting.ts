import * as z from 'zod'
import { citizenAct, deskAct } from './acts.ts'
import { door, lazily } from './lazily.ts'
import * as shown from './shown.ts'
import { t } from './texts.ts'

const byId = lazily(() => z.strictObject({ id: t.dossierId }))

/** What people and officers do to dossiers: the largest of all shapes, a part of the bundle of its own. */
export const actingSchemas = {
  actOnMine: door(() => ({ key: true, path: byId(), body: citizenAct(), status: 200, answer: shown.done() })),
  act: door(() => ({ key: true, path: byId(), body: deskAct(), status: 200, answer: shown.done() })),
} as const
