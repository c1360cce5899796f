import { createCatalogue } from '../shared/aws/catalogue.ts'
import { openBuckets, openTable } from '../shared/aws/clients.ts'
import { createDigests } from '../shared/aws/digests.ts'
import { createLongTexts } from '../shared/aws/long-texts.ts'
import { createObjects } from '../shared/aws/objects.ts'
import { readSecrets } from '../shared/aws/secrets.ts'
import type { Table } from '../shared/aws/table.ts'
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

/** The catalogue with the texts that are too long for the table. */
export function wholeCatalogueOn(all: Table) {
  const texts = createLongTexts({
    s3: openBuckets(),
    get catalogueBucket() {
      return settings.catalogueBucket
    },
  })
  return createCatalogue({ ...all, texts })
}

/** Each bucket is asked for by name only when it is used. */
export function objects() {
  return createObjects({
    s3: openBuckets(),
    get quarantineBucket() {
      return settings.quarantineBucket
    },
    get cleanBucket() {
      return settings.cleanBucket
    },
  })
}

// Marked pure, so that bundles which need no secret leave the client out.
export const secrets = /* @__PURE__ */ once(() => readSecrets(settings.secretsId))

export async function digests() {
  return createDigests(await secrets())
}

export const time = {
  now: () => instantOf(new Date()),
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  chance: Math.random,
}
