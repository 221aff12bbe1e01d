import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { approvalStates } from '../core/approvals/read.ts'
import { historyOfPost } from '../core/audit/list.ts'
import { deliveriesOfPosts } from '../core/deliveries/read.ts'
import type { When } from '../core/deliveries/schedule.ts'
import { errors } from '../core/errors.ts'
import { may } from '../core/people/permissions.ts'
import { duplicatePost } from '../core/posts/duplicate.ts'
import { deletePost, editPost } from '../core/posts/edit.ts'
import { findPost } from '../core/posts/find.ts'
import { listPosts, postFilters, postOrders } from '../core/posts/list.ts'
import { variantsOf } from '../core/posts/variants.ts'
import { sendPost, writePost } from '../core/posts/write.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { instant, itemParams, list, nothing, pageQuery, workspaceParams } from './shapes/common.ts'
import { changeShape, draftShape } from './shapes/draft.ts'
import { post, toPost } from './shapes/post.ts'

export const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('at'), at: instant }),
  z.object({ kind: z.literal('slot') }),
])
const sendChoice = z.discriminatedUnion('kind', [z.object({ kind: z.literal('draft') }), ...when.options])
/** Given when a person was told that the account says nearly the same already, and wants it all the same. */
const duplicate = { duplicate: z.literal('accepted').optional() }
const [now, atInstant, atSlot] = when.options
const sendWhen = z.discriminatedUnion('kind', [
  now.extend(duplicate),
  atInstant.extend(duplicate),
  atSlot.extend(duplicate),
])

export const toWhen = (choice: z.infer<typeof when>): When =>
  choice.kind === 'at' ? { kind: 'at', at: new Date(choice.at) } : choice

/** Whoever changes what will be public needs the right to send, and a token that scope. @throws FORBIDDEN, AUTH_SCOPE_MISSING */
function assertMaySend(request: FastifyRequest, refusal: string): void {
  const { via } = signedIn(request)
  if (!may(roleHere(request), 'post.send')) throw errors.forbidden(refusal)
  if (via !== 'session' && !via.scopes.includes('publish'))
    throw errors.scopeMissing('This API token lacks the right “publish”.')
}

/** The id of the last post of a page; before it, where the order is another than time, its count. */
const postCursor = z
  .string()
  .regex(/^(\d{1,9}_)?[0-9a-f-]{36}$/i, 'This cursor is not one of ours: start without one.')
  .transform((cursor) => {
    const [key = '', count = '0'] = cursor.split('_').toReversed()
    return { id: key.toLowerCase(), count: Number(count) }
  })

