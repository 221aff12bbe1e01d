import type { Credentials, News, NewsOutcome } from '../contract.ts'
import { ask, asText, inside, readSession, type Answer, type Context, type Fields, type Session } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'
import { rememberRate } from './rate.ts'

const perPage = 40
const pagesAtOnce = 5

/**
 * What people did since: https://docs.joinmastodon.org/methods/notifications/#get. `min_id` tells what follows at once, so that a
 * long absence is read page by page, and nothing between two pages is left out.
 */
export async function news(
  context: Context,
  credentials: Credentials,
  since: string | undefined,
): Promise<NewsOutcome> {
  let at = since
  const items: News[] = []
  try {
    const session = readSession(credentials)
    for (let page = 0; page < pagesAtOnce; page++) {
      const answer = await read(context, session, at)
      const trouble = troubleWhileReading(answer, context.now(), session)
      if (trouble !== undefined) {
        // what was read counts: the rest is asked for again
        if (items.length > 0) break
        if (trouble.kind !== 'rejected') return trouble
        return { kind: trouble.reason === 'not_permitted' ? 'not_allowed' : 'later', detail: trouble.detail }
      }
      if (!Array.isArray(answer.json)) return { kind: 'later', detail: 'The server answered, but not with a list' }
      const found = (answer.json as Fields[]).flatMap((one) => toNews(one) ?? []).toReversed()
      // only where one stands is asked for: there is no word of what happened before
      if (at === undefined) return { kind: 'read', items: [], at: found.at(-1)?.at ?? '', more: false }
      items.push(...found)
      const before = at
      at = nextOf(answer) ?? found.at(-1)?.at ?? at
      // without a place to go on from, a server tells the newest alone: then there is one page
      if (found.length < perPage || at === before || before === '') return { kind: 'read', items, at, more: false }
    }
    return { kind: 'read', items, at: items.at(-1)?.at ?? at ?? '', more: true }
  } catch (error) {
    if (items.length > 0) return { kind: 'read', items, at: items.at(-1)?.at ?? '', more: true }
    return { kind: 'later', ...noAnswer(error) }
  }
}

async function read(context: Context, session: Session, at: string | undefined): Promise<Answer> {
  const query = new URLSearchParams({ limit: String(at === undefined ? 1 : perPage) })
  if (at !== undefined && at !== '') query.set('min_id', at)
  const answer = await ask(context, `${session.service}/api/v1/notifications?${query}`, { token: session.accessToken })
  rememberRate(context, session, answer.headers)
  return answer
}

/** Where the server says that newer ones begin (`rel="prev"`). Its address is not followed: it may lead anywhere. */
function nextOf({ headers }: Answer): string | undefined {
  const link = /<([^>]*)>\s*;[^,]*\brel="?prev"?/.exec(headers['link'] ?? '')?.[1]
  return link === undefined ? undefined : (URL.parse(link)?.searchParams.get('min_id') ?? undefined)
}

/** https://docs.joinmastodon.org/entities/Notification/. Undefined for what is none. */
export function toNews(json: Fields): News | undefined {
  const at = asText(json['id'])
  if (at === '') return undefined
  const status = inside(json, 'status')
  const id = asText(status['id'])
  const news = (kind: News['kind'], about: string): News => ({ kind, at, ...(about === '' ? {} : { about }) })
  switch (json['type']) {
    case 'favourite':
      return news('like', id)
    case 'reblog':
      return news('repost', id)
    case 'mention':
      return news('reply', asText(status['in_reply_to_id']))
    case 'quote':
      return news('quote', asText(inside(inside(status, 'quote'), 'quoted_status')['id']))
    default:
      return { kind: 'other', at }
  }
}
