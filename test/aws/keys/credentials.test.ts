import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { credentials, region } from '../../../infra/local/account.ts'
import type { LocalServer } from '../../../infra/local/loopback.ts'
import { keepSecrets, serveSecrets } from '../../../infra/local/secrets.ts'
import { writeWhole } from '../../../infra/local/write-whole.ts'
import { createCredentials } from '../../../shared/aws/keys/credentials.ts'

const folder = mkdtempSync(join(tmpdir(), 'credentials-'))
const file = join(folder, 'secrets.json')
const first = keepSecrets(file)
const clock = { ms: 0 }
let vault: LocalServer
let client: SecretsManagerClient

beforeAll(async () => {
  vault = await serveSecrets({ port: 0, file })
  client = new SecretsManagerClient({ endpoint: vault.url, region, credentials })
})
afterAll(async () => {
  client.destroy()
  await vault.stop()
  rmSync(folder, { recursive: true, force: true })
})

const shape = z.object({ vnpostKey: z.string(), vnpostSecret: z.string() })
const open = () =>
  createCredentials({ id: 'records-partnerkeyspost1A2B', shape: () => shape, client, nowMs: () => clock.ms })

function rotate(vnpostSecret: string) {
  writeWhole(file, JSON.stringify({ ...keepSecrets(file), vnpostSecret }))
}

describe('credentials at partners', () => {
  it('are rotated without a restart: after minutes, or when a partner refuses them', async () => {
    const post = open()
    expect(await post.read()).toEqual({ vnpostKey: first.vnpostKey, vnpostSecret: first.vnpostSecret })
    rotate('second')
    expect((await post.read()).vnpostSecret).toBe(first.vnpostSecret)
    clock.ms += 30_001
    expect((await post.readAgain()).vnpostSecret).toBe('second')
    rotate('third')
    expect((await post.read()).vnpostSecret).toBe('second')
    clock.ms += 5 * 60_000
    expect((await post.read()).vnpostSecret).toBe('third')
  })

  it('are not read at every refusal', async () => {
    const post = open()
    const { vnpostSecret } = await post.read()
    rotate(`${vnpostSecret}!`)
    expect((await post.readAgain()).vnpostSecret).toBe(vnpostSecret)
  })

  it('that are missing are looked for once in half a minute, however many ask whether they are there', async () => {
    let reads = 0
    const counted = new Proxy(client, {
      get: (of, name) => {
        if (name !== 'send') return Reflect.get(of, name)
        reads += 1
        return of.send.bind(of)
      },
    })
    const shape = () => z.object({ identityKey: z.string() })
    const wrong = createCredentials({ id: 'partner-keys-post', shape, client: counted, nowMs: () => clock.ms })
    for (let n = 0; n < 5; n += 1) expect(await wrong.areComplete()).toBe(false)
    expect(reads).toBe(1)
    clock.ms += 30_001
    expect(await wrong.areComplete()).toBe(false)
    expect(reads).toBe(2)
  })

  it('hold one group only, and name what they lack without a value', async () => {
    const wrong = createCredentials({
      id: 'partner-keys-post',
      shape: () => z.object({ identityKey: z.string() }),
      client,
    })
    await expect(wrong.read()).rejects.toThrow('the secret lacks identityKey')
    expect([await wrong.areComplete(), await open().areComplete()]).toEqual([false, true])
  })
})
