import { type IndexSet, setOn } from './index-set.ts'
import decree61 from './index-sets/61-2018.json' with { type: 'json' }
import decision766 from './index-sets/766.json' with { type: 'json' }
import communes from './index-sets/communes.json' with { type: 'json' }
import departments from './index-sets/departments.json' with { type: 'json' }
import districts from './index-sets/districts.json' with { type: 'json' }
import { readIndexSet } from './read-index-set.ts'

let read: readonly IndexSet[] | undefined

/** The sets a first start has: Decision 766, the nine criteria of Decree 61/2018, and a sample for each kind of agency. */
export function shippedSets(): readonly IndexSet[] {
  read ??= [decision766, decree61, departments, communes, districts].map(readIndexSet)
  return read
}

/** The version that holds on a day; one that was put later goes before a shipped one of the same number. */
export function knownSetOn(put: readonly IndexSet[], id: string, day: string): IndexSet | undefined {
  return setOn(everySet(put), id, day)
}

export function everySet(put: readonly IndexSet[]): readonly IndexSet[] {
  const isPut = (one: IndexSet) => put.some(({ id, version }) => id === one.id && version === one.version)
  return [...shippedSets().filter((one) => !isPut(one)), ...put]
}
