import { searchKey } from '../../catalogue/search-key.ts'
import { type Act, actsOf } from './acts.ts'
import { asJson, type Json, listOf, namesIn, part, textsOf } from './json.ts'
import type { Operation } from './operations.ts'

/** Those whose texts have the words that are looked for as they stand, the last one perhaps begun; where none has, those that have each of them. */
export function bearing<T>(wanted: string, all: readonly T[], textsOf: (one: T) => readonly unknown[]): readonly T[] {
  const said = new Map(all.map((one) => [one, ` ${searchKey(textsOf(one).join(' '))}`]))
  const having = (words: readonly string[]) =>
    all.filter((one) => words.every((word) => said.get(one)?.includes(` ${word}`)))
  const together = having([wanted])
  return together.length > 0 ? together : having(wanted.split(' '))
}

/** The doors that are found by themselves or by an act that may be done at them, and these acts. */
export function findDoors(wanted: string, all: readonly Operation[], shapes: Json) {
  const rows = all.flatMap((door): { door: Operation; act?: Act }[] => [
    { door },
    ...actsOf(door, shapes).map((act) => ({ door, act })),
  ])
  const found = bearing(wanted, rows, ({ door, act }) =>
    act ? [act.name, act.does] : [door.id, door.path, door.verb, wordsOf(door.body)],
  )
  return {
    operations: [...new Set(found.map(({ door }) => door))],
    acts: found.flatMap(({ door, act }) => (act ? [{ ...act, door }] : [])),
  }
}

/** What a reader may know an operation by: its heading, its text, its group, its codes, and the names of what is sent. */
function wordsOf(body: Json): string {
  const codes = Object.values(part(body, 'responses')).map((response) => asJson(response).description)
  const sent = [...listOf(body.parameters).map((one) => asJson(one).name), ...namesIn(body.requestBody)]
  return [body.summary, body.description, ...textsOf(body.tags), ...codes, ...sent].join(' ')
}
