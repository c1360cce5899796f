import { describe, expect, it } from 'vitest'
import { admitted, ForbiddenAddress, isPublicAddress, publicLookup } from '../../shared/connectors/addresses.ts'

const network = { hosts: ['doi-tac.example', 'doi-tac.example:8443', '93.184.215.14'] }

describe('an address of a partner', () => {
  it.each([
    'https://doi-tac.example/api',
    'https://doi-tac.example:8443/',
    'https://93.184.215.14/',
    'https://DOI-TAC.example',
  ])('may be %s', (address) => {
    expect(admitted(address, network).protocol).toBe('https:')
  })

  it.each([
    ['no address', 'doi-tac.example'],
    ['plain http', 'http://doi-tac.example/'],
    ['another host', 'https://doi-tac.example.evil.example/'],
    ['another port', 'https://doi-tac.example:22/'],
    ['a sign-in in the address', 'https://doi-tac.example@evil.example/'],
    ['a sign-in of its own', 'https://u:p@doi-tac.example/'],
    ['the metadata of the machine', 'https://169.254.169.254/latest/meta-data/'],
    ['loopback', 'http://127.0.0.1:8478/'],
    ['loopback spelled as a number', 'https://2130706433/'],
    ['loopback in hexadecimal', 'https://0x7f.1/'],
    ['loopback of the sixth version', 'https://[::1]/'],
    ['loopback in the sixth version', 'https://[::ffff:127.0.0.1]/'],
    ['a file', 'file:///etc/passwd'],
  ])('is never %s', (_, address) => {
    const hosts = [...network.hosts, new URL(address.includes('://') ? address : 'https://x').host]
    expect(() => admitted(address, address.includes('evil') || address.includes(':22') ? network : { hosts })).toThrow(
      ForbiddenAddress,
    )
  })

  it('may be loopback where the installation is one machine, and still nothing else', () => {
    const onLoopback = { hosts: [], onLoopback: true }
    expect(admitted('http://127.0.0.1:8478/', onLoopback).port).toBe('8478')
    for (const address of ['http://10.0.0.1/', 'http://localhost/', 'http://169.254.169.254/'])
      expect(() => admitted(address, onLoopback)).toThrow(ForbiddenAddress)
  })
})

describe('public addresses', () => {
  it.each(['93.184.215.14', '14.225.1.1', '2405:4800::1'])('are such as %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'not-an-address',
  ])('are not such as %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('looking a name up', () => {
  const looked = (...addresses: string[]) =>
    new Promise<unknown>((resolve) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      publicLookup((_host, _options, told) => told(null, found))('doi-tac.example', {}, (error, address) =>
        resolve(error ?? address),
      )
    })

  it('hands on a public address', async () => {
    expect(await looked('93.184.215.14')).toBe('93.184.215.14')
  })

  it.each([['10.0.0.1'], ['93.184.215.14', '169.254.169.254'], ['::1'], []])(
    'hands on nothing when the name leads inside: %s',
    async (...addresses) => {
      expect(await looked(...addresses)).toBeInstanceOf(ForbiddenAddress)
    },
  )
})
