import type { Bus, DeliveredEvent } from '../bus.ts'
import type { Calls } from '../calls.ts'
import { isObject, toJson } from '../json.ts'
import { matchesPattern } from '../patterns.ts'
import type { Bucket, Rule } from '../templates/model.ts'
import type { Driver } from './driver.ts'

/** Carries the events of the bus to the targets of the rules they match. */
export function startRules(options: {
  bus: Bus
  rules: readonly Rule[]
  buckets: readonly Bucket[]
  calls: Calls
}): Driver {
  const unsubscribe = options.bus.subscribe(async (event) => {
    if (!isTold(event, options.buckets)) return
    const json = toJson(event)
    const targets = options.rules.filter((rule) => matchesPattern(rule.pattern, json)).flatMap((rule) => rule.targets)
    await Promise.all(targets.map((target) => options.calls.deliver(target, event)))
  })
  return {
    async busyWith() {
      return options.bus.inFlight() > 0 ? `${options.bus.inFlight()} events on the bus` : undefined
    },
    async stop() {
      unsubscribe()
    },
  }
}

/** A bucket that is not told to speak to EventBridge says nothing, here as there. */
function isTold(event: DeliveredEvent, buckets: readonly Bucket[]): boolean {
  if (event.source !== 'aws.s3') return true
  const { bucket } = event.detail
  const name = isObject(bucket) ? bucket.name : undefined
  return buckets.some((one) => one.name === name && one.tellsEvents)
}
