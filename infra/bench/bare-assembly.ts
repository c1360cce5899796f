import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject, type JsonObject, jsonObject } from '../local/json.ts'
import { synthesise } from '../local/synthesis.ts'
import { bundled } from './imports.ts'

export const barePath = '/bench/bare'

const code = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
  const table = new DynamoDBClient({})
  export const handler = async () => {
    const Key = { pk: { S: 'BARE' }, sk: { S: 'BARE' } }
    await table.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key, ConsistentRead: true }))
    return { statusCode: 200, body: '{}' }
  }`

/** The deployed assembly with one more way in: a handler without anything of ours, and one call at the same table. */
export async function writeBareAssembly(folder: string): Promise<void> {
  cpSync(await synthesise(console.error), folder, { recursive: true })
  await bundled(folder, 'asset.bare', code)
  const file = join(folder, 'desk.template.json')
  const template = jsonObject.parse(JSON.parse(readFileSync(file, 'utf8')))
  const resources = objectIn(template, 'Resources')
  const [api = ''] = Object.entries(resources).flatMap(([id, resource]) =>
    isObject(resource) && resource.Type === 'AWS::ApiGatewayV2::Api' ? [id] : [],
  )
  const Resources = { ...resources, ...bareResources(api, tableNameIn(resources)) }
  writeFileSync(file, JSON.stringify({ ...template, Resources }))
  const assetsFile = join(folder, 'desk.assets.json')
  const assets = jsonObject.parse(JSON.parse(readFileSync(assetsFile, 'utf8')))
  const bare = { source: { path: 'asset.bare' }, destinations: { here: { objectKey: 'bare.zip' } } }
  writeFileSync(assetsFile, JSON.stringify({ ...assets, files: { ...objectIn(assets, 'files'), bare } }))
}

function bareResources(api: string, tableName: JsonObject[string]): JsonObject {
  const ApiId = { Ref: api }
  return {
    Bare: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'bare',
        Code: { S3Bucket: 'assets', S3Key: 'bare.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        MemorySize: 512,
        Timeout: 10,
        Environment: { Variables: { TABLE_NAME: tableName } },
      },
    },
    ToBare: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Bare', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    BareRoute: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId,
        RouteKey: `GET ${barePath}`,
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'ToBare' }]] },
      },
    },
  }
}

/** The table's name as the functions beside are told it. */
function tableNameIn(resources: JsonObject): JsonObject[string] {
  for (const resource of Object.values(resources)) {
    const told = isObject(resource) && isObject(resource.Properties) ? resource.Properties.Environment : undefined
    const variables = isObject(told) && isObject(told.Variables) ? told.Variables : {}
    if (variables.TABLE_NAME !== undefined) return variables.TABLE_NAME
  }
  throw new Error('no function of the desk is told the table')
}

function objectIn(of: JsonObject, name: string): JsonObject {
  const value = of[name]
  return isObject(value) ? value : {}
}
