import { createHmac } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import { addDays, type Day, type Instant } from '../calendar/day.ts'
import type { Credentials, FileLinks, LinkBearer } from '../partner-ports.ts'
import { isSameText } from './seals.ts'

/** What a change of keys needs: the one in use, and the one before it, good until a moment. */
export interface RotatedKey {
  now?: string
  before?: string
}

export interface FileLinkKeys {
  link: RotatedKey
  token: RotatedKey
  /** Until when the ones before are taken; without it they are not. */
  beforeUntil?: Instant
}

export interface FileLinkOptions {
  /** Of our API, as the portal reaches it. */
  address: string
  /** Days for which a link is good; 0 where files are named only. */
  days: number
  /** Blocks of the addresses it may be brought from, `203.0.113.0/24`; none: from anywhere. */
  from: readonly string[]
  /** Whether whoever brings it shows the portal's token as well. */
  bearing: 'link' | 'token'
  credentials: Credentials<FileLinkKeys>
  now: () => Instant
}

/** Shorter ones could be guessed, and are no keys. */
const leastKey = 32
/** Two rounds of the comparison that renews them: one may fall out. */
const renewedBeforeDays = 14
const form = /^(([\w-]{1,100})\.([1-9]\d{0,5})\.(\d{8}))\.([\w-]{43})$/

/**
 * A link names dossier, file and last day, and bears an HMAC-SHA256 of these three: nothing is kept for it, and whoever changes
 * one of them has none. Keys are read again when a link does not hold, at most twice a minute, so that a change of keys needs no restart.
 */
export function createFileLinks(options: FileLinkOptions): FileLinks {
  const { address, days, bearing, credentials, now } = options
  const allowed = blocksOf(options.from)
  const isHeld = async (holds: (keys: FileLinkKeys) => boolean) =>
    holds(await credentials.read()) || holds(await credentials.readAgain())
  const both = (keys: FileLinkKeys, which: 'link' | 'token') => {
    const { now: current, before } = keys[which]
    const isOldGood = keys.beforeUntil !== undefined && now() <= keys.beforeUntil
    return [current, isOldGood ? before : undefined].flatMap((key) => (isKey(key) ? [key] : []))
  }
  const bears = ({ authorization = '' }: LinkBearer) =>
    isHeld((keys) => both(keys, 'token').some((token) => isSameText(authorization, `Bearer ${token}`)))

  return {
    runsOut: (toldOn, on) => days > 0 && on >= addDays(toldOn, Math.max(1, days - renewedBeforeDays)),
    async linker(on) {
      if (days === 0) return undefined
      const key = (await credentials.read()).link.now
      if (!isKey(key)) return undefined
      const until = spelled(addDays(on, days))
      return ({ dossier, n }) => {
        const named = `${dossier}.${n}.${until}`
        return `${address}/v1/partner/portal/files/${named}.${sealOf(key, named)}`
      }
    },
    async read(link, by, on) {
      if (days === 0 || (allowed && !isIn(allowed, by.sourceIp))) return undefined
      const [, named, dossier, n, until = '', seal] = form.exec(link) ?? []
      if (named === undefined || dossier === undefined || seal === undefined) return undefined
      if (until < spelled(on) || until > spelled(addDays(on, days))) return undefined
      const isWhole = await isHeld((keys) => both(keys, 'link').some((key) => isSameText(sealOf(key, named), seal)))
      if (!isWhole || (bearing === 'token' && !(await bears(by)))) return undefined
      return { dossier, n: Number(n) }
    },
  }
}

const spelled = (day: Day): string => day.replaceAll('-', '')

const isKey = (key: string | undefined): key is string => key !== undefined && key.length >= leastKey

/** Under a heading of its own: what is signed here is good for nothing else. */
function sealOf(key: string, named: string): string {
  return createHmac('sha256', key).update(`mot-cua portal-file\n${named}`).digest('base64url')
}

function blocksOf(from: readonly string[]): BlockList | undefined {
  if (from.length === 0) return undefined
  const list = new BlockList()
  for (const block of from) {
    const [net = '', bits] = block.split('/')
    list.addSubnet(net, Number(bits ?? (isIPv6(net) ? 128 : 32)), isIPv6(net) ? 'ipv6' : 'ipv4')
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
