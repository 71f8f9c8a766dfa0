import { describe, expect, it } from 'vitest'
import { refusalOfAddress, refusalOfUrl } from '../../src/2-capture/address-check.ts'
import { checkedLookup, RefusedAddress } from '../../src/2-capture/pinned-agent.ts'

const none: ReadonlySet<string> = new Set()

describe('a numeric address', () => {
  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34', '64:ff9b::5db8:d822'])(
    '%s of the public internet may be asked',
    (address) => {
      expect(refusalOfAddress(address, false)).toBeNull()
    },
  )

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:0:127.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2002:a00:1::',
    '2001:db8::1',
    '2001::1',
    '100::1',
    '4000::1',
    'fec0::1',
  ])('%s inside or special is refused', (address) => {
    expect(refusalOfAddress(address, false)).toMatch(/ is /)
  })

  it('inside may be asked where the outlet’s file names it, but never where clouds keep their keys', () => {
    for (const address of ['127.0.0.1', '10.0.0.1', '::1', 'fd12::1'])
      expect(refusalOfAddress(address, true)).toBeNull()
    for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254', 'fe80::1'])
      expect(refusalOfAddress(address, true)).not.toBeNull()
  })
})

describe('an address as written', () => {
  it.each([
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://localhost/',
    'http://localhost./',
    'http://db.internal/',
    'http://printer.local/',
    'http://user@post.example/',
    'ftp://post.example/',
    'file:///etc/passwd',
    'gopher://post.example/',
  ])('%s is refused', (url) => {
    expect(refusalOfUrl(new URL(url), none)).not.toBeNull()
  })

  it('of a port that the file does not name is refused though another port of the host is named', () => {
    const named = new Set(['127.0.0.1:8000'])
    expect(refusalOfUrl(new URL('http://127.0.0.1:8000/'), named)).toBeNull()
    expect(refusalOfUrl(new URL('http://127.0.0.1:8001/'), named)).not.toBeNull()
    expect(refusalOfUrl(new URL('http://127.0.0.1/'), named)).not.toBeNull()
  })
})

describe('a name', () => {
  const leads =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

  it('is refused when any of its addresses lies inside', async () => {
    await expect(checkedLookup('rebind.example', leads('93.184.216.34', '127.0.0.1'), false)).rejects.toThrow(
      RefusedAddress,
    )
    await expect(checkedLookup('rebind.example', leads('::ffff:10.0.0.1'), false)).rejects.toThrow(
      /rebind.example leads to 10.0.0.1/,
    )
  })

  it('is connected to at the addresses that were checked', async () => {
    expect(await checkedLookup('post.example', leads('93.184.216.34'), false)).toEqual([
      { address: '93.184.216.34', family: 4 },
    ])
  })
})
