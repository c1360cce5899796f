import { describe, expect, it } from 'vitest'
import { linkKey, linkToken, memoryFileLinks } from '../memory/file-links.ts'

const on = '2026-03-10'
const file = { dossier: 'hs-1', n: 2 }
const portal = { sourceIp: '203.0.113.7', authorization: `Bearer ${linkToken}` }
const otherKey = 'mot-khoa-khac-dai-it-nhat-32-ky-tu-000'

async function linkOf(links = memoryFileLinks(), name = file, day = on): Promise<string> {
  return (await links.linker(day))?.(name).split('/').at(-1) ?? ''
}

describe('a link to a file', () => {
  it('stands under an address of ours, is the same all day, and names the file to whoever shows the token', async () => {
    const links = memoryFileLinks()
    const link = await links.linker(on)
    expect(link?.(file)).toMatch(/^https:\/\/api\.test\/v1\/partner\/portal\/files\/hs-1\.2\.20260608\.[\w-]{43}$/)
    expect(await linkOf(links)).toBe(await linkOf(links))
    expect(await links.read(await linkOf(links), portal, on)).toEqual(file)
  })

  it('is good through its last day and no longer, however many days the stage gives', async () => {
    for (const days of [1, 90, 3650]) {
      const links = memoryFileLinks({ days })
      const link = await linkOf(links)
      const last = link.split('.')[2] ?? ''
      const lastDay = `${last.slice(0, 4)}-${last.slice(4, 6)}-${last.slice(6)}`
      expect(await links.read(link, portal, lastDay)).toEqual(file)
      const after = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10)
      expect(await links.read(link, portal, after)).toBeUndefined()
    }
  })

  it('runs out soon from fourteen days before its end, and never where files are only named', () => {
    const at = (days: number, today: string) => memoryFileLinks({ days }).runsOut(on, today)
    expect([at(90, '2026-05-24'), at(90, '2026-05-25')]).toEqual([false, true])
    expect([at(7, on), at(7, '2026-03-11'), at(0, '2030-01-01')]).toEqual([false, true, false])
  })

  it('does not hold when any part of it is changed, cut off, added, or signed by somebody else', async () => {
    const links = memoryFileLinks()
    const link = await linkOf(links)
    const [dossier, n, until, seal = ''] = link.split('.')
    const flipped = seal.startsWith('A') ? `B${seal.slice(1)}` : `A${seal.slice(1)}`
    const forged = [
      ['hs-2', n, until, seal],
      [dossier, '1', until, seal],
      [dossier, '02', until, seal],
      [dossier, n, '20260609', seal],
      [dossier, n, '20990101', seal],
      [dossier, n, until, flipped],
      [dossier, n, until, ''],
      [dossier, n, until, `${seal}=`],
      [dossier, n, until, seal, seal],
      ['..', n, until, seal],
    ].map((parts) => parts.join('.'))
    const foreign = memoryFileLinks()
    foreign.held.keys = { link: { now: otherKey }, token: {} }
    for (const one of [...forged, '', 'x', link.toUpperCase(), await linkOf(foreign)])
      expect([one, await links.read(one, portal, on)]).toEqual([one, undefined])
  })

  it('is for whoever shows the token, and for the addresses of the stage', async () => {
    const open = memoryFileLinks()
    const link = await linkOf(open)
    for (const authorization of [undefined, '', 'Bearer ', `Bearer ${otherKey}`, linkToken, `Basic ${linkToken}`])
      expect(await open.read(link, { ...portal, authorization }, on)).toBeUndefined()
    const near = memoryFileLinks({ from: ['203.0.113.0/24', '2001:db8::/32'], bearing: 'link' })
    const bare = { authorization: undefined }
    for (const sourceIp of ['203.0.113.7', '2001:db8::1'])
      expect(await near.read(link, { ...bare, sourceIp }, on)).toEqual(file)
    for (const sourceIp of ['203.0.114.7', '198.51.100.1', '2001:db9::1', '', 'nobody'])
      expect(await near.read(link, { ...portal, sourceIp }, on)).toBeUndefined()
    const both = memoryFileLinks({ from: ['203.0.113.0/24'] })
    expect(await both.read(link, { ...portal, sourceIp: '203.0.113.9' }, on)).toEqual(file)
    expect(await both.read(link, { ...bare, sourceIp: '203.0.113.9' }, on)).toBeUndefined()
  })

  it('lives over a change of keys until the moment that was set, and the token likewise', async () => {
    const clock = { at: '2026-03-10T09:00:00+07:00' }
    const links = memoryFileLinks({ now: () => clock.at })
    const old = await linkOf(links)
    const kept = { link: { now: otherKey, before: linkKey }, token: { now: otherKey, before: linkToken } }
    links.held.keys = { ...kept, beforeUntil: '2026-03-11T00:00:00+07:00' }
    const fresh = await linkOf(links)
    expect(fresh).not.toBe(old)
    for (const token of [otherKey, linkToken])
      for (const link of [old, fresh])
        expect(await links.read(link, { ...portal, authorization: `Bearer ${token}` }, on)).toEqual(file)
    clock.at = '2026-03-11T00:00:01+07:00'
    expect(await links.read(old, { ...portal, authorization: `Bearer ${otherKey}` }, on)).toBeUndefined()
    expect(await links.read(fresh, portal, on)).toBeUndefined()
    expect(await links.read(fresh, { ...portal, authorization: `Bearer ${otherKey}` }, on)).toEqual(file)
    links.held.keys = kept
    expect(await links.read(old, { ...portal, authorization: `Bearer ${otherKey}` }, on)).toBeUndefined()
  })

  it('is read with keys that were looked up again before it is called false, and without looking where its form is', async () => {
    const links = memoryFileLinks()
    await links.read(await linkOf(links), portal, on)
    const { reads } = links.held
    await links.read('hs-1.2.20260608.khong-phai', portal, on)
    expect(links.held.reads).toBe(reads)
    await links.read(`hs-1.2.20260608.${'A'.repeat(43)}`, portal, on)
    expect(links.held.reads).toBe(reads + 2)
  })

  it('is neither made nor taken while the stage names files only, or a key is missing or short', async () => {
    const link = await linkOf()
    const named = memoryFileLinks({ days: 0 })
    expect(await named.linker(on)).toBeUndefined()
    expect(await named.read(link, portal, on)).toBeUndefined()
    for (const now of [undefined, '', 'ngan']) {
      const links = memoryFileLinks()
      links.held.keys = { link: now === undefined ? {} : { now }, token: { now: linkToken } }
      expect(await links.linker(on)).toBeUndefined()
      expect(await links.read(link, portal, on)).toBeUndefined()
    }
  })
})
