import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { accountId, region } from './account.ts'
import { answerJson, type LocalServer, readFields, serveLocally } from './loopback.ts'
import { writeWhole } from './write-whole.ts'

/** The installation's signing key: made once, kept in one file of the data folder. */
export function keepSigningKey(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeWhole(file, pem, 0o600)
  return pem
}

/** KMS as far as the functions use it: one asymmetric key, under whatever name it is asked for. */
export function serveSigning(options: { port: number; privateKeyPem: string }): Promise<LocalServer> {
  const privateKey = createPrivateKey(options.privateKeyPem)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const algorithm = 'ECDSA_SHA_256'
  return serveLocally(options.port, async (request, response) => {
    const deed = request.headers['x-amz-target']
    const { KeyId: id, Message: message, MessageType: type, SigningAlgorithm: asked } = await readFields(request)
    const KeyId =
      typeof id === 'string' && id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${accountId}:key/${String(id)}`
    if (deed === 'TrentService.GetPublicKey') {
      const told = { KeyId, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: [algorithm] }
      return answerJson(response, 200, { ...told, PublicKey: publicKey.toString('base64') })
    }
    if (deed !== 'TrentService.Sign' || typeof message !== 'string' || type !== 'RAW' || asked !== algorithm) {
      const why = `not known here: ${String(deed)} ${String(type)} ${String(asked)}`
      return answerJson(response, 400, { __type: 'ValidationException', message: why })
    }
    const bytes = Buffer.from(message, 'base64')
    if (bytes.length > 4096) {
      return answerJson(response, 400, {
        __type: 'ValidationException',
        message: 'a raw message has at most 4096 bytes',
      })
    }
    const signature = sign('sha256', bytes, privateKey).toString('base64')
    answerJson(response, 200, { KeyId, Signature: signature, SigningAlgorithm: algorithm })
  })
}
