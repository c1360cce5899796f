import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type * as z from 'zod'
import { reach } from '../reach.ts'

/** Asks for one secret and holds it against its shape. Throws Outage. */
export async function readSecret<T>(
  client: SecretsManagerClient,
  id: string,
  shape: z.ZodType<T>,
): Promise<z.ZodSafeParseResult<T>> {
  const got = await reach('the secrets', () => client.send(new GetSecretValueCommand({ SecretId: id })))
  return shape.safeParse(parseJson(got.SecretString ?? ''))
}

/** A secret of another shape is a defect: it is told what is lacking, and no value. */
export function valueIn<T>(read: z.ZodSafeParseResult<T>): T {
  if (read.success) return read.data
  throw new Error(`the secret lacks ${read.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
