import { createCatalogue } from '../shared/aws/catalogue/catalogue.ts'
import type { LongTexts } from '../shared/aws/table/long-items.ts'
import type { Table } from '../shared/aws/table/table.ts'
import { once } from './wiring.ts'

const texts = once(async () => (await import('./wire-texts.ts')).longTexts())

const lateTexts: LongTexts = {
  put: async (...said) => (await texts()).put(...said),
  get: async (name) => (await texts()).get(name),
}

/** The catalogue with the texts that are too long for the table. */
export function wholeCatalogueOn(all: Table) {
  return createCatalogue({ ...all, texts: lateTexts })
}
