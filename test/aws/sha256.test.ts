import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Sha256 } from '../../shared/aws/sha256.ts'

const hex = async (digest: Sha256) => Buffer.from(await digest.digest()).toString('hex')
const key = new Uint8Array(Buffer.from('0123456789abcdef0123456789abcdef'))

describe('the digest that signs', () => {
  it('is SHA-256 of all it was given, in pieces, as text or as bytes', async () => {
    const digest = new Sha256()
    digest.update('Một ')
    digest.update(new Uint8Array(Buffer.from('cửa')))
    digest.update(new Uint8Array([33]).buffer)
    expect(await hex(digest)).toBe(createHash('sha256').update('Một cửa!').digest('hex'))
  })
  it.each([
    ['a word', 'AWS4secret'],
    ['bytes', key],
    ['a part of other bytes', new Uint8Array(key.buffer, 4, 8)],
    ['no byte', new Uint8Array(0)],
  ])('is keyed by %s, at the first use and after', async (_, secret) => {
    for (const said of ['one', 'another']) {
      const digest = new Sha256(secret)
      digest.update(said)
      expect(await hex(digest)).toBe(createHmac('sha256', secret).update(said).digest('hex'))
    }
  })
  it('begins anew under the same key', async () => {
    const digest = new Sha256(key)
    digest.update('dropped')
    digest.reset()
    digest.update('kept')
    expect(await hex(digest)).toBe(createHmac('sha256', key).update('kept').digest('hex'))
  })
})
