import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { accountId, bucketArn } from '../account.ts'
import type { Bus } from '../bus.ts'
import type { S3Behind } from './s3-behind.ts'

const intention = z.object({ path: z.string(), reason: z.string() })

/**
 * Tells the bus of every new object, even when the runner is killed between the object's arrival and its event:
 * the intention is written before the object, and looked at again by the next start.
 */
export interface Arrivals {
  expect(path: string, reason: string): Arrival
  /** Tells what a killed runner could not; returns how many. */
  tellForgotten(): Promise<number>
}

export interface Arrival {
  tell(): Promise<void>
  drop(): void
}

export function watchArrivals(options: { folder: string; behind: S3Behind; bus: Pick<Bus, 'publish'> }): Arrivals {
  mkdirSync(options.folder, { recursive: true })

  async function tell(path: string, reason: string): Promise<boolean> {
    const found = await options.behind.look(path)
    if (!found) return false
    const [, bucket = '', key = ''] = /^\/([^/]+)\/(.+)$/s.exec(path) ?? []
    options.bus.publish({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      resources: [bucketArn(bucket)],
      detail: {
        version: '0',
        bucket: { name: bucket },
        object: {
          key: decodeURIComponent(key),
          size: found.size,
          etag: found.etag.replaceAll('"', ''),
          sequencer: Date.now().toString(16).toUpperCase().padStart(16, '0'),
        },
        'request-id': randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase(),
        requester: accountId,
        'source-ip-address': '127.0.0.1',
        reason,
      },
    })
    return true
  }

  return {
    expect(path, reason) {
      const file = join(options.folder, `${randomUUID()}.json`)
      writeFileSync(file, JSON.stringify({ path, reason }))
      return {
        async tell() {
          await tell(path, reason)
          rmSync(file)
        },
        drop: () => rmSync(file),
      }
    },
    async tellForgotten() {
      let told = 0
      for (const name of readdirSync(options.folder)) {
        const file = join(options.folder, name)
        const read = intention.safeParse(parse(readFileSync(file, 'utf8')))
        if (read.success && (await tell(read.data.path, read.data.reason))) told += 1
        rmSync(file)
      }
      return told
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
