import { isValidHandle } from '@atproto/syntax'
import type { SignInInput, SignInOutcome } from '../contract.ts'
import { defaultService } from './capabilities.ts'
import { clientFor, readSession, type Context } from './context.ts'
import { readError, retryTime, type Refusal } from './errors.ts'
import { readProfile } from './profile.ts'
import { toCredentials } from './refresh.ts'
import { tidyHandle } from './tidy-handle.ts'

type Refused = Extract<SignInOutcome, { kind: 'refused' }>

interface Typed {
  readonly service: string
  readonly identifier: string
  readonly password: string
  readonly code: string
}

/**
 * Signs in with what a person typed: service, handle (or e-mail address, or DID), app password, and the code the network sends by
 * e-mail where the main password is used with two-factor on. Questions go from the outside in, so that the answer can name
 * the field that is wrong: is this a service, does it know the handle, does the password fit. (The network itself does not tell an
 * unknown handle from a wrong password.)
 */
export async function signIn(context: Context, input: SignInInput): Promise<SignInOutcome> {
  const typed = readInput(input)
  if ('kind' in typed) return typed
  return (await askService(context, typed)) ?? openSession(context, typed, await isKnown(context, typed))
}

function readInput(input: SignInInput): Typed | Refused {
  const text = (name: string) => (input[name] ?? '').trim()
  const address = text('service') === '' ? defaultService : text('service')
  const url = URL.parse(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') {
    return invalid('service', 'The service is a web address, like https://bsky.social')
  }
  const identifier = tidyHandle(text('handle'))
  const known = identifier.startsWith('did:') || identifier.includes('@') || isValidHandle(identifier)
  if (!known) return invalid('handle', 'A handle has a dot in it, like mairie.bsky.social')
  const password = text('password')
  if (password === '') return invalid('password', 'Type the app password')
  return { service: url.origin, identifier, password, code: text('code') }
}

const invalid = (field: string, detail: string): Refused => ({ kind: 'refused', reason: 'invalid', field, detail })

/** @returns why this address cannot be signed in to, or undefined. */
async function askService(context: Context, { service }: Typed): Promise<Refused | undefined> {
  try {
    await clientFor(context.http, service).com.atproto.server.describeServer()
    return undefined
  } catch (error) {
    const read = readError(error)
    const field = 'service'
    if ('failure' in read) {
      const detail = read.failure?.message
      if (detail !== undefined) return { kind: 'refused', reason: 'unreachable', field, detail }
      return { kind: 'refused', reason: 'not_a_service', field, detail: `${service} is not a Bluesky service` }
    }
    if (read.refusal.status === 429) return tooOften(read.refusal, context.now())
    if (read.refusal.status >= 500 && read.refusal.status !== 501) return down(service, read.refusal)
    return { kind: 'refused', reason: 'not_a_service', field, detail: `${service} is not a Bluesky service` }
  }
}

/** False when the service says that nobody is called so. It says the same of an account it has shut: the sign-in tells them apart. */
async function isKnown(context: Context, { service, identifier }: Typed): Promise<boolean> {
  if (identifier.startsWith('did:') || identifier.includes('@')) return true
  try {
    await clientFor(context.http, service).com.atproto.identity.resolveHandle({ handle: identifier.toLowerCase() })
    return true
  } catch (error) {
    const read = readError(error)
    return 'failure' in read || read.refusal.status !== 400
  }
}

async function openSession(context: Context, typed: Typed, known: boolean): Promise<SignInOutcome> {
  const { service, identifier, password, code } = typed
  try {
    const { data } = await clientFor(context.http, service).com.atproto.server.createSession({
      identifier,
      password,
      ...(code === '' ? {} : { authFactorToken: code }),
    })
    if (data.active === false) {
      const detail = `The network says: ${data.status ?? 'not active'}`
      return { kind: 'refused', reason: 'account_restricted', field: 'handle', detail }
    }
    const credentials = toCredentials(service, data, password)
    return { kind: 'signed_in', profile: await readProfile(context, readSession(credentials)), credentials }
  } catch (error) {
    const read = readError(error)
    if ('refusal' in read) return explain(read.refusal, typed, known, context.now())
    const detail = read.failure?.message ?? `${service} gave no usable answer`
    return { kind: 'refused', reason: 'unreachable', field: 'service', detail }
  }
}

function explain(refusal: Refusal, { service, identifier, code }: Typed, known: boolean, now: Date): Refused {
  const { status, name } = refusal
  if (status === 429) return tooOften(refusal, now)
  if (status >= 500) return down(service, refusal)
  if (name === 'AuthFactorTokenRequired') {
    const detail = 'The network has sent a code by e-mail. Type it here, or better: use an app password'
    return { kind: 'refused', reason: 'second_factor', field: 'code', detail }
  }
  if (code !== '' && /token/i.test(name)) {
    return { kind: 'refused', reason: 'second_factor', field: 'code', detail: 'This code is wrong or too old' }
  }
  if (/^Account(Takedown|Suspended|Deactivated)$/.test(name)) {
    const detail = 'The network has shut this account: settle it with the network first'
    return { kind: 'refused', reason: 'account_restricted', field: 'handle', detail }
  }
  if (status === 401 && !known) {
    const detail = `Nobody on this network is called ${identifier}`
    return { kind: 'refused', reason: 'unknown_handle', field: 'handle', detail }
  }
  if (status === 401) {
    const detail = `The app password is wrong, or the account is not on ${service}`
    return { kind: 'refused', reason: 'wrong_password', field: 'password', detail }
  }
  // the network's words are not quoted: they may hold what was typed
  return { kind: 'refused', reason: 'invalid', detail: `The service refused the sign-in (${name})` }
}

function tooOften(refusal: Refusal, now: Date): Refused {
  const retryAt = retryTime(refusal.headers, now)
  const detail = 'Too many sign-ins: the network asks to wait'
  return { kind: 'refused', reason: 'rate_limited', detail, ...(retryAt === undefined ? {} : { retryAt }) }
}

const down = (service: string, { status }: Refusal): Refused => ({
  kind: 'refused',
  reason: 'unreachable',
  field: 'service',
  detail: `${service} does not work at the moment (HTTP ${status})`,
})
