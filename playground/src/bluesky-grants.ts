import { createHmac } from 'node:crypto'
import type { TestNetworkNoAppView } from '@atproto/dev-env'

type Provider = NonNullable<TestNetworkNoAppView['pds']['ctx']['oauthProvider']>

const providerOf = ({ pds }: TestNetworkNoAppView): Provider => {
  const { oauthProvider } = pds.ctx
  if (oauthProvider === undefined) throw new Error('This server has no page to sign in on')
  return oauthProvider
}

/** As a person does on the server's page of programs they gave leave. */
export async function revokeGrants(network: TestNetworkNoAppView, did: string): Promise<number> {
  const { tokenManager } = providerOf(network)
  const granted = await tokenManager.listAccountTokens(did as Parameters<typeof tokenManager.listAccountTokens>[0])
  for (const { id } of granted) await tokenManager.deleteToken(id)
  return granted.length
}

/** The description is judged as one that was fetched, and then is known. */
export async function introduce(network: TestNetworkNoAppView, clientId: string, description: object): Promise<void> {
  const { clientManager } = providerOf(network)
  const { validateClientMetadata } = clientManager as unknown as {
    validateClientMetadata: (id: string, metadata: object) => object
  }
  const judged = validateClientMetadata.call(clientManager, clientId, description)
  const known = (
    clientManager as unknown as { metadataGetter: { setStored(id: string, value: object): Promise<void> } }
  ).metadataGetter
  await known.setStored(clientId, judged)
}

/** An access token as this server issues them, with the claims of another, that ran out a minute ago. */
export function expiredGrant(network: TestNetworkNoAppView, accessToken: string): string {
  const [head = '', body = ''] = accessToken.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Record<string, unknown>
  const now = Math.floor(Date.now() / 1000)
  const old = Buffer.from(JSON.stringify({ ...claims, iat: now - 3660, exp: now - 60 })).toString('base64url')
  const signature = createHmac('sha256', network.pds.jwtSecretKey()).update(`${head}.${old}`).digest('base64url')
  return `${head}.${old}.${signature}`
}
