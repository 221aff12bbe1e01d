import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Which addresses outgoing requests may reach beyond the public internet: all private ones, none, or a list of addresses,
 * CIDR ranges ("10.1.0.0/16") and host names.
 */
export type AllowPrivate = boolean | readonly string[]

/** May a connection to `address` (an IP) be made for a request to `host`? */
export type AddressRule = (host: string, address: string) => boolean

type Address = ReturnType<typeof ipaddr.parse>

// What `allowPrivate: true` opens. Link-local stays shut: clouds answer there with the machine's secrets.
const privateRanges = new Set(['loopback', 'private', 'carrierGradeNat', 'uniqueLocal'])

// Public by its number, yet an agent of the machine's own cloud:
// https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
const neverPublic = new Set(['168.63.129.16'])

/** @throws Error naming the entry of the list that is neither an address, a CIDR range nor a host name. */
export function addressRule(allow: AllowPrivate): AddressRule {
  const entries = typeof allow === 'boolean' ? [] : allow.map(readEntry)
  return (host, text) => {
    if (isIP(text) === 0) return false
    const address = plain(ipaddr.parse(text))
    const range = address.range()
    if (range === 'unicast' && !neverPublic.has(address.toString())) return true
    if (allow === true && privateRanges.has(range)) return true
    return entries.some((entry) => entry(host.toLowerCase(), address))
  }
}

/** An IPv4 address in IPv6 clothes is judged as what it is: mapped (::ffff:a.b.c.d) or through NAT64 (64:ff9b::/96). */
function plain(address: Address): Address {
  if (address.kind() !== 'ipv6') return address
  const range = address.range()
  if (range !== 'ipv4Mapped' && range !== 'rfc6052') return address
  return ipaddr.fromByteArray(address.toByteArray().slice(12))
}

function readEntry(entry: string): (host: string, address: Address) => boolean {
  if (ipaddr.isValidCIDR(entry)) {
    const [network, bits] = ipaddr.parseCIDR(entry)
    return (_, address) => address.kind() === network.kind() && address.match(network, bits)
  }
  if (isIP(entry) !== 0) {
    const only = plain(ipaddr.parse(entry)).toString()
    return (_, address) => address.toString() === only
  }
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry)) {
    throw new Error(
      `"${entry}" is neither an IP address, a CIDR range nor a host name: correct the list of allowed hosts`,
    )
  }
  const name = entry.toLowerCase()
  return (host) => host === name
}
