/** Chapter `speed`: the deployed assembly with the bare handlers beside which the others are measured. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject, type JsonObject, jsonObject } from '../local/json.ts'
import { synthesise } from '../local/synthesis.ts'
import { bundled } from './imports.ts'
import type { TableCall } from './table-calls.ts'

export const barePath = '/bench/bare'
export const callingPath = '/bench/calling'

/** A handler without anything of ours, and one call at the table. */
const code = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
  const table = new DynamoDBClient({})
  export const handler = async () => {
    const Key = { pk: { S: 'BARE' }, sk: { S: 'BARE' } }
    await table.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key, ConsistentRead: true }))
    return { statusCode: 200, body: '{}' }
  }`

/**
 * The same with the calls of a scene, one after the other: as many items of as many bytes written, without a place in any
 * index, and as many units read. What a scene takes beside it is ours; what it takes beside the bare one is the table's.
 */
const callingCode = `
  import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
  import { randomUUID } from 'node:crypto'
  const table = new DynamoDBClient({})
  const TableName = process.env.TABLE_NAME
  const scenes = JSON.parse(process.env.SCENES)
  const itemOf = (pk, sk, bytes) => ({ pk: { S: pk }, sk: { S: sk }, d: { S: 'x'.repeat(Math.max(1, bytes - 100)) } })
  const laid = new Map()
  const lie = (units) => {
    const pk = 'BARE#' + units
    if (!laid.has(pk)) laid.set(pk, table.send(new PutItemCommand({ TableName, Item: itemOf(pk, 'BARE', units * 4096 - 200) })))
    return laid.get(pk).then(() => pk)
  }
  const ask = async ({ operation, sizes, readUnits }) => {
    const items = sizes.map(({ sk, bytes }) => itemOf('BARE#' + randomUUID(), sk, bytes))
    if (operation === 'TransactWriteItems') {
      const once = { ConditionExpression: 'attribute_not_exists(pk)' }
      return new TransactWriteItemsCommand({ TransactItems: items.map((Item) => ({ Put: { TableName, Item, ...once } })) })
    }
    if (items.length > 0) return new PutItemCommand({ TableName, Item: items[0] })
    const pk = await lie(Math.max(1, readUnits))
    if (operation === 'GetItem') return new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: 'BARE' } }, ConsistentRead: true })
    if (operation !== 'Query') throw new Error('a bare handler makes no ' + operation)
    const ExpressionAttributeValues = { ':pk': { S: pk } }
    return new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues, ConsistentRead: true })
  }
  export const handler = async ({ queryStringParameters }) => {
    for (const call of scenes[queryStringParameters.scene]) await table.send(await ask(call))
    return { statusCode: 200, body: '{}' }
  }`

type Scenes = Readonly<Record<string, readonly TableCall[]>>

/** The deployed assembly with two more ways in: a bare handler, and one that makes the table calls of a scene. */
export async function writeBareAssembly(folder: string, scenes: Scenes): Promise<void> {
  cpSync(await synthesise(console.error), folder, { recursive: true })
  await bundled(folder, 'asset.bare', code)
  await bundled(folder, 'asset.calling', callingCode)
  const file = join(folder, 'desk.template.json')
  const template = jsonObject.parse(JSON.parse(readFileSync(file, 'utf8')))
  const resources = objectIn(template, 'Resources')
  const [api = ''] = Object.entries(resources).flatMap(([id, resource]) =>
    isObject(resource) && resource.Type === 'AWS::ApiGatewayV2::Api' ? [id] : [],
  )
  const TABLE_NAME = tableNameIn(resources)
  const Resources = {
    ...resources,
    ...wayIn(api, 'Bare', barePath, { TABLE_NAME }),
    ...wayIn(api, 'Calling', callingPath, { TABLE_NAME, SCENES: JSON.stringify(scenes) }),
  }
  writeFileSync(file, JSON.stringify({ ...template, Resources }))
  const assetsFile = join(folder, 'desk.assets.json')
  const assets = jsonObject.parse(JSON.parse(readFileSync(assetsFile, 'utf8')))
  const assetOf = (name: string) => ({
    source: { path: `asset.${name}` },
    destinations: { here: { objectKey: `${name}.zip` } },
  })
  const files = { ...objectIn(assets, 'files'), bare: assetOf('bare'), calling: assetOf('calling') }
  writeFileSync(assetsFile, JSON.stringify({ ...assets, files }))
}

/** A function, its route and what ties them. */
function wayIn(api: string, id: string, path: string, variables: JsonObject): JsonObject {
  const ApiId = { Ref: api }
  const name = id.toLowerCase()
  return {
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        MemorySize: 512,
        Timeout: 10,
        Environment: { Variables: variables },
      },
    },
    [`To${id}`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [id, 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId,
        RouteKey: `GET ${path}`,
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: `To${id}` }]] },
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
