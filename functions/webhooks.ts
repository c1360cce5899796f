import { createMachines } from '../shared/aws/catalogue/machines.ts'
import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { createSubscriptions } from '../shared/aws/sending/subscriptions.ts'
import { tellSubscriber } from '../shared/desk/front-ends/tell-subscriber.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { webhooks } from './wire-webhooks.ts'
import { catalogueOn, digests, once, table, time } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  return {
    ...time,
    dossiers: createDossiers(all),
    marks: createMarks(all),
    machines: createMachines(all),
    subscriptions: createSubscriptions(all),
    catalogue: catalogueOn(all),
    digests: await digests(),
    webhooks: webhooks(),
  }
})

/** Gọi báo: tells front ends that subscribed what happened to dossiers of their sight. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['webhook'], (message) => tellSubscriber(all, message))
})
