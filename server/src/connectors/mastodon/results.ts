import type { Credentials, Results, ResultsOutcome } from '../contract.ts'
import { ask, readSession, type Context, type Fields, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { rememberRate } from './rate.ts'

/**
 * What the server counts, one status after the other: asking for many at once came late to this API, and not every server has it.
 * https://docs.joinmastodon.org/methods/statuses/#get
 */
export async function results(
  context: Context,
  credentials: Credentials,
  remoteIds: readonly string[],
): Promise<ResultsOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const posts: (Results & { id: string })[] = []
  const gone: string[] = []
  try {
    for (const id of remoteIds) {
      const path = `${session.service}/api/v1/statuses/${encodeURIComponent(id)}`
      const answer = await ask(context, path, { token: session.accessToken })
      rememberRate(context, session, answer.headers)
      // in the API's own words: a page that says 404 is a server that is being moved
      if ((answer.status === 404 || answer.status === 410) && answer.json?.['error'] !== undefined) {
        gone.push(id)
        continue
      }
      const trouble = troubleWhileReading(answer, context.now(), session)
      if (trouble === undefined) posts.push({ id, ...countsOf(answer.json ?? {}) })
      else if (posts.length + gone.length > 0) break
      else if (trouble.kind === 'rejected') return { kind: 'later', detail: trouble.detail }
      else return trouble
    }
  } catch (error) {
    if (posts.length + gone.length === 0) return { kind: 'later', ...noAnswer(error) }
  }
  return { kind: 'read', posts, gone }
}

function countsOf(status: Fields): Results {
  const number = (name: string, field: string) => {
    const value = status[field]
    return typeof value === 'number' ? { [name]: value } : {}
  }
  return {
    ...number('likes', 'favourites_count'),
    ...number('reposts', 'reblogs_count'),
    ...number('replies', 'replies_count'),
    ...number('quotes', 'quotes_count'),
  }
}
