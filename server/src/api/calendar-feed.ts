import { z } from 'zod'
import { findFeed, findFeedHolder, renewFeed, revokeFeed } from '../core/calendar/feed.ts'
import { calendarText } from '../core/calendar/ical.ts'
import { errors } from '../core/errors.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, open, type Routes } from './http/types.ts'
import { at, instant, maybeAt, nothing, workspaceParams } from './shapes/common.ts'

const feed = z.object({ createdAt: instant, lastUsedAt: instant.nullable() })

/** A workspace's calendar in one's own calendar program: read only, at a secret address. */
export function calendarFeedRoutes({ app, core }: Routes, publicUrl: string): void {
  const tags = ['calendar']
  const path = '/workspaces/:workspaceId/calendar-feed'
  app.get(
    path,
    {
      config: needs('calendar_feed.manage'),
      schema: {
        tags,
        summary: 'Whether one has a calendar feed; its address was shown once',
        params: workspaceParams,
        response: { 200: z.object({ feed: feed.nullable() }) },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const found = await findFeed(core.db, { workspaceId, personId: signedIn(request).person.id })
      if (found === undefined) return { feed: null }
      return { feed: { createdAt: at(found.createdAt), lastUsedAt: maybeAt(found.lastUsedAt) } }
    },
  )

  app.post(
    path,
    {
      config: needs('calendar_feed.manage'),
      schema: {
        tags,
        summary: 'Make one’s calendar feed anew: the address before ends at once',
        params: workspaceParams,
        response: { 201: feed.extend({ url: z.string() }) },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { person, actor } = signedIn(request)
      const { token, createdAt } = await renewFeed(core, { workspaceId, personId: person.id, actor })
      const url = `${publicUrl}/api/calendar-feeds/${token}.ics`
      return reply.code(201).send({ createdAt: at(createdAt), lastUsedAt: null, url })
    },
  )

  app.delete(
    path,
    {
      config: needs('calendar_feed.manage'),
      schema: { tags, summary: 'End one’s calendar feed', params: workspaceParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { person, actor } = signedIn(request)
      await revokeFeed(core, { workspaceId: request.params.workspaceId, personId: person.id, actor })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/calendar-feeds/:token',
    {
      config: open,
      schema: {
        tags,
        summary: 'The calendar itself, as iCalendar; the address is the secret',
        params: z.object({ token: z.string().max(200) }),
        produces: ['text/calendar'],
      },
    },
    async (request, reply) => {
      const holder = await findFeedHolder(core.db, request.params.token.replace(/\.ics$/, ''))
      if (holder === undefined) throw errors.notFound()
      const { text, tag } = await calendarText(core.db, holder, { publicUrl, now: core.clock.wall() })
      void reply.header('etag', tag).header('cache-control', 'private, no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('text/calendar; charset=utf-8').send(text)
    },
  )
}
