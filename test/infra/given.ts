import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import cdk from '../../cdk.json' with { type: 'json' }
import { installation } from '../../infra/installation.ts'
import type { DoorRoute } from '../../infra/parts/http-door.ts'

/** A row for each issuer and servant; the real table is held against the door in door.test.ts. */
export const sampleRoutes: readonly DoorRoute[] = [
  { method: 'POST', path: '/v1/citizen/dossiers', issuer: 'citizen', serves: 'intake' },
  { method: 'POST', path: '/v1/desk/dossiers', issuer: 'staff', serves: 'intake' },
  { method: 'POST', path: '/v1/desk/dossiers/{id}/acts', issuer: 'staff', serves: 'processing' },
  { method: 'POST', path: '/v1/public/look-up', issuer: 'none', serves: 'lookup' },
  { method: 'GET', path: '/v1/public/procedures', issuer: 'none', serves: 'catalogue' },
  { method: 'GET', path: '/v1/desk/reports', issuer: 'staff', serves: 'reports' },
]

/** Both stacks as templates, with a stand-in for the bundles. */
export function synthesised(stage = 'prod', routes = sampleRoutes) {
  const app = new App({ context: { ...cdk.context, stage } })
  const { records, desk } = installation(app, routes, () => Code.fromInline('export const handler = () => {}'))
  return {
    records: Template.fromStack(records),
    desk: Template.fromStack(desk),
    recordsStack: records,
    deskStack: desk,
  }
}
