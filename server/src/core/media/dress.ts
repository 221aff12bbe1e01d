import type { Connector, MediaUse, Outbound, OutboundMedia, PrepareOutcome } from '../../connectors/contract.ts'
import type { Delivery } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { cardFor } from '../links/card.ts'
import { asPrepared, findUsed } from './outbound.ts'

export type Dressed =
  | { readonly kind: 'dressed'; readonly outbound: Outbound }
  | Exclude<PrepareOutcome, { kind: 'ready' }>

/**
 * Gives an outbound its pictures and videos, drawn to fit the account's limits. Reversible: nothing leaves, and it is done before the
 * permit is asked for. What was drawn once is kept, so a second try costs nothing.
 */
export async function dress(
  core: Core,
  delivery: Delivery,
  outbound: Outbound,
  connector: Connector,
): Promise<Dressed> {
  const uses = delivery.outbound.media ?? []
  if (uses.length === 0) return { kind: 'dressed', outbound: await withCard(core, outbound, connector) }
  try {
    const media = await prepared(core, delivery.workspaceId, uses, outbound.mediaLimits ?? connector.capabilities.media)
    return { kind: 'dressed', outbound: { ...outbound, media } }
  } catch (error) {
    // the store may answer again; a picture that cannot be drawn today cannot be drawn tomorrow
    if (errors.mediaStore.is(error)) return { kind: 'later', reason: 'service_down', detail: error.message }
    core.log.warn({ err: error, deliveryId: delivery.id }, 'a picture could not be prepared')
    return { kind: 'rejected', reason: 'media_refused', detail: (error as Error).message }
  }
}

/** Of the first address, where the network leaves cards to us and the author wants one. */
async function withCard(core: Core, outbound: Outbound, { capabilities, text }: Connector): Promise<Outbound> {
  if (!capabilities.linkCards || outbound.options?.linkCard === false) return outbound
  const address = text.segments(outbound.text).find(({ kind }) => kind === 'link')?.target
  const card = address === undefined ? undefined : await cardFor(core, address)
  return card === undefined ? outbound : { ...outbound, card }
}

async function prepared(
  core: Core,
  workspaceId: string,
  uses: readonly MediaUse[],
  limits: Connector['capabilities']['media'],
): Promise<OutboundMedia[]> {
  const found = await findUsed(core.db, workspaceId, uses)
  return Promise.all(
    uses.map((use, index) => {
      const media = found[index]
      if (media === undefined) throw new Error('A picture of this post is not in the library any more')
      return asPrepared(core, media, use, limits)
    }),
  )
}
