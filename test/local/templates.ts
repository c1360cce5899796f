import type { Json } from '../../infra/local/json.ts'
import { type Assembly, shapeStack } from '../../infra/local/templates/assembly.ts'

type Resources = Record<string, { Type: string; Properties?: Record<string, Json> }>

/** Small templates as an assembly; every asset key `x.zip` lies in the folder `/assets/x.zip`. */
export function assemble(
  stacks: Record<string, Resources>,
  outputs: Record<string, { stack: string; value: Json }> = {},
) {
  const shaped = Object.entries(stacks).map(([name, Resources]) => shapeStack(name, { Resources }))
  const assembly: Assembly = {
    stacks: new Map(shaped.map((stack) => [stack.name, stack])),
    exports: new Map(Object.entries(outputs)),
    assets: new Map([['code.zip', '/assets/code.zip']]),
  }
  return assembly
}

export const nodeFunction = (environment: Record<string, Json> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 10,
    Environment: { Variables: environment },
  },
})
