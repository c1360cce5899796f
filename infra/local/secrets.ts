import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { accountId, region } from './account.ts'
import { answerJson, type LocalServer, readFields, serveLocally } from './loopback.ts'
import { writeWhole } from './write-whole.ts'

const shape = z.object({
  identityKey: z.string(),
  lookupKey: z.string(),
  vnpostKey: z.string(),
  vnpostSecret: z.string(),
})
export type Secrets = z.infer<typeof shape>

/** The installation's keys: random, made once, kept in one file of the data folder. */
export function keepSecrets(file: string): Secrets {
  if (existsSync(file)) return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [identityKey = '', lookupKey = '', vnpostKey = '', vnpostSecret = ''] = Array.from({ length: 4 }, () =>
    randomBytes(32).toString('base64url'),
  )
  const secrets = { identityKey, lookupKey, vnpostKey, vnpostSecret }
  writeWhole(file, JSON.stringify(secrets, null, 2), 0o600)
  return secrets
}

/** Secrets Manager as far as the functions use it: one secret, under whatever name it is asked for. */
export function serveSecrets(options: { port: number; secrets: Secrets }): Promise<LocalServer> {
  return serveLocally(options.port, async (request, response) => {
    const deed = request.headers['x-amz-target']
    if (deed !== 'secretsmanager.GetSecretValue') {
      return answerJson(response, 400, {
        __type: 'InvalidRequestException',
        Message: `not known here: ${String(deed)}`,
      })
    }
    const { SecretId: id } = await readFields(request)
    if (typeof id !== 'string' || id === '') {
      return answerJson(response, 400, { __type: 'InvalidParameterException', Message: 'SecretId is missing' })
    }
    answerJson(response, 200, {
      ARN: id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${accountId}:secret:${id}`,
      Name: id.split(':').at(-1),
      SecretString: JSON.stringify(options.secrets),
      VersionId: '00000000-0000-0000-0000-000000000001',
      VersionStages: ['AWSCURRENT'],
    })
  })
}
