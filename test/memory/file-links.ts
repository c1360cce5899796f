import { createFileLinks, type FileLinkKeys, type FileLinkOptions } from '../../shared/connectors/file-links.ts'

export const linkKey = 'khoa-ky-lien-ket-tep-cua-kiem-thu-01'
export const linkToken = 'ma-cua-cong-cho-kiem-thu-xyz-0123456789'

/** The links themselves, under keys that a test may change; whoever shows `linkToken` is let in. */
export function memoryFileLinks(change: Partial<FileLinkOptions> = {}) {
  const held: { keys: FileLinkKeys; reads: number } = {
    keys: { link: { now: linkKey }, token: { now: linkToken } },
    reads: 0,
  }
  const read = async () => {
    held.reads += 1
    return held.keys
  }
  const links = createFileLinks({
    address: 'https://api.test',
    days: 90,
    from: [],
    bearing: 'token',
    credentials: { read, readAgain: read },
    now: () => '2026-03-10T09:00:00+07:00',
    ...change,
  })
  return { ...links, held }
}
