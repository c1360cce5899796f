import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type StoreProcess, startStoreProcess } from './child-process.ts'

const childScript = fileURLToPath(new URL('fauxqs-child.ts', import.meta.url))

/** Starts the embedded SQS and S3, durable in `folder`, on 127.0.0.1. S3 is to be spoken to through the door only. */
export function startFauxqsProcess(options: {
  folder: string
  port: number
  log?: (line: string) => void
}): Promise<StoreProcess> {
  return startStoreProcess({
    name: 'fauxqs',
    folder: options.folder,
    port: options.port,
    script: [childScript, options.folder, String(options.port), join(options.folder, 'fauxqs.pid')],
    knownBy: ['fauxqs-child', join(options.folder, 'fauxqs.pid')],
    answers: async (url) => (await fetch(`${url}/health`)).ok,
    log: options.log,
  })
}
