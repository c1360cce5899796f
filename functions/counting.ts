import { historyHandler } from '../shared/aws/lambda/stream.ts'
import { countDossiers } from '../shared/desk/figures/count-dossiers.ts'
import { lazily } from '../shared/lazily.ts'
import { countingDesk } from './wire-counting.ts'

const desk = lazily(countingDesk)

/** Đếm: what happened, into figures. */
export const handler = historyHandler(async (dossiers) => {
  await countDossiers(desk(), dossiers)
})
