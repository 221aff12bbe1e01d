import { notFound, ok, withLeave, type Call, type Handler, type Server } from './answers.ts'
import type { Toot } from './state.ts'
import { below } from './talk.ts'

const textOf = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '')

/** What is read of statuses and of what people did with them, by `operationId` of the description. */
export const readingHandlers: Readonly<Record<string, Handler>> = {
  getStatuses: (server, { query }) => {
    // since 4.3, version 2 of the API
    if (server.settings.apiVersion < 2) return notFound
    const asked = Array.isArray(query['id']) ? query['id'] : [textOf(query['id'])]
    const found = asked.flatMap((id) => server.state.toots.find((toot) => toot.id === id && !toot.gone) ?? [])
    return ok(found.map((toot) => show(server, toot)))
  },

  getStatusContext: (server, call) =>
    withLeave(server, call, ['read', 'read:statuses'], () => {
      const { id = '' } = call.params
      const toots = server.state.toots.filter(({ gone }) => !gone)
      const toot = toots.find((one) => one.id === id)
      if (toot === undefined) return notFound
      const above: Toot[] = []
      for (let at: Toot | undefined = toot; at !== undefined;) {
        const parent: string | null = at.answers
        at = toots.find((one) => one.id === parent)
        if (at !== undefined) above.unshift(at)
      }
      const shown = (list: readonly Toot[]) => list.map((one) => show(server, one))
      return ok({ ancestors: shown(above), descendants: shown(below(server, id)) })
    }),

  getNotifications: (server, call) =>
    withLeave(server, call, ['read', 'read:notifications'], ({ person }) => {
      const { settings, state, entities } = server
      const limit = Math.min(80, Number(textOf(call.query['limit']) || 40))
      const own = state.notices.filter((notice) => notice.to === person && !notice.toot.gone)
      const page = pageOf(own, call, limit)
      const link = settings.linkHeaders ? linkOf(server, page, limit) : {}
      const body = page.map((notice) => entities.notice(notice, show(server, notice.toot)))
      return { ...ok(body), headers: link }
    }),
}

/** `min_id`: what follows at once; `since_id` and `max_id`: the newest. Always newest first. */
function pageOf<T extends { readonly id: string }>(all: readonly T[], { query }: Call, limit: number): T[] {
  const after = textOf(query['min_id'])
  if (after !== '')
    return all
      .filter(({ id }) => BigInt(id) > BigInt(after))
      .slice(0, limit)
      .toReversed()
  const [above, under] = [textOf(query['since_id']) || '0', textOf(query['max_id'])]
  return all
    .filter(({ id }) => BigInt(id) > BigInt(above) && (under === '' || BigInt(id) < BigInt(under)))
    .slice(-limit)
    .toReversed()
}

function linkOf({ entities }: Server, page: readonly { readonly id: string }[], limit: number): Record<string, string> {
  const [newest, oldest] = [page[0]?.id, page.at(-1)?.id]
  if (newest === undefined || oldest === undefined) return {}
  const address = (query: string) => `<${entities.url}/api/v1/notifications?limit=${limit}&${query}>`
  return { link: `${address(`max_id=${oldest}`)}; rel="next", ${address(`min_id=${newest}`)}; rel="prev"` }
}

export const show = ({ entities, state }: Server, toot: Toot) =>
  entities.status(
    toot,
    state.shown(toot.person).length,
    below({ state }, toot.id).filter((one) => one.answers === toot.id).length,
  )
