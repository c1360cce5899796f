import * as z from 'zod'
import { lazily } from '../../lazily.ts'

/** What an event says of a file: number, size in bytes, SHA-256 and state. */
const proofs = lazily(() => {
  const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
  return z.array(z.strictObject({ n: z.int(), size: z.int(), sha256, state: z.string() }))
})
/** The same as it is kept: the digest in 32 bytes, and no state where it is `clean`. */
const rows = lazily(() => {
  const clean = z.tuple([z.int(), z.int(), z.instanceof(Uint8Array)])
  const other = z.tuple([z.int(), z.int(), z.instanceof(Uint8Array), z.string()])
  return z.array(z.union([clean, other]))
})

type Detail = Readonly<Record<string, unknown>>
const kept = 'sp'

/** An event's detail as it is kept: a reception of many files costs half as much; what looks otherwise stays as it is. */
export function packProofs(detail: Detail): Detail {
  if (detail.scans === undefined || kept in detail) return detail
  const read = proofs().safeParse(detail.scans)
  if (!read.success) return detail
  const packed = read.data.map(({ n, size, sha256, state }) => {
    const short = [n, size, Buffer.from(sha256, 'hex')]
    return state === 'clean' ? short : [...short, state]
  })
  return renamed(detail, 'scans', kept, packed)
}

export function unpackProofs(detail: Detail): Detail {
  if (detail[kept] === undefined) return detail
  const read = rows().safeParse(detail[kept])
  if (!read.success) return detail
  const scans = read.data.map(([n, size, digest, state = 'clean']) => ({
    ...{ n, size, sha256: Buffer.from(digest).toString('hex') },
    state,
  }))
  return renamed(detail, kept, 'scans', scans)
}

/** In its old place: the order of fields is part of what an archive shows. */
function renamed(detail: Detail, from: string, to: string, value: unknown): Detail {
  return Object.fromEntries(Object.entries(detail).map(([name, said]) => (name === from ? [to, value] : [name, said])))
}
