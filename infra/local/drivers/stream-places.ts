import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'

/** How far each shard of a stream was read, over a restart too. */
export interface StreamPlaces {
  of(shard: string): string | undefined
  /** Handled up to there: written at once. */
  keep(shard: string, sequence: string): void
  /** Nobody wanted it: passed by again after a kill, to no harm, so its place is written now and then. */
  pass(shard: string, sequence: string): void
  /** Writes what was passed since. */
  close(): void
}

const passingMs = 1000
const kept = z.record(z.string(), z.string())

export function openPlaces(file: string): StreamPlaces {
  const places = readPlaces(file)
  let passedSince: number | undefined

  function write(): void {
    passedSince = undefined
    const draft = `${file}.draft`
    mkdirSync(dirname(draft), { recursive: true })
    writeFileSync(draft, JSON.stringify(Object.fromEntries(places)))
    renameSync(draft, file)
  }

  return {
    of: (shard) => places.get(shard),
    keep(shard, sequence) {
      places.set(shard, sequence)
      write()
    },
    pass(shard, sequence) {
      places.set(shard, sequence)
      passedSince ??= Date.now()
      if (Date.now() - passedSince > passingMs) write()
    },
    close() {
      if (passedSince !== undefined) write()
    },
  }
}

function readPlaces(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(kept.parse(JSON.parse(readFileSync(file, 'utf8')))))
  } catch {
    return new Map()
  }
}
