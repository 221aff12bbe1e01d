import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressRule } from './addresses.ts'

const closed = addressRule(false)
const open = addressRule(true)

const privateOnes = [
  [
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd00:ec2::254',
    'fc00::1',
  ],
  ['::ffff:127.0.0.1', '::ffff:a00:1', '::127.0.0.1', '64:ff9b::10.0.0.1'],
].flat()
const neverOnes = [
  ['0.0.0.0', '::', '169.254.169.254', 'fe80::1', '224.0.0.1', '255.255.255.255', 'ff02::1', '168.63.129.16'],
  ['2002:7f00:1::', '2001:0:1::1', '198.18.0.1', '240.0.0.1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'],
  ['', 'localhost', '1.2.3', '127.1.evil'],
].flat()

test.each(privateOnes)('%s is reached only where the configuration allows private addresses', (address) => {
  expect(closed('host.example', address)).toBe(false)
  expect(open('host.example', address)).toBe(true)
})

test.each(neverOnes)('%s is reached by no general leave', (address) => {
  expect(closed('host.example', address)).toBe(false)
  expect(open('host.example', address)).toBe(false)
})

test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (address) => {
  expect(closed('host.example', address)).toBe(true)
})

test('a list opens addresses, ranges and names, and nothing else', () => {
  const rule = addressRule(['10.1.0.0/16', '192.168.7.7', 'pds.internal', '169.254.10.0/24'])
  expect(rule('a', '10.1.2.3')).toBe(true)
  expect(rule('a', '::ffff:10.1.2.3')).toBe(true)
  expect(rule('a', '10.2.0.1')).toBe(false)
  expect(rule('a', '192.168.7.7')).toBe(true)
  expect(rule('a', '192.168.7.8')).toBe(false)
  expect(rule('PDS.internal', '127.0.0.1')).toBe(true)
  expect(rule('x.pds.internal', '127.0.0.1')).toBe(false)
  expect(rule('a', '169.254.10.1')).toBe(true)
  expect(() => addressRule(['http://pds.internal'])).toThrow(/neither an IP address/)
})

test('an IPv4 address is judged alike in all its clothes', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const plain = octets.join('.')
      const [a, b, c, d] = octets.map((value) => value.toString(16).padStart(2, '0'))
      const hex = `${a}${b}:${c}${d}`
      for (const rule of [closed, open]) {
        for (const dressed of [`::ffff:${plain}`, `::ffff:${hex}`, `64:ff9b::${hex}`]) {
          expect(rule('h', dressed)).toBe(rule('h', plain))
        }
      }
    }),
  )
})
