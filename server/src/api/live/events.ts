import { changesSince, type Changes } from '../../core/audit/changes.ts'
import { currentPosition, isAhead } from '../../core/audit/position.ts'
import { roleOf } from '../../core/people/workspaces.ts'
import type { AuditEntry } from '../../db/schema.ts'
import type { Auth } from '../auth/auth.ts'
import { findCaller } from '../http/caller.ts'
import { signedIn } from '../http/signed-in.ts'
import { needs, type Routes } from '../http/types.ts'
import { workspaceParams } from '../shapes/common.ts'
import type { ChangeFeed } from './feed.ts'
import { parseMark, Stream } from './stream.ts'

const pingEvery = 15_000
/** Who was away for more changes than this fetches everything anew. */
const most = 500

/** Live changes of a workspace as server-sent events. The event id is a database snapshot: a reconnect resumes exactly there. */
export function eventRoutes({ app, core }: Routes, auth: Auth, feed: ChangeFeed): void {
  app.get(
    '/workspaces/:workspaceId/events',
    {
      config: needs('events.read'),
      exposeHeadRoute: false,
      schema: { tags: ['live'], summary: 'Changes as they happen (server-sent events)', params: workspaceParams },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { person, via } = signedIn(request)
      const isRemoval = (one: AuditEntry) =>
        one.action === 'member.removed' && one.workspaceId === workspaceId && one.subjectId === person.id
      // signed out, a session or the token revoked: each is an entry about the person or the token
      const isAboutSignIn = ({ subjectKind: kind, subjectId: id }: AuditEntry) =>
        (kind === 'person' && id === person.id) || (via !== 'session' && kind === 'token' && id === via.tokenId)
      const given = request.headers['last-event-id']
      const mark = typeof given === 'string' ? parseMark(given) : undefined
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      })
      const stream = new Stream(raw, workspaceId)
      const endUnlessAllowed = async () => {
        const caller = await findCaller(core, auth, request).catch(() => undefined)
        const allowed = caller !== undefined && (await roleOf(core.db, workspaceId, caller.person.id)) !== undefined
        if (!allowed) raw.end()
      }
      const check = () => void endUnlessAllowed().catch(() => raw.end())
      const take = (changes: Changes) => {
        // who was removed sees nothing more; who is a member again by now comes back by itself
        if (changes.entries.some(isRemoval)) return void raw.end()
        stream.take(changes)
        if (changes.tooMany || changes.entries.some(isAboutSignIn)) check()
      }
      // first listen, then read what was missed: between the two nothing is lost, and the stream drops what comes twice
      const unsubscribe = feed.subscribe(take)
      const unsubscribeHints = feed.onHint((hint) => stream.hint(hint))
      const timer = setInterval(() => {
        raw.write(': ping\n\n')
        check()
      }, pingEvery)
      const stop = () => {
        clearInterval(timer)
        unsubscribe()
        unsubscribeHints()
      }
      raw.on('close', stop)
      raw.on('error', stop)
      try {
        const current = await currentPosition(core.db)
        if (mark === undefined || isAhead(mark.later ?? mark.before, current))
          stream.begin(current, given !== undefined)
        else stream.resume(mark, await changesSince(core.db, mark.before, most, workspaceId))
      } catch (err) {
        request.log.warn({ err, caller: person.id }, 'the live stream could not start')
        raw.end()
      }
    },
  )
}
