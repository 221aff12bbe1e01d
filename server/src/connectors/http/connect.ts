import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressRule } from './addresses.ts'
import { HttpError } from './errors.ts'

export type Connect = buildConnector.connector

const carriers = new WeakMap<Socket, Socket>()

/** The TCP connection beneath one that was made here: the encrypted one cannot be reset, only what carries it. */
export const carrierOf = (socket: Socket): Socket => carriers.get(socket) ?? socket

/**
 * Makes connections to allowed addresses alone.
 *
 * The rule is asked of each address a name resolves to before a packet goes there, and once more of the address really
 * connected to: a name that resolves to something else the second time (DNS rebinding) gains nothing, since there is no
 * second time.
 */
export function guardedConnect(
  rule: AddressRule,
  timeout: number,
  lookup: LookupFunction = systemLookup as LookupFunction,
): Connect {
  const connect = buildConnector({ timeout, allowH2: false, lookup: guardedLookup(rule, lookup) })
  return (options, callback) => {
    const host = options.hostname
    if (isIP(host) !== 0 && !rule(host, host)) {
      queueMicrotask(() => callback(refused(host), null))
      return
    }
    const encrypted = options.protocol === 'https:'
    // first the bare connection, whose address is known before a word is said on it
    const bare = encrypted ? { ...options, protocol: 'http:', port: options.port || '443' } : options
    connect(bare, (...result) => {
      const [error, socket] = result
      if (error !== null) return callback(...result)
      if (!rule(host, socket.remoteAddress ?? '')) {
        socket.destroy()
        return callback(refused(host), null)
      }
      if (encrypted) encrypt(connect, options, socket, callback)
      else callback(...result)
    })
  }
}

function encrypt(
  connect: Connect,
  options: buildConnector.Options,
  carrier: Socket,
  callback: buildConnector.Callback,
) {
  connect({ ...options, httpSocket: carrier }, (...result) => {
    const [error, socket] = result
    if (error === null) carriers.set(socket, carrier)
    else carrier.destroy()
    callback(...result)
  })
}

function guardedLookup(rule: AddressRule, lookup: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '')
      const addresses = (found as unknown as LookupAddress[]).filter(({ address }) => rule(host, address))
      const first = addresses[0]
      if (first === undefined) return callback(refused(host), '')
      if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

const refused = (host: string): HttpError =>
  new HttpError('refused_address', `${host} is a private address. Allow it in the configuration if it is meant.`)

/** @throws HttpError when it is no http or https address, or carries a user name or password. */
export function readAddress(text: string): URL {
  const url = URL.parse(text)
  if (url === null) throw new HttpError('bad_address', 'This is no address')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new HttpError('bad_address', `Only http and https are spoken, not ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new HttpError('bad_address', `The address of ${url.host} must not carry a name or password`)
  }
  return url
}
