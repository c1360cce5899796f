import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import * as z from 'zod'
import { writeWhole } from '../write-whole.ts'

const keyFile = z.object({
  cookies: z.string(),
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), alg: z.string(), use: z.string() }),
})
export type IssuerKeys = z.infer<typeof keyFile>

/** The issuer's RSA key and cookie secret, made once and kept: tokens outlive a restart. */
export async function keepKeys(file: string): Promise<IssuerKeys> {
  if (existsSync(file)) return keyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  // API Gateway's JWT authorizer takes RSA only.
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 })
  const key = await exportJWK(privateKey)
  const signing = { ...key, kid: await calculateJwkThumbprint(key), alg: 'RS256', use: 'sig' }
  const keys = keyFile.parse({ cookies: randomBytes(32).toString('base64url'), signing })
  writeWhole(file, JSON.stringify(keys), 0o600)
  return keys
}
