/** `fauxqs-child.ts <folder> <port> <pid file>`: SQS and S3 in one process that ends when its standard input does. */
import { subscribe } from 'node:diagnostics_channel'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Server } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { region } from '../account.ts'

const [folder = '', port = '', pidFile = ''] = process.argv.slice(2)

// fauxqs binds every interface and has no option for it.
const listen = Server.prototype.listen
Object.assign(Server.prototype, {
  listen(this: Server, first: unknown, ...rest: unknown[]) {
    const pinned = typeof first === 'object' && first !== null ? { ...first, host: '127.0.0.1' } : first
    return Reflect.apply(listen, this, [pinned, ...rest])
  },
})

// fauxqs takes bodies of 11 MiB; a scan may have 20 MB. Its web framework announces itself on this channel.
const announced = z.object({ fastify: z.custom<{ addHook(name: string, change: (route: object) => void): void }>() })
subscribe('fastify.initialization', (message) => {
  announced.parse(message).fastify.addHook('onRoute', (route) => Object.assign(route, { bodyLimit: 32 * 1_048_576 }))
})

const objects = join(folder, 's3')
mkdirSync(objects, { recursive: true })
dropHalfWritten(objects)
letGo(join(folder, 'sqs', 'fauxqs.db'))
const { startFauxqs } = await import('fauxqs')
const server = await startFauxqs({
  port: Number(port),
  host: '127.0.0.1',
  defaultRegion: region,
  logger: false,
  dataDir: join(folder, 'sqs'),
  s3StorageDir: objects,
})
writeFileSync(pidFile, String(process.pid))

process.stdin.resume()
process.stdin.once('close', async () => {
  setTimeout(() => process.exit(1), 1500).unref()
  await server.stop()
  rmSync(pidFile, { force: true })
  process.exit(0)
})

/** A kill between opening and writing a description leaves it empty, and fauxqs would not start on it: nobody was told it is there. */
function dropHalfWritten(root: string): void {
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.meta.json')) continue
    const file = join(root, name)
    try {
      JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      rmSync(file)
    }
  }
}

/** Whoever held a message when these queues last ran has ended with them: it is in nobody's hand, and was received all the same. */
function letGo(file: string): void {
  if (!existsSync(file)) return
  const books = new DatabaseSync(file)
  // A kill may have come before the first table was made.
  const isMade = books.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqs_messages'").get() !== undefined
  if (isMade) books.exec('UPDATE sqs_messages SET visibility_deadline = 1 WHERE visibility_deadline IS NOT NULL')
  books.close()
}
