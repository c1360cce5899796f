/** Chapter `speed`: whether anything personal stands in what was printed meanwhile. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoCitizens } from '../local/load-sample.ts'
import { atMost, type Figure } from './figure.ts'
import { marksOf } from './marks.ts'
import { applicant } from './scenes.ts'

/** Everything about the invented people that a log must not know. */
const personal = [applicant, ...demoCitizens].flatMap(marksOf)

export function measureLogs(folder: string, requests: number): Figure[] {
  const texts = existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')) : []
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return [
    { name: 'log, bytes per request', value: bytes / requests, unit: 'bytes', ...atMost(1024) },
    { name: 'log, personal data found', value: findPersonal(texts.join('\n')), unit: 'times', ...atMost(0) },
  ]
}

export function findPersonal(text: string): number {
  return personal.reduce((sum, one) => sum + text.split(one).length - 1, 0)
}
