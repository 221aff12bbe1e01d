import type { Credentials, ScheduledElsewhere, ScheduledOutcome } from '../contract.ts'
import { ask, asText, inside, readSession, type Context, type Fields } from './context.ts'
import { noAnswer, troubleWhileReading } from './errors.ts'

const perPage = 40
/** Servers keep 300 at most. */
const mostPages = 10

/** What waits in the server's own scheduler, by which tool ever: https://docs.joinmastodon.org/methods/scheduled_statuses/ */
export async function listScheduled(context: Context, credentials: Credentials): Promise<ScheduledOutcome> {
  const items: ScheduledElsewhere[] = []
  let below = ''
  try {
    const session = readSession(credentials)
    for (let page = 0; page < mostPages; page++) {
      const query = `limit=${perPage}${below === '' ? '' : `&max_id=${encodeURIComponent(below)}`}`
      const answer = await ask(context, `${session.service}/api/v1/scheduled_statuses?${query}`, {
        token: session.accessToken,
      })
      const trouble = troubleWhileReading(answer, context.now(), session)
      if (trouble !== undefined)
        return { kind: trouble.kind === 'sign_in' ? 'sign_in' : 'unknown', detail: trouble.detail }
      if (!Array.isArray(answer.json)) return { kind: 'unknown', detail: 'The server answered, but not with a list' }
      const found = (answer.json as Fields[]).flatMap(toItem)
      const fresh = found.filter(({ id }) => !items.some((known) => known.id === id))
      items.push(...fresh)
      if (fresh.length < perPage) return { kind: 'listed', items }
      below = fresh.at(-1)?.id ?? ''
    }
    return { kind: 'listed', items }
  } catch (error) {
    return { kind: 'unknown', ...noAnswer(error) }
  }
}

function toItem(json: Fields): ScheduledElsewhere[] {
  const [id, dueAt] = [asText(json['id']), new Date(asText(json['scheduled_at']))]
  if (id === '' || Number.isNaN(dueAt.getTime())) return []
  return [{ id, text: asText(inside(json, 'params')['text']), dueAt }]
}
