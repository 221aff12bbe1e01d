import { BlobRef } from '@atproto/api'
import type { Profile } from '../contract.ts'
import { clientAs } from './client-as.ts'
import { clientFor, profileUrl, type Context, type Session } from './context.ts'
import { serverLimits } from './server-limits.ts'

/**
 * Name and picture: from the AppView through the PDS where there is one, else from the profile record in the repository.
 * Neither is needed to publish, so trouble here is not passed on: the handle stands in for the name.
 */
export async function readProfile(context: Context, session: Session): Promise<Profile> {
  const { did, handle } = session
  const shown = (await fromAppView(context, session)) ?? (await fromRepository(context, session)) ?? {}
  const { displayName, avatarUrl } = shown
  const mediaLimits = await serverLimits(context, session.pdsUrl)
  return {
    id: did,
    handle,
    displayName: displayName === undefined || displayName === '' ? handle : displayName,
    url: profileUrl(context.web, handle),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    ...(mediaLimits === undefined ? {} : { mediaLimits }),
  }
}

interface Shown {
  readonly displayName?: string | undefined
  readonly avatarUrl?: string | undefined
}

async function fromAppView(context: Context, session: Session): Promise<Shown | undefined> {
  try {
    const { data } = await clientAs(context, session).app.bsky.actor.getProfile({ actor: session.did })
    return { displayName: data.displayName, avatarUrl: data.avatar }
  } catch {
    return undefined // no AppView, or none that answers
  }
}

async function fromRepository({ http }: Context, { pdsUrl, did }: Session): Promise<Shown | undefined> {
  try {
    const { data } = await clientFor(http, pdsUrl).com.atproto.repo.getRecord({
      repo: did,
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
    })
    const { displayName, avatar } = data.value as { displayName?: unknown; avatar?: unknown }
    const cid = avatar instanceof BlobRef ? avatar.ref.toString() : undefined
    const query = new URLSearchParams({ did, cid: cid ?? '' }).toString()
    return {
      displayName: typeof displayName === 'string' ? displayName : undefined,
      avatarUrl: cid === undefined ? undefined : `${pdsUrl}/xrpc/com.atproto.sync.getBlob?${query}`,
    }
  } catch {
    return undefined // an account that never wrote a profile
  }
}
