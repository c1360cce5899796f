import type { Catalogue, Dossiers } from '../../shared/ports.ts'

function never(): never {
  throw new Error('a replay asks for this of nobody')
}

/** What no deed of a replay asks of the dossiers and of the catalogue. */
export const unaskedDossiers = {
  idOfCode: never,
  workOf: never,
  dueBefore: never,
  ofOwner: never,
  movedSince: never,
  whole: never,
  clocked: never,
  since: never,
  movedBy: never,
  heads: never,
  withPeople: never,
  opinionsOf: never,
  withErrands: never,
  withNotices: never,
  withCarriages: never,
} satisfies Partial<Dossiers>

export const unaskedCatalogue = {
  declarationsNow: never,
  declare: never,
  procedures: never,
  drafts: never,
  writeVersion: never,
  procedureDeed: never,
  putProcedure: never,
  putWorkflow: never,
  addWorkflow: never,
  workflows: never,
  putUnits: never,
  announce: never,
  patternSets: never,
  putNumberPattern: never,
  putStandIn: never,
} satisfies Partial<Catalogue>
