import { createPublicKey } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import { keyDigest } from '../../dossier/history/bill.ts'
import type { Signer } from '../../ports.ts'
import { patience } from '../patience.ts'
import { reach } from '../reach.ts'

const neighbour = 'the signing key'

/** Signs with an asymmetric key of the key service. The public half is asked for once in an instance's life. */
export function createSigner(id: string, client = new KMSClient(patience)): Signer {
  let known: Promise<string> | undefined
  const publicKeyPem = () => {
    known ??= askPublicKey(client, id).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    async sign(message) {
      const command = new SignCommand({
        KeyId: id,
        Message: message,
        MessageType: 'RAW',
        SigningAlgorithm: 'ECDSA_SHA_256',
      })
      const { Signature } = await reach(neighbour, () => client.send(command))
      return Buffer.from(given(Signature)).toString('base64')
    },
    key: async () => keyDigest(await publicKeyPem()),
    publicKeyPem,
  }
}

async function askPublicKey(client: KMSClient, KeyId: string): Promise<string> {
  const { PublicKey } = await reach(neighbour, () => client.send(new GetPublicKeyCommand({ KeyId })))
  const key = createPublicKey({ key: Buffer.from(given(PublicKey)), type: 'spki', format: 'der' })
  return String(key.export({ type: 'spki', format: 'pem' }))
}

function given(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error('the key service answered without what was asked for')
  return bytes
}
