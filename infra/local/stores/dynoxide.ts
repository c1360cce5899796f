import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { guardianScript, projectFolder, type StoreProcess, startStoreProcess } from './child-process.ts'

const binary = join(projectFolder, 'node_modules', '@dynoxide', 'linux-x64', 'dynoxide')

// Without them every write and every stream read walks all stream records there are.
const indexes = [
  'CREATE INDEX IF NOT EXISTS stream_by_table ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  'CREATE INDEX IF NOT EXISTS stream_by_shard ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER))',
]
/** The store's own two questions, and the index each has to use. */
const questions = [
  [
    'SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1',
    'stream_by_table',
  ],
  [
    'SELECT event_name FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3 ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?4',
    'stream_by_shard',
  ],
] as const

/** Starts the embedded DynamoDB over one SQLite file in `folder`, on 127.0.0.1. */
export async function startDynoxide(options: {
  folder: string
  port: number
  log?: (line: string) => void
}): Promise<StoreProcess> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(binary)) {
    throw new Error(
      'the embedded DynamoDB runs on Linux x64 only: set AWS_ENDPOINT_URL_DYNAMODB to a DynamoDB of your own and start again',
    )
  }
  const database = join(options.folder, 'dynamodb.sqlite')
  const store = await startStoreProcess({
    name: 'dynoxide',
    folder: options.folder,
    port: options.port,
    script: [
      guardianScript,
      join(options.folder, 'dynoxide.pid'),
      binary,
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      String(options.port),
      '--db-path',
      database,
    ],
    knownBy: ['dynoxide', database],
    answers: async (url) => (await fetch(url)).ok,
    log: options.log,
  })
  try {
    indexStreamRecords(database)
  } catch (cause) {
    await store.stop()
    throw cause
  }
  return store
}

/** Adds the two indexes to the store's file and makes sure that its questions use them. */
function indexStreamRecords(database: string): void {
  const file = new DatabaseSync(database, { timeout: 5000 })
  try {
    for (const index of indexes) file.exec(index)
    for (const [question, index] of questions) {
      const plan = file
        .prepare(`EXPLAIN QUERY PLAN ${question}`)
        .all(...(question.includes('?4') ? ['t', 's', 0, 1] : ['t']))
      if (!plan.some((step) => String(step.detail).includes(index))) {
        throw new Error(
          `the embedded DynamoDB does not use the index ${index}: its stream would slow down with every write`,
        )
      }
    }
  } finally {
    file.close()
  }
}
