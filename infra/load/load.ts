import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Unit } from '../../shared/agencies/unit.ts'
import { createCatalogue } from '../../shared/aws/catalogue/catalogue.ts'
import { createDossiers } from '../../shared/aws/dossiers/dossiers.ts'
import { createMarks } from '../../shared/aws/sending/marks.ts'
import { calendarFor, isWorkingDay, officeHours } from '../../shared/calendar/calendar.ts'
import { addDays, type Day, instantOn } from '../../shared/calendar/day.ts'
import { publishedDays, publishedUntil } from '../../shared/calendar/published.ts'
import { limitFor, type ProcedureVersion } from '../../shared/catalogue/procedure.ts'
import type { Catalogue, Digests } from '../../shared/ports.ts'
import { dice } from '../replay/dice.ts'
import { chunkDesk } from './chunk-desk.ts'
import { enteredLists } from './entered-lists.ts'
import { rulesOnce } from './rules-once.ts'
import { walk } from './walk.ts'
import { writeChunk } from './write-chunk.ts'

export interface LoadOptions {
  count: number
  /** Dossiers of one chunk; what is left of a stopped load goes on after the last whole one. */
  chunk: number
  /** The last day on which something is done. */
  until: Day
  digests: Digests
  progress?: (done: number, of: number) => void
}

const placeMark = 'load-done'
const workingDays = 60

/** Nạp thử. Dossiers of the last sixty working days, opened and carried by the real rules, a chunk at a time. */
export async function loadDossiers(raw: DynamoDBClient, name: string, options: LoadOptions) {
  const table = { db: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }), name }
  const marks = createMarks(table)
  const dossiers = createDossiers(table)
  const catalogue = rulesOnce(createCatalogue(table))
  const officers = await catalogue.officers()
  const places = await placesOf(catalogue, options.until)
  const days = daysBefore(options.until)
  const unitsOn = aDay(await catalogue.units())
  let done = Number((await marks.value(placeMark)) ?? 0)
  const begun = done
  const numbers = new Map<string, number>()
  let items = 0
  while (done < options.count) {
    const world = chunkDesk({ catalogue, dossiers, unitsOn }, options.digests, numbers)
    const to = Math.min(done + options.chunk, options.count)
    for (let n = done; n < to; n += 1) {
      const roll = dice(n + 1)
      const place = places[roll(places.length)]
      const day = days[roll(days.length)]
      if (!place || day === undefined) throw new Error('no procedure may be opened: load the sample first')
      world.clock.at = instantOn(day, 8 * 3600 + roll(90) * 60)
      const channels = place.procedure.channels.filter((one) =>
        limitFor(place.procedure, one, place.procedure.cases?.[0]?.id),
      )
      const channel = channels[roll(channels.length)]
      if (channel) await walk(world, officers, { n, ...place, channel, moves: roll(9) }, roll)
    }
    items += await writeChunk(raw, name, world, await enteredLists(world))
    done = to
    await marks.setValue(placeMark, String(done))
    options.progress?.(done, options.count)
  }
  return { loaded: done - begun, items }
}

function aDay(units: readonly Unit[]): (day: Day) => readonly Unit[] {
  const lists = new Map<Day, readonly Unit[]>()
  return (day) => {
    const known = lists.get(day) ?? [...units]
    lists.set(day, known)
    return known
  }
}

/** Every procedure that may be opened, at an agency that receives it. */
async function placesOf(catalogue: Catalogue, day: Day): Promise<{ procedure: ProcedureVersion; agency: string }[]> {
  const units = (await catalogue.units()).filter(({ kind, validTo }) => kind === 'agency' && validTo === undefined)
  const communes = units.filter(({ level }) => level === 'commune').map(({ id }) => id)
  const places: { procedure: ProcedureVersion; agency: string }[] = []
  for (const [n, { code }] of (await catalogue.procedures(day)).entries()) {
    const procedure = await catalogue.procedureOn(code, day)
    if (!procedure) continue
    const at = procedure.competent.kind === 'agency' ? procedure.competent.agency : communes[n % communes.length]
    // A department's own, and what communes receive for it.
    for (const agency of [at, communes[(n * 7) % communes.length]])
      if (agency !== undefined) places.push({ procedure, agency })
  }
  return places
}

function daysBefore(until: Day): Day[] {
  const calendar = calendarFor(['VN'], publishedDays, officeHours, publishedUntil)
  const days: Day[] = []
  for (let day = until; days.length < workingDays; day = addDays(day, -1))
    if (isWorkingDay(calendar, day)) days.push(day)
  // The newest are left out: what is done to a dossier takes some days, and none is done tomorrow.
  return days.slice(12).reverse()
}
