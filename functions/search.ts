import { createDossiers } from '../shared/aws/dossiers/dossiers.ts'
import { createSearchWords } from '../shared/aws/dossiers/search-words.ts'
import { queueHandler } from '../shared/aws/lambda/queue.ts'
import { createMarks } from '../shared/aws/sending/marks.ts'
import { enterSearchWords } from '../shared/desk/dossiers/enter-search-words.ts'
import { workLetter } from '../shared/desk/set-asides/set-aside.ts'
import { digests, once, table } from './wiring.ts'

const desk = once(async () => {
  const all = table()
  const records = { dossiers: createDossiers(all), marks: createMarks(all), searchWords: createSearchWords(all) }
  return { ...records, digests: await digests() }
})

/** Từ tìm kiếm: enters dossiers under the words of their people. */
export const handler = queueHandler(async (body, meta) => {
  const all = await desk()
  await workLetter(all, { ...meta, body }, ['doorbell'], (message) => enterSearchWords(all, message))
})
