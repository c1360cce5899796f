import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Json, type JsonObject, jsonObject, jsonValue } from '../json.ts'

export interface Resource {
  readonly logicalId: string
  readonly stack: string
  readonly type: string
  readonly properties: JsonObject
  /** Construct path without the stack and the trailing `Resource`, for example `outbox-sweep`; empty when unknown. */
  readonly path: string
}

export interface StackTemplate {
  readonly name: string
  readonly resources: ReadonlyMap<string, Resource>
  readonly parameters: ReadonlyMap<string, Json>
}

/** What `cdk synth` wrote: every stack, what they export to each other, and where the code of the functions lies. */
export interface Assembly {
  readonly stacks: ReadonlyMap<string, StackTemplate>
  readonly exports: ReadonlyMap<string, { stack: string; value: Json }>
  /** S3 object key of an asset -> folder or file on this machine. */
  readonly assets: ReadonlyMap<string, string>
}

const manifestShape = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional(), file: z.string().optional() })
        .optional(),
      metadata: z.unknown().optional(),
      additionalMetadataFile: z.string().optional(),
    }),
  ),
})

const templateShape = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: jsonObject.optional() })).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: jsonValue, Export: z.object({ Name: jsonValue }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: jsonValue.optional() })).default({}),
})

const assetsShape = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
})

const metadataShape = z.record(z.string(), z.array(z.object({ type: z.string(), data: z.unknown().optional() })))

export function readAssembly(directory: string): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'))
  const stacks = new Map<string, StackTemplate>()
  const exports = new Map<string, { stack: string; value: Json }>()
  const assets = new Map<string, string>()
  for (const [id, artifact] of Object.entries(manifestShape.parse(read('manifest.json')).artifacts)) {
    if (artifact.type === 'cdk:asset-manifest' && artifact.properties?.file) {
      for (const file of Object.values(assetsShape.parse(read(artifact.properties.file)).files)) {
        if (!file.source.path) continue
        const place = join(directory, file.source.path)
        for (const destination of Object.values(file.destinations)) assets.set(destination.objectKey, place)
      }
    }
    if (artifact.type !== 'aws:cloudformation:stack' || !artifact.properties?.templateFile) continue
    const metadata = artifact.additionalMetadataFile ? read(artifact.additionalMetadataFile) : artifact.metadata
    const name = artifact.properties.stackName ?? id
    const paths = readPaths(metadataShape.safeParse(metadata).data ?? {})
    const template = templateShape.parse(read(artifact.properties.templateFile))
    stacks.set(name, shapeStack(name, template, paths))
    for (const output of Object.values(template.Outputs)) {
      if (typeof output.Export?.Name === 'string') exports.set(output.Export.Name, { stack: name, value: output.Value })
    }
  }
  return { stacks, exports, assets }
}

/** One template as a stack, for assemblies and for tests on small JSON. */
export function shapeStack(name: string, template: unknown, paths: ReadonlyMap<string, string> = new Map()) {
  const { Resources, Parameters } = templateShape.parse(template)
  const resources = new Map<string, Resource>()
  for (const [logicalId, { Type, Properties }] of Object.entries(Resources)) {
    const path = paths.get(logicalId) ?? ''
    resources.set(logicalId, { logicalId, stack: name, type: Type, properties: Properties ?? {}, path })
  }
  const parameters = new Map<string, Json>()
  for (const [id, { Type, Default }] of Object.entries(Parameters)) {
    if (Default !== undefined && !Type.startsWith('AWS::SSM')) parameters.set(id, Default)
  }
  return { name, resources, parameters }
}

/** The synthesiser notes for each construct path which logical id it became. */
function readPaths(metadata: z.infer<typeof metadataShape>): Map<string, string> {
  const paths = new Map<string, string>()
  for (const [path, entries] of Object.entries(metadata)) {
    const own = path
      .split('/')
      .slice(2)
      .filter((part) => part !== 'Resource')
    for (const entry of entries) {
      if (entry.type === 'aws:cdk:logicalId') paths.set(String(entry.data), own.join('/'))
    }
  }
  return paths
}
