import type { Credentials, Network } from '../../connectors/contract.ts'
import type { Core } from '../context.ts'

/** How long anybody waits for it, in ms: it is a courtesy. */
const patience = 5_000

/** Tells the network that a sign-in is not used any more, where it wants to know. As well as can be: it ends there by itself later. */
export async function giveBack(core: Core, network: Network, credentials: Credentials): Promise<void> {
  const { revoke } = core.connectors[network]
  if (revoke === undefined) return
  const enough = Promise.withResolvers<void>()
  const timer = setTimeout(enough.resolve, patience)
  await Promise.race([revoke(credentials), enough.promise])
  clearTimeout(timer)
}
