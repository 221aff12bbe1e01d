import type { CarePermit, Credentials, RemoveOutcome } from '../contract.ts'
import { readJson, readSession, type Context, type Session } from './context.ts'
import { troubleOf } from './errors.ts'
import { rememberRate } from './rate.ts'
import { repeatedBy } from './remote-post.ts'
import { whoSaysNothing } from './wordless.ts'

/** One `DELETE /api/v1/statuses/:id`. What is gone already is gone: https://docs.joinmastodon.org/methods/statuses/#delete */
export function remove(context: Context, permit: CarePermit, credentials: Credentials, id: string) {
  const repeated = repeatedBy(id)
  // https://docs.joinmastodon.org/methods/statuses/#unreblog
  if (repeated !== undefined)
    return takeAway(context, permit, credentials, 'POST', `statuses/${encodeURIComponent(repeated)}/unreblog`)
  return takeAway(context, permit, credentials, 'DELETE', `statuses/${encodeURIComponent(id)}`)
}

/** What waits in the server's own scheduler: https://docs.joinmastodon.org/methods/scheduled_statuses/#cancel */
export const cancelScheduled = (context: Context, permit: CarePermit, credentials: Credentials, id: string) =>
  takeAway(context, permit, credentials, 'DELETE', `scheduled_statuses/${encodeURIComponent(id)}`)

async function takeAway(
  context: Context,
  permit: CarePermit,
  credentials: Credentials,
  method: 'DELETE' | 'POST',
  path: string,
): Promise<RemoveOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const result = await context.http.send(permit, {
    url: `${session.service}/api/v1/${path}`,
    method,
    headers: { accept: 'application/json', authorization: `Bearer ${session.accessToken}` },
  })
  if (result.kind === 'answer') {
    rememberRate(context, session, result.headers)
    // in the API's own words: a page that says 404 is a server that is being moved
    const said = readJson(result.body)?.['error'] !== undefined
    if ((result.status === 404 || result.status === 410) && said) return { kind: 'removed' }
  }
  const trouble = troubleOf(result, context.now(), session)
  if (trouble === 'wordless') return whoSaysNothing(context, credentials)
  if (trouble !== undefined) return trouble
  // the answer is the status that was, or an empty object
  return result.kind === 'answer' && readJson(result.body) !== undefined
    ? { kind: 'removed' }
    : { kind: 'unknown', detail: 'The server answered yes, but not as this network does' }
}
