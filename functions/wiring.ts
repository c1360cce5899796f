import { createCatalogue } from '../shared/aws/catalogue/catalogue.ts'
import { openTable } from '../shared/aws/clients.ts'
import { readDigestKeys } from '../shared/aws/keys/digest-keys.ts'
import { createDigests } from '../shared/aws/keys/digests.ts'
import type { Table } from '../shared/aws/table/table.ts'
import { instantOf } from '../shared/calendar/day.ts'
import { readSettings } from '../shared/settings.ts'

/** The function's environment; each name is asked for only by who needs it. */
export const settings = readSettings(process.env)

/** Opened once in an instance's life; a failed opening is tried again by the next caller. */
export function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
}

export function table(): Table {
  return { db: openTable(), name: settings.tableName }
}

/** Rules and organisation, for functions that show no procedure whole. */
export function catalogueOn(all: Table) {
  return createCatalogue(all)
}

// Marked pure, so that bundles which need no secret leave the client out.
const digestKeys = /* @__PURE__ */ once(() => readDigestKeys(settings.secretsId))

export async function digests() {
  return createDigests(await digestKeys())
}

export const time = {
  now: () => instantOf(new Date()),
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  chance: Math.random,
}
