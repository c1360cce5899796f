/** The account the local stack pretends to be. */
export const region = 'ap-southeast-1'
export const accountId = '000000000000'
export const partition = 'aws'
export const urlSuffix = 'amazonaws.com'

/** Accepted by the stand-ins, worthless anywhere else. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

export const functionArn = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`
export const queueArn = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`
export const bucketArn = (name: string) => `arn:aws:s3:::${name}`
export const tableArn = (name: string) => `arn:aws:dynamodb:${region}:${accountId}:table/${name}`
export const streamArn = (table: string) => `${tableArn(table)}/stream/local`
