import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Network, RedirectSignIn, SignInInput } from '../../connectors/contract.ts'
import { newId } from '../../lib/ids.ts'
import { hashToken } from '../../lib/token.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { sealSecrets } from './begun-secrets.ts'
import { refusedBy } from './connect.ts'
import { findAccount } from './find.ts'
import { appFor } from './network-app.ts'

/** How long a person may take on the network's page, in minutes. */
const openFor = 10

interface Request {
  readonly workspaceId: string
  readonly personId: string
  /** Where the network sends the person back to. */
  readonly returnTo: string
  readonly input: SignInInput
}

/** @throws ACCOUNT_SIGN_IN_REFUSED where people do not sign in on the network's own page */
export function redirectOf(core: Core, network: Network): RedirectSignIn {
  const { redirect } = core.connectors[network]
  if (redirect !== undefined) return redirect
  throw errors.accountSignInRefused('On this network people sign in here, not on a page of its own.', {
    reason: 'invalid',
    field: 'network',
  })
}

/**
 * Begins to connect an account, or to sign a known one in again, on the network's own page.
 * @returns where the person is to go
 * @throws ACCOUNT_SIGN_IN_REFUSED with what is wrong with the server; NOT_FOUND
 */
export async function beginSignIn(
  core: Core,
  request: Request & { readonly network: Network } & { readonly accountId?: string },
): Promise<string> {
  const { workspaceId, personId, returnTo, network, accountId } = request
  const redirect = redirectOf(core, network)
  const found = await redirect.find(request.input)
  if (found.kind === 'refused') throw refusedBy(found)
  const { service, hint } = found
  const app = await appFor(core, redirect, { network, service, returnTo })
  const [id, state, verifier] = [newId(), randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const about = { returnTo, state, challenge, ...(hint === undefined ? {} : { hint }) }
  const begun = await redirect.begin(service, app, about)
  if (begun.kind === 'refused') throw refusedBy(begun)
  await core.db
    .deleteFrom('begunSignIn')
    .where('expiresAt', '<', sql<Date>`clock_timestamp()`)
    .execute()
  await core.db
    .insertInto('begunSignIn')
    .values({
      id,
      stateHash: hashToken(state),
      workspaceId,
      personId,
      accountId: accountId ?? null,
      network,
      service,
      returnTo,
      sealed: sealSecrets(core.box, id, { verifier, kept: begun.kept }),
      expiresAt: sql<Date>`clock_timestamp() + make_interval(mins => ${openFor})`,
    })
    .execute()
  return begun.url
}

/** Begins to sign a known account in again, on the server it lives on. @throws as `beginSignIn` */
export async function beginAgain(
  core: Core,
  request: Omit<Request, 'input'> & { readonly accountId: string },
): Promise<string> {
  const account = await findAccount(core.db, request.workspaceId, request.accountId)
  const input = { service: account.service, id: account.remoteId }
  return beginSignIn(core, { ...request, network: account.network as Network, input })
}
