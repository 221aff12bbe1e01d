import type { AtpBaseClient } from '@atproto/api'
import { AtUri } from '@atproto/syntax'
import type { Credentials, Outbound, OutboundKind, PrepareOutcome, RemoteRef } from '../contract.ts'
import { clientFor, postCollection, readSession, repostCollection, type Context } from './context.ts'
import { embedOf } from './embed.ts'
import { readError, troubleWhileReading } from './errors.ts'
import { gatesOf, labelsOf } from './gates.ts'
import { freshenNonce } from './oauth/proof.ts'
import { blueskyText } from './text.ts'
import { validate } from './validate.ts'

/**
 * Builds the record as it will stand in the repository: what the composer showed as link, mention and tag becomes a facet.
 * A mention of nobody the network knows stays plain text, as in the network's own client.
 */
export async function prepare(context: Context, credentials: Credentials, outbound: Outbound): Promise<PrepareOutcome> {
  const problem = validate(outbound)[0]
  if (problem !== undefined) return { kind: 'rejected', reason: problem.code, detail: problem.detail }
  if (follows.includes(outbound.kind) && outbound.inReplyTo === undefined) {
    return { kind: 'rejected', reason: 'invalid', detail: 'It was prepared before what it answers was out' }
  }
  const session = readSession(credentials)
  // making the network's client takes 2 ms of this process: only for a text that needs it
  let made: AtpBaseClient | undefined
  const client: Lazy = () => (made ??= clientFor(context.http, session.pdsUrl))
  try {
    await freshenNonce(context, session)
    if (outbound.kind === 'repost' && outbound.subject !== undefined) {
      const subject = await strongRef(client, outbound.subject)
      const body = { $type: repostCollection, subject, createdAt: outbound.createdAt.toISOString() }
      return { kind: 'ready', prepared: { key: outbound.key, body } }
    }
    const facets = await findFacets(client, outbound.text)
    const reply = outbound.inReplyTo && {
      root: await strongRef(client, outbound.inReplyTo.root),
      parent: await strongRef(client, outbound.inReplyTo.parent),
    }
    const labels = labelsOf(outbound)
    const embed = await embedOf(context, session, outbound)
    const body = {
      $type: postCollection,
      text: outbound.text,
      createdAt: outbound.createdAt.toISOString(),
      ...(outbound.languages.length > 0 ? { langs: [...outbound.languages] } : {}),
      ...(facets.length > 0 ? { facets } : {}),
      ...(reply === undefined ? {} : { reply }),
      ...(labels === undefined ? {} : { labels }),
      ...(embed === undefined ? {} : { embed }),
    }
    const gates = gatesOf(session.did, outbound)
    const prepared = { key: outbound.key, body: gates.length === 0 ? body : { ...body, gates } }
    return { kind: 'ready', prepared }
  } catch (error) {
    if (error instanceof ParentGone) return { kind: 'rejected', reason: 'parent_gone', detail: error.message }
    return troubleWhileReading(error, context.now(), session)
  }
}

/** What answers another of ours: known only once that is out. */
const follows: readonly OutboundKind[] = ['thread_item', 'first_comment']

type Lazy = () => AtpBaseClient

interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number }
  readonly features: readonly Readonly<Record<string, string>>[]
}

async function findFacets(client: Lazy, text: string): Promise<Facet[]> {
  const facets = blueskyText.segments(text).map(async ({ kind, target = '', byteStart, byteEnd }) => {
    const feature = kind === 'mention' ? await mentionOf(client, target) : featureOf(kind, target)
    return feature === undefined ? [] : [{ index: { byteStart, byteEnd }, features: [feature] }]
  })
  return (await Promise.all(facets)).flat()
}

/** https://docs.bsky.app/docs/advanced-guides/post-richtext */
function featureOf(kind: 'link' | 'tag' | 'text', target: string): Record<string, string> | undefined {
  if (kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: target }
  if (kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: target }
  return undefined
}

/** Only a clear no makes it plain text: when the network cannot say now, the whole post waits rather than lose a mention. */
async function mentionOf(client: Lazy, handle: string): Promise<Record<string, string> | undefined> {
  try {
    const { data } = await client().com.atproto.identity.resolveHandle({ handle })
    return { $type: 'app.bsky.richtext.facet#mention', did: data.did }
  } catch (error) {
    const read = readError(error)
    if ('refusal' in read && read.refusal.status === 400) return undefined
    throw error
  }
}

class ParentGone extends Error {}

/** A reference holds the version too; where we were not told it, the network is asked. */
async function strongRef(client: Lazy, ref: RemoteRef): Promise<{ uri: string; cid: string }> {
  if (ref.version !== undefined) return { uri: ref.id, cid: ref.version }
  const { host: repo, collection, rkey } = new AtUri(ref.id)
  try {
    const { data } = await client().com.atproto.repo.getRecord({ repo, collection, rkey })
    if (data.cid === undefined) throw new ParentGone(`${ref.id} has no version`)
    return { uri: ref.id, cid: data.cid }
  } catch (error) {
    const read = readError(error)
    if ('refusal' in read && read.refusal.name === 'RecordNotFound') throw new ParentGone(`${ref.id} is gone`)
    throw error
  }
}
