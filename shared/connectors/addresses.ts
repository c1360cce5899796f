import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { lazily } from '../lazily.ts'

/** Where partners may be reached: named hosts over https; on one machine the stand-ins on loopback as well. */
export interface Network {
  /** `host` or `host:port`, as the settings of the installation name them. */
  hosts: readonly string[]
  /** Only the local stack says so. */
  onLoopback?: boolean
}

/** An address that no partner of ours has: a wrong setting, or somebody who wants us to knock elsewhere. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress'
}

const nets = lazily(() => {
  const notPublic = new BlockList()
  for (const [net, bits] of [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const)
    notPublic.addSubnet(net, bits, 'ipv4')
  // Of the sixth version only what is given out to the public is let through, less what leads back into the fourth.
  const publicSix = new BlockList()
  publicSix.addSubnet('2000::', 3, 'ipv6')
  for (const [net, bits] of [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ] as const)
    notPublic.addSubnet(net, bits, 'ipv6')
  return { notPublic, publicSix }
})

export function isPublicAddress(address: string): boolean {
  const { notPublic, publicSix } = nets()
  const version = isIP(address)
  if (version === 0) return false
  if (version === 4) return !notPublic.check(address, 'ipv4')
  return publicSix.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

const isLoopback = (host: string) => host === '127.0.0.1' || host === '[::1]'

/** The address as a URL, when it is one that may be called. Throws ForbiddenAddress. */
export function admitted(address: string, network: Network): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username || url.password) throw new ForbiddenAddress('not an address without a sign-in')
  if (network.onLoopback && isLoopback(url.hostname) && url.protocol === 'http:') return url
  if (url.protocol !== 'https:') throw new ForbiddenAddress('not https')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isPublicAddress(host)) throw new ForbiddenAddress('not a public address')
  if (!network.hosts.includes(url.host)) throw new ForbiddenAddress('not on the list of partners')
  return url
}

/** Whether a payer's browser may be sent there: any host, over https, or a stand-in on one machine. */
export function isForBrowsers(address: string, { onLoopback }: Network): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url?.protocol === 'https:' || (onLoopback === true && url?.protocol === 'http:' && isLoopback(url.hostname))
}

/** Whether an address that somebody gave us is one we would call. */
export function isAdmitted(address: string, network: Network): boolean {
  try {
    admitted(address, network)
    return true
  } catch {
    return false
  }
}

type Resolve = (
  host: string,
  options: { all: true },
  told: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/**
 * Looks a name up for a connection and hands on only what is public. The socket connects to exactly these addresses: a
 * name that answers differently the second time (DNS rebinding) is never asked a second time.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, told) => {
    resolve(host, { all: true }, (error, found) => {
      if (error) return told(error, '', 0)
      const [first] = found
      if (!first || found.some(({ address }) => !isPublicAddress(address)))
        return told(new ForbiddenAddress('the name leads to no public address'), '', 0)
      if (options.all) return told(null, found)
      told(null, first.address, first.family)
    })
  }
}
