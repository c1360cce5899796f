import type { Mapping } from './model.ts'
import * as shapes from './property-shapes.ts'
import { calledFunction, parse, type Read, type Reading, refuseUnknownTests } from './reading.ts'
import { NotUnderstood } from './resolve.ts'

/** Functions, what becomes of their failed calls, and the queues and streams that wake them. */
export function functionReaders(reading: Reading) {
  const { assembly, names, model, later } = reading
  return {
    'AWS::Lambda::Function': (resource, properties) => {
      const shape = parse(resource, shapes.lambda, properties)
      const isNode = shape.Runtime?.startsWith('nodejs') === true && shape.Code.S3Key !== undefined
      const folder = isNode ? assembly.assets.get(shape.Code.S3Key ?? '') : undefined
      if (isNode && !folder) throw new NotUnderstood(resource, `no asset ${shape.Code.S3Key} in the assembly`)
      model.functions.push({
        name: names.nameOf(resource),
        logicalId: resource.logicalId,
        path: resource.path,
        folder,
        handler: shape.Handler,
        timeoutSeconds: shape.Timeout,
        memoryMb: shape.MemorySize,
        environment: shape.Environment.Variables,
        retries: 2,
        failedTo: undefined,
        deadLettersTo: shape.DeadLetterConfig?.TargetArn,
      })
    },
    'AWS::Lambda::EventInvokeConfig': (resource, properties) => {
      const shape = parse(resource, shapes.invokeConfig, properties)
      const name = calledFunction(reading, resource, shape.FunctionName)
      later.push(() => {
        const found = model.functions.find((one) => one.name === name)
        if (!found) return
        found.retries = shape.MaximumRetryAttempts
        found.failedTo = shape.DestinationConfig?.OnFailure?.Destination
      })
    },
    'AWS::Lambda::EventSourceMapping': (resource, properties) => {
      const shape = parse(resource, shapes.mapping, properties)
      if (!shape.enabled) return
      const called = calledFunction(reading, resource, shape.functionName)
      const mapping: Mapping = { ...shape, id: resource.logicalId, function: called }
      for (const pattern of shape.filters) refuseUnknownTests(resource, pattern)
      const isQueue = shape.source.startsWith('arn:aws:sqs:')
      if (!isQueue && !shape.source.includes(':table/')) {
        throw new NotUnderstood(resource, `source ${shape.source} is neither queue nor table stream`)
      }
      const list = isQueue ? model.queueMappings : model.streamMappings
      list.push(mapping)
    },
  } satisfies Record<string, Read>
}
