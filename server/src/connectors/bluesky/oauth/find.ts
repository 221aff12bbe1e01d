import { isValidHandle } from '@atproto/syntax'
import type { SignInInput, SignInPlace, SignInRefused } from '../../contract.ts'
import { httpErrorIn } from '../../http.ts'
import type { Context } from '../context.ts'
import { tidyHandle } from '../tidy-handle.ts'
import { makeApp, readApp } from './app.ts'
import { clientOf } from './client.ts'

type Client = Awaited<ReturnType<typeof clientOf>>

/**
 * Whose page a person is to be sent to: by handle, DID or the server's address. An account's server names who signs people in for it.
 * A `service` beside a handle is asked what the handle stands for, as with an app password.
 */
export async function find(context: Context, input: SignInInput): Promise<SignInPlace | SignInRefused> {
  const [who, typed] = [tidyHandle(input['id'] ?? input['handle'] ?? ''), (input['service'] ?? '').trim()]
  const service = typed === '' ? undefined : addressOf(typed)
  if (service === undefined && typed !== '') return invalid('service', 'The service is a web address')
  const client = await clientForFinding(context, service)
  if (who === '' && service !== undefined) return byService(client, service, 'service')
  if (/^https?:\/\//i.test(who)) return byService(client, addressOf(who) ?? who, 'handle')
  if (!who.startsWith('did:') && !isValidHandle(who)) {
    return invalid('handle', 'A handle has a dot in it, like mairie.bsky.social')
  }
  const did = await didOf(client, who)
  if (typeof did === 'string') return byAccount(client, did, who)
  // what was typed may be a server's name: it looks like a handle
  const server = who.startsWith('did:') ? undefined : await byService(client, `https://${who}`, 'handle')
  return server?.kind === 'found' ? server : did
}

/** Both ways: the handle leads to an identity, and the identity names the handle. */
async function didOf(client: Client, who: string): Promise<string | SignInRefused> {
  try {
    const asked = who.startsWith('did:') ? who : who.toLowerCase()
    return (await client.oauthResolver.resolveIdentity(asked)).did
  } catch (error) {
    const failure = httpErrorIn(error)
    if (failure !== undefined)
      return { kind: 'refused', reason: 'unreachable', field: 'service', detail: failure.message }
    return {
      kind: 'refused',
      reason: 'unknown_handle',
      field: 'handle',
      detail: `Nobody on this network is called ${who}`,
    }
  }
}

async function byAccount(client: Client, did: string, who: string): Promise<SignInPlace | SignInRefused> {
  try {
    const { metadata } = await client.oauthResolver.resolveFromIdentity(did)
    return { kind: 'found', service: metadata.issuer, hint: who }
  } catch (error) {
    const failure = httpErrorIn(error)
    if (failure !== undefined)
      return { kind: 'refused', reason: 'unreachable', field: 'service', detail: failure.message }
    const detail = `The server of ${who} has no page to sign in on. Use an app password`
    return { kind: 'refused', reason: 'page_impossible', detail }
  }
}

/** Who we are does not matter for finding. */
async function clientForFinding(context: Context, service: string | undefined): Promise<Client> {
  const made = await makeApp('http://127.0.0.1/')
  return clientOf(context, readApp(made.kind === 'registered' ? made.app : {}), service)
}

async function byService(client: Client, service: string, field: string): Promise<SignInPlace | SignInRefused> {
  try {
    const { metadata } = await client.oauthResolver.resolveFromService(service)
    return { kind: 'found', service: metadata.issuer }
  } catch (error) {
    const failure = httpErrorIn(error)
    const reason = failure === undefined ? 'not_a_service' : 'unreachable'
    const detail = failure?.message ?? `${service} is no Bluesky service with a page to sign in on`
    return { kind: 'refused', reason, field, detail }
  }
}

function addressOf(typed: string): string | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' ? url.origin : undefined
}

const invalid = (field: string, detail: string): SignInRefused => ({
  kind: 'refused',
  reason: 'invalid',
  field,
  detail,
})
