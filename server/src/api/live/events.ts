import { changesSince, currentPosition, isPosition, type Changes } from '../../core/audit/changes.ts'
import { roleOf } from '../../core/people/workspaces.ts'
import type { AuditEntry } from '../../db/schema.ts'
import type { Auth } from '../auth/auth.ts'
import { findCaller } from '../http/caller.ts'
import { signedIn } from '../http/signed-in.ts'
import { needs, type Routes } from '../http/types.ts'
import { workspaceParams } from '../shapes/common.ts'
import type { ChangeFeed } from './feed.ts'

const pingEvery = 15_000
/** Who was away for more changes than this fetches everything anew. */
const most = 500

const data = ({ seq, action, subjectKind, subjectId, postId }: AuditEntry) =>
  JSON.stringify({ seq, action, subject: { kind: subjectKind, id: subjectId }, ...(postId === null ? {} : { postId }) })

/** Live changes of a workspace as server-sent events. The event id is a database snapshot: a reconnect resumes exactly there. */
export function eventRoutes({ app, core }: Routes, auth: Auth, feed: ChangeFeed): void {
  app.get(
    '/workspaces/:workspaceId/events',
    {
      config: needs('events.read'),
      schema: { tags: ['live'], summary: 'Changes as they happen (server-sent events)', params: workspaceParams },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const since = request.headers['last-event-id']
      const resume = typeof since === 'string' && isPosition(since) ? since : undefined
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const seen = new Set<string>()
      const write = ({ entries, position, tooMany }: Changes) => {
        if (tooMany) raw.write(`id: ${position}\nevent: reset\ndata: {}\n\n`)
        for (const entry of entries) {
          if (entry.workspaceId !== workspaceId || seen.has(entry.seq)) continue
          seen.add(entry.seq)
          raw.write(`id: ${position}\nevent: change\ndata: ${data(entry)}\n\n`)
        }
        if (seen.size > 4 * most) for (const seq of [...seen].slice(0, 2 * most)) seen.delete(seq)
      }
      // first listen, then read what was missed: between the two nothing is lost, and `seen` drops what came twice
      const unsubscribe = feed.subscribe(write)
      const stillAllowed = async () => {
        const caller = await findCaller(core, auth, request).catch(() => undefined)
        return caller !== undefined && (await roleOf(core.db, workspaceId, caller.person.id)) !== undefined
      }
      const timer = setInterval(() => {
        raw.write(': ping\n\n')
        stillAllowed().then(
          (allowed) => (allowed ? undefined : raw.end()),
          () => raw.end(),
        )
      }, pingEvery)
      const stop = () => {
        clearInterval(timer)
        unsubscribe()
      }
      raw.on('close', stop)
      raw.on('error', stop)
      try {
        const position = resume ?? (await currentPosition(core.db))
        raw.write(
          `retry: 1000\nid: ${position}\nevent: hello\ndata: ${JSON.stringify({ resumed: resume !== undefined })}\n\n`,
        )
        if (resume !== undefined) write(await changesSince(core.db, resume, most))
        else if (since !== undefined) raw.write(`event: reset\ndata: {}\n\n`)
      } catch (err) {
        request.log.warn({ err, caller: signedIn(request).person.id }, 'the live stream could not start')
        raw.end()
      }
    },
  )
}
