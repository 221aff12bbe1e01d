import type { Credentials, Results, ResultsOutcome } from '../contract.ts'
import { ask, asText, readSession, type Answer, type Context, type Fields, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { manyStatusesFeature } from './profile.ts'
import { rememberRate } from './rate.ts'

type Found = Results & { readonly id: string }
type Stopped = Exclude<ResultsOutcome, { kind: 'read' }>

/**
 * What the server counts: of all statuses in one request, where the server has that; and one after the other of those it left
 * out, or where it has not. So what is called gone was asked for by itself.
 */
export async function results(
  context: Context,
  credentials: Credentials,
  remoteIds: readonly string[],
  features: readonly string[] = [],
): Promise<ResultsOutcome> {
  let session: Session
  try {
    session = readSession(credentials)
  } catch (error) {
    return { kind: 'sign_in', detail: (error as Error).message }
  }
  const posts: Found[] = []
  const gone: string[] = []
  const trouble = await readAll(context, session, remoteIds, { features, posts, gone })
  // what was read before the trouble counts; the rest is asked for again
  return trouble === undefined || posts.length + gone.length > 0 ? { kind: 'read', posts, gone } : trouble
}

interface Reading {
  readonly features: readonly string[]
  readonly posts: Found[]
  readonly gone: string[]
}

async function readAll(
  context: Context,
  session: Session,
  remoteIds: readonly string[],
  { features, posts, gone }: Reading,
): Promise<Stopped | undefined> {
  try {
    if (remoteIds.length > 1 && features.includes(manyStatusesFeature))
      posts.push(...(await readMany(context, session, remoteIds)))
    const known = new Set(posts.map(({ id }) => id))
    for (const id of remoteIds.filter((one) => !known.has(one))) {
      const answer = await request(context, session, `/${encodeURIComponent(id)}`)
      // in the API's own words: a page that says 404 is a server that is being moved
      if ((answer.status === 404 || answer.status === 410) && answer.json?.['error'] !== undefined) {
        gone.push(id)
        continue
      }
      const trouble = troubleWhileReading(answer, context.now(), session)
      if (trouble?.kind === 'rejected') return { kind: 'later', detail: trouble.detail }
      if (trouble !== undefined) return trouble
      posts.push({ id, ...countsOf(answer.json ?? {}) })
    }
    return undefined
  } catch (error) {
    return { kind: 'later', ...noAnswer(error) }
  }
}

/** https://docs.joinmastodon.org/methods/statuses/#index. Nothing where the server has no such list after all. */
async function readMany(context: Context, session: Session, ids: readonly string[]): Promise<Found[]> {
  const query = new URLSearchParams(ids.map((id) => ['id[]', id]))
  const answer = await request(context, session, `?${query}`)
  if (answer.status !== 200 || !Array.isArray(answer.json)) return []
  return (answer.json as Fields[]).flatMap((status) => {
    const id = asText(status['id'])
    return ids.includes(id) ? [{ id, ...countsOf(status) }] : []
  })
}

async function request(context: Context, session: Session, rest: string): Promise<Answer> {
  const answer = await ask(context, `${session.service}/api/v1/statuses${rest}`, { token: session.accessToken })
  rememberRate(context, session, answer.headers)
  return answer
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