export function postRoutes({ app, core }: Routes): void {
  const tags = ['posts']
  async function view(workspaceId: string, postId: string) {
    const found = await findPost(core.db, workspaceId, postId)
    const [author, deliveries, variants, approvals, history] = await Promise.all([
      core.db.selectFrom('person').select('name').where('id', '=', found.authorId).executeTakeFirstOrThrow(),
      deliveriesOfPosts(core.db, [postId]),
      variantsOf(core.db, [postId]),
      approvalStates(core.db, [postId]),
      historyOfPost(core.db, postId),
    ])
    const row = { ...found, authorName: author.name, approval: approvals.get(postId) }
    return toPost(row, variants, deliveries, history)
  }

  app.get(
    '/workspaces/:workspaceId/posts',
    {
      config: needs('post.read'),
      schema: {
        tags,
        summary: 'List posts, newest first, or by what people did with them',
        params: workspaceParams,
        querystring: pageQuery.extend({
          state: z.enum(postFilters).default('all'),
          order: z.enum(postOrders).default('newest'),
          cursor: postCursor.optional(),
        }),
        response: { 200: list(post) },
      },
    },
    async (request) => {
      const { state: filter, order, cursor, limit } = request.query
      const page = { filter, order, limit, ...(cursor === undefined ? {} : { before: cursor }) }
      const rows = await listPosts(core.db, request.params.workspaceId, page)
      const ids = rows.map((row) => row.id)
      const [deliveries, variants, approvals] = await Promise.all([
        deliveriesOfPosts(core.db, ids),
        variantsOf(core.db, ids),
        approvalStates(core.db, ids),
      ])
      const items = rows.map((row) => {
        const own = <R extends { postId: string }>(all: R[]) => all.filter(({ postId }) => postId === row.id)
        return toPost({ ...row, approval: approvals.get(row.id) }, own(variants), own(deliveries))
      })
      const last = rows.length === limit ? rows.at(-1) : undefined
      const next = order === 'newest' ? last?.id : last && `${last.count}_${last.id}`
      return { items, nextCursor: next ?? null }
    },
  )

  app.post(
    '/workspaces/:workspaceId/posts',
    {
      config: needs('post.draft'),
      schema: {
        tags,
        summary: 'Write a post: keep it as a draft, send it now (after the undo window), or plan it',
        params: workspaceParams,
        body: draftShape.extend({ send: sendChoice, ...duplicate }),
        response: { 201: post },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { send, duplicate: accepted, ...draft } = request.body
      const { actor, person } = signedIn(request)
      if (send.kind !== 'draft') assertMaySend(request, 'Your role writes drafts: an editor sends them.')
      const plan = send.kind === 'draft' ? {} : { when: toWhen(send) }
      const written = await writePost(core, {
        workspaceId,
        authorId: person.id,
        draft,
        actor,
        duplicate: accepted,
        ...plan,
      })
      return reply.code(201).send(await view(workspaceId, written.id))
    },
  )

  app.get(
    '/workspaces/:workspaceId/posts/:id',
    {
      config: needs('post.read'),
      schema: {
        tags,
        summary: 'Read a post with its deliveries and their history',
        params: itemParams,
        response: { 200: post },
      },
    },
    (request) => view(request.params.workspaceId, request.params.id),
  )

  app.patch(
    '/workspaces/:workspaceId/posts/:id',
    {
      config: needs('post.draft'),
      schema: {
        tags,
        summary: 'Rewrite a post that has not left',
        params: itemParams,
        body: changeShape.extend({ version: z.number().int() }),
        response: { 200: post },
      },
    },
    async (request) => {
      const { workspaceId, id: postId } = request.params
      const { version, ...change } = request.body
      const { actor } = signedIn(request)
      const assertMayChangePlanned = () => assertMaySend(request, 'This post is planned: an editor can change it.')
      await editPost(core, { workspaceId, id: postId, version, change, actor, assertMayChangePlanned })
      return view(workspaceId, postId)
    },
  )

  app.delete(
    '/workspaces/:workspaceId/posts/:id',
    {
      config: needs('post.draft'),
      schema: { tags, summary: 'Delete a draft', params: itemParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await deletePost(core, request.params.workspaceId, request.params.id, signedIn(request).actor)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/workspaces/:workspaceId/posts/:id/duplicate',
    {
      config: needs('post.draft'),
      schema: {
        tags,
        summary: 'Make a draft with everything a post has: words, options, tags, campaign',
        params: itemParams,
        response: { 201: post },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: postId } = request.params
      const { actor, person } = signedIn(request)
      const copy = await duplicatePost(core, { workspaceId, id: postId, authorId: person.id, actor })
      return reply.code(201).send(await view(workspaceId, copy.id))
    },
  )

  app.post(
    '/workspaces/:workspaceId/posts/:id/send',
    {
      config: needs('post.send'),
      schema: { tags, summary: 'Send or plan a draft', params: itemParams, body: sendWhen, response: { 200: post } },
    },
    async (request) => {
      const { workspaceId, id: postId } = request.params
      const { duplicate: accepted, ...choice } = request.body
      const { actor } = signedIn(request)
      await sendPost(core, { workspaceId, id: postId, when: toWhen(choice), actor, duplicate: accepted })
      return view(workspaceId, postId)
    },
  )
}
