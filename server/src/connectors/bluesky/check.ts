import type { CheckOutcome, Credentials } from '../contract.ts'
import { clientAs } from './client-as.ts'
import { clientFor, readSession, type Context } from './context.ts'
import { troubleWhileReading } from './errors.ts'
import { readProfile } from './profile.ts'
import { shutBecause } from './shut.ts'

/** Asks the account's PDS whether the session stands and the account may speak, and reads its name and picture. */
export async function check(context: Context, credentials: Credentials): Promise<CheckOutcome> {
  const session = readSession(credentials)
  try {
    const { data } = await clientAs(context, session).com.atproto.server.getSession()
    if (data.active === false) return { kind: 'restricted', detail: `The network says: ${data.status ?? 'not active'}` }
    return { kind: 'ok', profile: await readProfile(context, { ...session, handle: data.handle }) }
  } catch (error) {
    const trouble = troubleWhileReading(error, context.now(), session)
    const { detail } = trouble
    if (trouble.kind === 'sign_in') {
      // with the account, its OAuth sign-ins were ended
      const why = session.grant === undefined ? undefined : await shutBecause(context, session)
      return why === undefined ? { kind: 'sign_in', detail } : { kind: 'restricted', detail: why }
    }
    if (trouble.kind === 'later' && trouble.reason === 'rate_limited') {
      const { retryAt } = trouble
      return { kind: 'rate_limited', detail, ...(retryAt === undefined ? {} : { retryAt }) }
    }
    if (trouble.kind === 'rejected') return askRepository(context, session, detail)
    return { kind: 'transient', detail }
  }
}

/** A PDS knows nothing of a session whose account was shut; the state of the repository is public. */
async function askRepository(
  { http }: Context,
  { pdsUrl, did }: { pdsUrl: string; did: string },
  detail: string,
): Promise<CheckOutcome> {
  try {
    const { data } = await clientFor(http, pdsUrl).com.atproto.sync.getRepoStatus({ did })
    if (!data.active) return { kind: 'restricted', detail: `The network says: ${data.status ?? 'not active'}` }
  } catch {
    return { kind: 'restricted', detail } // it does not even know the account any more
  }
  return { kind: 'sign_in', detail }
}
