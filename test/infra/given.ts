import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import cdk from '../../cdk.json' with { type: 'json' }
import { installation } from '../../infra/installation.ts'
import { type Stage, stageOf } from '../../infra/stages.ts'
import { routes } from '../../shared/http/routes.ts'

export type Properties = Record<string, unknown>

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The stacks of a stage as templates, with a stand-in for the bundles; `tables` other than the stage's own after a restore.
 * What `watch` takes from the desk stands in it as the desk knows it.
 */
export function synthesised(name = 'prod', tables?: Stage['tables']) {
  const app = new App({ context: cdk.context })
  const stage = { ...stageOf(name), ...(tables && { tables }) }
  const made = installation(app, routes, () => Code.fromInline('export const handler = () => {}'), stage)
  const desk = Template.fromStack(made.desk)
  return { records: Template.fromStack(made.records), desk, watch: seenFrom(desk, Template.fromStack(made.watch)) }
}

/** A template in which imports of what another exports are replaced by what they stand for there. */
function seenFrom(exporting: Template, importing: Template): Template {
  const outputs: Record<string, { Value: unknown; Export?: { Name: string } }> = exporting.toJSON().Outputs
  const values = new Map(
    Object.values(outputs).flatMap(({ Value, Export }) => (Export ? [[Export.Name, Value] as const] : [])),
  )
  return Template.fromJSON(
    JSON.parse(JSON.stringify(importing.toJSON()), (_, value) => values.get(value?.['Fn::ImportValue']) ?? value),
  )
}

/** The properties of every resource of a type. */
export function ofType(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map((resource) =>
    isObject(resource.Properties) ? resource.Properties : {},
  )
}

/** The resource at a path of the tree, `intake` or `door/api`: its logical id and properties. */
export function at(template: Template, path: string): { id: string; properties: Properties } {
  const all: Record<string, { Metadata?: Record<string, unknown>; Properties?: Properties }> =
    template.toJSON().Resources
  for (const [id, resource] of Object.entries(all)) {
    if (resource.Metadata?.['aws:cdk:path'] === path) return { id, properties: resource.Properties ?? {} }
  }
  throw new Error(`Nothing stands at ${path}.`)
}

export interface Statement {
  Sid?: string
  Action: string | string[]
  Resource: unknown
  Effect: string
  Condition?: unknown
}

/** What a function may do, one permission a line. */
export function permissionsOf(desk: Template, fn: string): Statement[] {
  return statementsOf(desk, `${fn}-role`)
}

/** What a role of the desk may do. */
export function statementsOf(desk: Template, role: string): Statement[] {
  const { Policies } = at(desk, `desk/${role}/Resource`).properties
  const own = Array.isArray(Policies) ? Policies[0] : at(desk, `desk/${role}/DefaultPolicy/Resource`).properties
  const statements = own?.PolicyDocument?.Statement
  if (!Array.isArray(statements)) throw new Error(`${role} has no policy.`)
  return statements
}
