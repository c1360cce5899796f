import { findUnknownPath } from '../input-transformer.ts'
import { jsonObject } from '../json.ts'
import type { Resource } from './assembly.ts'
import type { Target } from './model.ts'
import * as shapes from './property-shapes.ts'
import { calledFunction, parse, type Read, type Reading, refuseUnknownTests } from './reading.ts'
import { NotUnderstood } from './resolve.ts'

/** What the bus tells whom, and when the clock does. */
export function eventReaders(reading: Reading) {
  const { model } = reading
  return {
    'AWS::Events::Rule': (resource, properties) => {
      const shape = parse(resource, shapes.rule, properties)
      if (shape.State !== 'ENABLED') return
      const targets = shape.Targets.map((one) => targetOf(reading, resource, one))
      const { logicalId: id, path } = resource
      if (shape.EventPattern) {
        const pattern = parse(resource, jsonObject, shape.EventPattern)
        refuseUnknownTests(resource, pattern)
        model.rules.push({ id, pattern, targets })
      }
      const expression = shape.ScheduleExpression
      if (expression) for (const target of targets) model.schedules.push({ id, path, expression, zone: 'UTC', target })
    },
    'AWS::SES::ConfigurationSetEventDestination': (resource, properties) => {
      const { ConfigurationSetName: set, EventDestination: told } = parse(resource, shapes.mailEvents, properties)
      model.mailEvents.push({ set, events: told.MatchingEventTypes })
    },
    'AWS::Scheduler::Schedule': (resource, properties) => {
      const shape = parse(resource, shapes.schedule, properties)
      if (shape.State !== 'ENABLED') return
      const { logicalId: id, path } = resource
      const { ScheduleExpression: expression, ScheduleExpressionTimezone: zone } = shape
      model.schedules.push({ id, path, expression, zone, target: targetOf(reading, resource, shape.Target) })
    },
  } satisfies Record<string, Read>
}

function targetOf(reading: Reading, resource: Resource, given: shapes.TargetShape): Target {
  if (given.Arn.includes(':lambda:')) calledFunction(reading, resource, given.Arn)
  else if (!given.Arn.includes(':sqs:'))
    throw new NotUnderstood(resource, `target ${given.Arn} is neither function nor queue`)
  const unknown = findUnknownPath(given.InputTransformer?.InputPathsMap)
  if (unknown) throw new NotUnderstood(resource, `the path ${unknown} into an event is not understood`)
  return {
    arn: given.Arn,
    input: given.Input,
    transformer: given.InputTransformer,
    group: given.SqsParameters?.MessageGroupId,
    deadLettersTo: given.DeadLetterConfig?.Arn,
  }
}
