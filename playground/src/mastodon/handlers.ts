import { setTimeout as wait } from 'node:timers/promises'
import { invalid, no, notFound, ok, withLeave, type Answer, type Call, type Handler, type Server } from './answers.ts'
import { attach, mediaHandlers } from './media.ts'
import { readingHandlers, show } from './reading.ts'
import { challengeOf, secret, type App, type Leave, type Toot } from './state.ts'
import { say, spoken, tell } from './talk.ts'

/** By `operationId` of the description. Signing in on the page itself is in pages.ts. */
export const handlers: Readonly<Record<string, Handler>> = {
  createApp({ state, entities }, { body }) {
    const redirect = body['redirect_uris']
    const app: App = {
      clientId: secret(),
      clientSecret: secret(),
      name: text(body['client_name']),
      website: typeof body['website'] === 'string' ? body['website'] : null,
      redirectUris: Array.isArray(redirect) ? redirect.map(String) : text(redirect).split(/\s+/),
      scopes: text(body['scopes'] ?? 'read').split(' '),
    }
    state.apps.push(app)
    return ok(entities.app(app))
  },

  postOauthToken({ state }, { body }) {
    const app = state.apps.find((one) => one.clientId === body['client_id'])
    if (app === undefined || app.clientSecret !== body['client_secret']) {
      return no(401, 'invalid_client')
    }
    const code = text(body['code'])
    const leave = state.codes.get(code)
    state.codes.delete(code)
    const verifier = typeof body['code_verifier'] === 'string' ? challengeOf(body['code_verifier']) : undefined
    const fits = leave?.app === app && leave.redirectUri === body['redirect_uri'] && leave.challenge === verifier
    if (body['grant_type'] !== 'authorization_code' || leave === undefined || !fits) return no(400, 'invalid_grant')
    const token = state.tokenFor(leave)
    const created = Math.floor(Date.now() / 1000)
    return ok({ access_token: token, token_type: 'Bearer', scope: leave.scopes.join(' '), created_at: created })
  },

  postOauthRevoke({ state }, { body }) {
    const leave = state.tokens.get(text(body['token']))
    if (leave !== undefined && leave.app.clientSecret !== body['client_secret']) return no(403, 'unauthorized_client')
    state.tokens.delete(text(body['token']))
    return ok({})
  },

  getInstanceV2: ({ entities }) => ok(entities.instance()),

  getAccountsVerifyCredentials: (server, call) =>
    withLeave(server, call, ['profile', 'read', 'read:accounts'], ({ person }) =>
      ok(server.entities.self(person, server.state.shown(person).length)),
    ),

  createStatus: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], async (leave) => createStatus(server, call, leave)),

  ...mediaHandlers,
  ...readingHandlers,

  getStatus: (server, { params, headers }) => {
    const toot = visible(server, params['id'])
    if (toot === undefined) return notFound
    const token = /^Bearer (\S+)$/.exec(String(headers['authorization'] ?? ''))?.[1] ?? ''
    const reader = server.state.tokens.get(token)?.person
    return ok({ ...show(server, toot), ...(reader === undefined ? {} : { reblogged: toot.repeatedBy.has(reader.id) }) })
  },

  updateStatus: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], ({ person }) => {
      const toot = visible(server, call.params['id'])
      if (toot?.person !== person) return notFound
      const written = text(call.body['status']).trim()
      const media = attach(server, person, call.body['media_ids'], toot.media)
      if (typeof media === 'string') return invalid(media)
      if (written === '' && media.length === 0) return invalid("Text can't be blank")
      if (count(written, server.settings.charactersPerUrl) > server.settings.maxCharacters)
        return invalid(`Text character limit of ${server.settings.maxCharacters} exceeded`)
      toot.text = written
      toot.media = media
      for (const one of media) one.attached = true
      toot.warning = text(call.body['spoiler_text'])
      toot.editedAt = new Date()
      return ok(show(server, toot))
    }),

  postStatusReblog: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], ({ person }) => {
      const toot = visible(server, call.params['id'])
      if (toot === undefined) return notFound
      if (!toot.repeatedBy.has(person.id)) tell(server, toot.person, person, 'reblog', toot)
      toot.repeatedBy.add(person.id)
      const shown = { ...show(server, toot), reblogged: true }
      const own = server.entities.account(person, server.state.shown(person).length)
      return ok({ ...shown, id: `9${toot.id}`, account: own, reblog: shown })
    }),

  postStatusUnreblog: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], ({ person }) => {
      const toot = visible(server, call.params['id'])
      if (toot === undefined) return notFound
      toot.repeatedBy.delete(person.id)
      return ok({ ...show(server, toot), reblogged: false })
    }),

  deleteStatus: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], ({ person }) => {
      const toot = visible(server, call.params['id'])
      if (toot?.person !== person || toot.going) return notFound
      const shown = show(server, toot)
      toot.going = true
      if (!server.settings.lateDeletes) toot.gone = true
      return ok({ ...shown, text: toot.text })
    }),

  getStatusSource: (server, call) =>
    withLeave(server, call, ['read', 'read:statuses'], () => {
      const toot = visible(server, call.params['id'])
      if (toot === undefined || !server.settings.source) return notFound
      return ok({ id: toot.id, text: toot.text, spoiler_text: toot.warning })
    }),

  getScheduledStatuses: (server, call) =>
    withLeave(server, call, ['read', 'read:statuses'], ({ person }) => {
      const below = text(call.query['max_id'])
      const planned = [...server.state.planned.values()]
        .filter((one) => one.person === person && (below === '' || BigInt(one.id) < BigInt(below)))
        .toReversed()
        .slice(0, Number(call.query['limit'] ?? 20))
      return ok(planned.map((one) => server.entities.planned(one)))
    }),

  deleteScheduledStatus: (server, call) =>
    withLeave(server, call, ['write', 'write:statuses'], ({ person }) => {
      const id = call.params['id'] ?? ''
      if (server.state.planned.get(id)?.person !== person) return notFound
      server.state.planned.delete(id)
      return ok({})
    }),

  getAccountStatuses: (server, { params, query }) => {
    const person = server.state.people.find(({ id }) => id === params['id'])
    if (person === undefined) return notFound
    const [below, above] = [text(query['max_id']), text(query['since_id'])]
    const toots = server.state
      .shown(person)
      .filter(({ id }) => below === '' || BigInt(id) < BigInt(below))
      .filter(({ id }) => above === '' || BigInt(id) > BigInt(above))
    const limit = Math.min(40, Number(query['limit'] ?? 20))
    return ok(toots.slice(0, limit).map((toot) => show(server, toot)))
  },
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const visible = ({ state }: Server, id: string | undefined): Toot | undefined =>
  state.toots.find((toot) => toot.id === id && !toot.gone)

