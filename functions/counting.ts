import { historyHandler } from '../shared/aws/lambda.ts'
import { countDossiers } from '../shared/desk/count-dossiers.ts'
import { countingDesk } from './wire-counting.ts'

const desk = countingDesk()

/** Đếm: what happened, into figures. */
export const handler = historyHandler(async (dossiers) => {
  await countDossiers(desk, dossiers)
})
