import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Core } from '../../core/context.ts'
import { errors } from '../../core/errors.ts'
import { stoppable } from '../../core/halts/reach.ts'
import { stateFor } from '../../core/halts/state.ts'
import type { Auth } from '../auth/auth.ts'
import { findSession } from '../http/caller.ts'
import { open, type App, type Caller } from '../http/types.ts'
import { hurriedReason } from '../shapes/halt.ts'
import { stop } from '../stop.ts'
import { stopPage, type Page } from './html.ts'
import { isStopWord, wordsIn, type Words } from './words.ts'

interface StopPageOptions {
  /** The core on the connections kept for a stop, with a sign-in on the same. */
  readonly urgent: Core
  readonly auth: Auth
  readonly secret: string
  readonly origins: ReadonlySet<string>
  readonly stopping: AbortSignal
}

interface Visitor {
  readonly caller: Caller
  readonly token: string
  readonly words: Words
}

const foreignWords = (request: FastifyRequest): Words =>
  wordsIn(/^fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en')

/** A page of another site can send a form here, but neither hide its origin nor know the token of this session. */
function isOwn(request: FastifyRequest, origins: ReadonlySet<string>, given: string, token: string): boolean {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined ? site !== 'same-origin' : !origins.has(origin)) return false
  const [one, two] = [Buffer.from(given), Buffer.from(token)]
  return one.length === two.length && timingSafeEqual(one, two)
}

/** `/stop`: the emergency stop as plain HTML, for a telephone in the street and for a server whose web app cannot be had. */
export async function stopPageRoutes(app: App, options: StopPageOptions): Promise<void> {
  const { urgent, auth, secret, origins, stopping } = options
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16 * 1024 },
    (_request, body, done) => done(null, new URLSearchParams(body)),
  )

  async function visitor(request: FastifyRequest): Promise<Visitor | undefined> {
    const session = await findSession(urgent, auth, request)
    if (session === undefined) return undefined
    const token = createHmac('sha256', secret).update(`stop page of session ${session.id}`).digest('base64url')
    return { caller: session.caller, token, words: wordsIn(session.caller.person.language) }
  }

  async function show(
    reply: FastifyReply,
    status: number,
    who: Visitor,
    more: Pick<Page, 'again' | 'message'> = {},
  ): Promise<FastifyReply> {
    const { caller, token, words } = who
    const { person } = caller
    const stops = await stateFor(urgent.db, person)
    const page = { words, stops, token, timeZone: person.timeZone, ...more }
    return html(reply, status, stopPage(page))
  }

  function html(reply: FastifyReply, status: number, text: string): FastifyReply {
    return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
  }

  /** Whatever goes wrong is said on the page itself, in words for whoever stands in the street. */
  function guarded(handle: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        return await handle(request, reply)
      } catch (err) {
        request.log.error({ err }, 'the page of the emergency stop failed')
        const words = foreignWords(request)
        return html(reply, 503, stopPage({ words, stops: [], timeZone: 'UTC', message: words.failed }))
      }
    }
  }

  function askToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const words = foreignWords(request)
    return html(reply, 401, stopPage({ words, stops: [], timeZone: 'UTC', message: words.signIn }))
  }

  app.get(
    '/stop',
    { config: open, schema: { hide: true } },
    guarded(async (request, reply) => {
      const who = await visitor(request)
      return who === undefined
        ? askToSignIn(request, reply)
        : show(reply, 200, who, { again: (request.query as { again?: unknown }).again === 'yes' })
    }),
  )

  app.post(
    '/stop',
    { config: open, schema: { hide: true } },
    guarded(async (request, reply) => {
      const who = await visitor(request)
      if (who === undefined) return askToSignIn(request, reply)
      const { caller, words } = who
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const field = (name: string): string => form.get(name)?.trim() ?? ''
      if (!isOwn(request, origins, field('token'), who.token))
        return show(reply, 403, who, { again: true, message: words.foreign })
      if (field('sure') !== 'yes' && !isStopWord(field('word')))
        return show(reply, 422, who, { again: true, message: words.wrongWord })
      const { person, actor } = caller
      const scopes = await stoppable(urgent.db, person, undefined).catch((error: unknown) => {
        if (errors.forbidden.is(error)) return undefined
        throw error
      })
      if (scopes === undefined) return show(reply, 403, who, { message: words.viewer })
      const reason = hurriedReason.parse(field('reason'))
      await stop(urgent, stopping, { scopes, actor, personId: person.id, reason })
      // a page of its own, so that looking again does not stop again
      return reply.redirect('/stop', 303)
    }),
  )
}
