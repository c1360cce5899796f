import { generateKeyPairSync, sign } from 'node:crypto'
import { type Bill, keyDigest } from '../../shared/dossier/history/bill.ts'
import type { Bills, Signer } from '../../shared/ports.ts'
import { copy } from './copy.ts'

export interface MemoryBills extends Bills {
  /** What only somebody who broke in could do. */
  kept: Map<string, Bill>
}

export function memoryBills(): MemoryBills {
  const kept = new Map<string, Bill>()
  return {
    kept,
    async keep(bill) {
      if (kept.has(bill.statement.day)) return 'stands'
      kept.set(bill.statement.day, copy(bill))
      return 'kept'
    },
    read: async (day) => copy(kept.get(day)),
    async *days() {
      yield* [...kept.keys()].sort()
    },
  }
}

/** A key pair of its own. */
export function memorySigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }))
  return {
    sign: async (message) => sign('sha256', message, privateKey).toString('base64'),
    key: async () => keyDigest(pem),
    publicKeyPem: async () => pem,
  }
}
