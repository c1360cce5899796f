import { type App, Stack } from 'aws-cdk-lib'
import { DeskStack } from './desk-stack.ts'
import { EdgeStack } from './edge-stack.ts'
import type { DeskCode } from './parts/desk-functions.ts'
import type { DoorRoute } from './parts/http-door.ts'
import { watchSpending } from './parts/spending.ts'
import { RecordsStack } from './records-stack.ts'
import { stageOf } from './stages.ts'

/** The stacks of the stage the app names (`-c stage=dev`). Tests pass a stand-in for the code, and a stage of their own. */
export function installation(
  app: App,
  routes: readonly DoorRoute[],
  code: DeskCode,
  stage = stageOf(app.node.tryGetContext('stage')),
) {
  // The command sets these by itself; the local stack reads the assembly without it.
  for (const said of ['path', 'asset']) app.node.setContext(`aws:cdk:enable-${said}-metadata`, true)
  const named = (part: string) => ({
    stackName: `mot-cua-${stage.provinceCode.toLowerCase()}-${stage.name}-${part}`,
    env: { region: stage.region },
  })
  const records = new RecordsStack(app, 'records', { ...named('records'), stage })
  // Filled by the desk's parts: each says beside itself when somebody has to be woken.
  const watch = new Stack(app, 'watch', named('watch'))
  watchSpending(watch, stage)
  const desk = new DeskStack(app, 'desk', { ...named('desk'), stage, records, watch, routes, code })
  const { shield } = stage
  // Distributions and their firewalls live in one region, whatever the stage's is.
  const edge = shield && new EdgeStack(app, 'edge', { ...named('edge'), env: { region: 'us-east-1' }, stage, shield })
  return { records, desk, watch, ...(edge && { edge }) }
}