async function createStatus(server: Server, { body, headers }: Call, { person, app }: Leave): Promise<Answer> {
  const { state, settings } = server
  const written = text(body['status']).trim()
  const media = attach(server, person, body['media_ids'])
  if (typeof media === 'string') return invalid(media)
  if (written === '' && media.length === 0) return invalid("Text can't be blank")
  const warning = text(body['spoiler_text'])
  if (count(warning + written, settings.charactersPerUrl) > settings.maxCharacters) {
    return invalid(`Text character limit of ${settings.maxCharacters} exceeded`)
  }
  const answers = typeof body['in_reply_to_id'] === 'string' ? body['in_reply_to_id'] : null
  if (answers !== null && visible(server, answers) === undefined) return notFound
  const quotePolicy = typeof body['quote_approval_policy'] === 'string' ? body['quote_approval_policy'] : null
  if (quotePolicy !== null && !['public', 'followers', 'nobody'].includes(quotePolicy)) {
    return invalid('Quote approval policy is not included in the list')
  }
  const given = headers['idempotency-key']
  const key = given === undefined || settings.idempotency === 'ignored' ? undefined : `${person.id} ${String(given)}`
  const before = key === undefined ? undefined : state.keys.get(key)
  const repeated = state.toots.find(({ id }) => id === before)
  // as Mastodon does: what a key stands for may have been deleted
  if (repeated !== undefined) return repeated.gone ? notFound : ok(show(server, repeated))
  if (settings.idempotency === 'racy') await wait(20)
  const toot = spoken(server, person, {
    text: written,
    language: typeof body['language'] === 'string' ? body['language'] : null,
    visibility: typeof body['visibility'] === 'string' ? body['visibility'] : 'public',
    warning,
    answers,
    // one that is too old for it takes no notice
    quotePolicy: settings.apiVersion >= 7 ? quotePolicy : null,
    app,
    media,
  })
  say(server, toot)
  for (const one of media) one.attached = true
  if (key !== undefined) state.keys.set(key, toot.id)
  return ok(show(server, toot))
}

const graphemes = new Intl.Segmenter()

/** By the network's rule, in a few words of its own: addresses weigh alike, and the server of a mention weighs nothing. */
function count(written: string, perUrl: number): number {
  const counted = written.replace(/https?:\/\/\S+/g, 'x'.repeat(perUrl)).replace(/(^|[^\w/])@(\w+)@[\w.-]+\w/g, '$1@$2')
  return [...graphemes.segment(counted)].length
}
