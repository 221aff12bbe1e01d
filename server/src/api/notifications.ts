import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notificationKinds } from '../core/notifications/kinds.ts'
import { countUnread, listNotifications, markRead, type NotificationView } from '../core/notifications/list.ts'
import { changeSettings, readSettings } from '../core/notifications/settings.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, list, maybeAt, nothing, pageQuery, workspaceParams } from './shapes/common.ts'

const kind = z.enum(notificationKinds)
const notification = z
  .object({
    id,
    kind,
    subject: z.object({ kind: z.string(), id }),
    postId: id.nullable(),
    /** The first words of the post. */
    text: z.string().nullable(),
    handle: z.string().nullable(),
    /** Who did it; empty for the gate. */
    by: z.string(),
    /** Of the record: what happened. */
    action: z.string(),
    reason: z.string().nullable(),
    /** For a sign-in that ends: how many scheduled posts depend on it, and when. */
    scheduled: z.number().int().nullable(),
    endsAt: instant.nullable(),
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notification' })
const setting = z
  .object({ kind, inApp: z.boolean(), email: z.boolean(), browser: z.boolean() })
  .meta({ id: 'NotificationSetting' })
const chosen = z
  .array(setting)
  .max(notificationKinds.length)
  .refine((all) => new Set(all.map((one) => one.kind)).size === all.length, 'Give each kind once.')
const settings = z.object({
  items: z.array(setting),
  /** Whether this installation sends mail at all. */
  mails: z.boolean(),
})

interface Detail {
  readonly by?: string
  readonly action?: string
  readonly reason?: string
  readonly scheduled?: number
  readonly endsAt?: string
}

function toNotification(row: NotificationView): z.infer<typeof notification> {
  const { by = '', action = '', reason = null, scheduled = null, endsAt = null } = row.detail as Detail
  const subject = { kind: row.subjectKind, id: row.subjectId }
  const { postId, text, handle } = row
  const said = { by, action, reason, scheduled, endsAt }
  return {
    id: row.id,
    kind: kind.parse(row.kind),
    subject,
    postId,
    text,
    handle,
    ...said,
    createdAt: at(row.createdAt),
    readAt: maybeAt(row.readAt),
  }
}

/** What a person is told of in a workspace. One's own alone. */
export function notificationRoutes({ app, core }: Routes): void {
  const tags = ['notifications']
  const path = '/workspaces/:workspaceId/notifications'
  const settingsOf = async (request: FastifyRequest<{ Params: z.infer<typeof workspaceParams> }>) => {
    const by = { personId: signedIn(request).person.id, role: roleHere(request) }
    return { items: await readSettings(core.db, request.params.workspaceId, by), mails: core.mail !== undefined }
  }
  app.get(
    path,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'One’s own notifications, newest first',
        params: workspaceParams,
        querystring: pageQuery.extend({ cursor: id.optional() }),
        response: { 200: list(notification).extend({ unread: z.number().int() }) },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const { cursor, limit } = request.query
      const personId = signedIn(request).person.id
      const page = { limit, ...(cursor === undefined ? {} : { before: cursor }) }
      const [rows, unread] = await Promise.all([
        listNotifications(core.db, workspaceId, personId, page),
        countUnread(core.db, workspaceId, personId),
      ])
      const nextCursor = rows.length === limit ? (rows.at(-1)?.id ?? null) : null
      return { items: rows.map(toNotification), unread, nextCursor }
    },
  )

  app.post(
    `${path}/read`,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'Mark one’s notifications as read; without ids, all of them',
        params: workspaceParams,
        body: z.object({ ids: z.array(id).min(1).max(500).optional() }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await markRead(core, request.params.workspaceId, signedIn(request).person.id, request.body.ids)
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${path}/settings`,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'How one is told of each kind',
        params: workspaceParams,
        response: { 200: settings },
      },
    },
    (request) => settingsOf(request),
  )

  app.put(
    `${path}/settings`,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'Choose how one is told of each kind',
        params: workspaceParams,
        body: z.object({ items: chosen }),
        response: { 200: settings },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      await changeSettings(core, workspaceId, signedIn(request).person.id, request.body.items)
      return settingsOf(request)
    },
  )
}
