import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { listComments, readUpTo, unreadByPost, type CommentView } from '../core/comments/list.ts'
import { markCommentsRead } from '../core/comments/mark-read.ts'
import { deleteComment, editComment, writeComment } from '../core/comments/write.ts'
import { findPost } from '../core/posts/find.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, maybeAt, nothing, workspaceParams } from './shapes/common.ts'

const who = z.object({ id, name: z.string() })
const comment = z
  .object({
    id,
    author: who,
    /** Empty when it was deleted. */
    text: z.string(),
    mentions: z.array(who),
    createdAt: instant,
    editedAt: instant.nullable(),
    deletedAt: instant.nullable(),
  })
  .meta({ id: 'Comment' })
const comments = z
  .object({
    items: z.array(comment),
    /** The last one that the caller has read. */
    readUpTo: id.nullable(),
  })
  .meta({ id: 'Comments' })
const said = z.object({
  text: z.string().trim().min(1, 'Write something.').max(5000, 'A comment has at most 5,000 characters.'),
  /** Members who are named, and told. */
  mentions: z.array(id).max(50).default([]),
})
const oneParams = itemParams.extend({ commentId: id })

const toComment = (row: CommentView): z.infer<typeof comment> => ({
  id: row.id,
  author: { id: row.authorId, name: row.authorName },
  text: row.text,
  mentions: row.mentions,
  createdAt: at(row.createdAt),
  editedAt: maybeAt(row.editedAt),
  deletedAt: maybeAt(row.deletedAt),
})

/** What people of the workspace say to each other about a post. Never sent. */
export function commentRoutes({ app, core }: Routes): void {
  const tags = ['comments']
  const path = '/workspaces/:workspaceId/posts/:id/comments'

  async function view(request: FastifyRequest, workspaceId: string, postId: string) {
    await findPost(core.db, workspaceId, postId)
    const [rows, read] = await Promise.all([
      listComments(core.db, postId),
      readUpTo(core.db, postId, signedIn(request).person.id),
    ])
    return { items: rows.map(toComment), readUpTo: read ?? null }
  }
  const onPost = (request: FastifyRequest, { workspaceId, id: postId }: z.infer<typeof itemParams>) => {
    const { person, actor } = signedIn(request)
    return { workspaceId, postId, personId: person.id, actor }
  }

  app.get(
    path,
    {
      config: needs('post.read'),
      schema: { tags, summary: 'The comments of a post', params: itemParams, response: { 200: comments } },
    },
    (request) => view(request, request.params.workspaceId, request.params.id),
  )

  app.post(
    path,
    {
      config: needs('comment.write'),
      schema: {
        tags,
        summary: 'Comment a post, for the workspace alone',
        params: itemParams,
        body: said,
        response: { 201: comments },
      },
    },
    async (request, reply) => {
      await writeComment(core, { ...onPost(request, request.params), ...request.body })
      return reply.code(201).send(await view(request, request.params.workspaceId, request.params.id))
    },
  )

  app.patch(
    `${path}/:commentId`,
    {
      config: needs('comment.write'),
      schema: {
        tags,
        summary: 'Write one’s own comment anew',
        params: oneParams,
        body: said,
        response: { 200: comments },
      },
    },
    async (request) => {
      await editComment(core, { ...onPost(request, request.params), ...request.body, id: request.params.commentId })
      return view(request, request.params.workspaceId, request.params.id)
    },
  )

  app.delete(
    `${path}/:commentId`,
    {
      config: needs('comment.write'),
      schema: { tags, summary: 'Delete one’s own comment', params: oneParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await deleteComment(core, { ...onPost(request, request.params), id: request.params.commentId })
      return reply.code(204).send(null)
    },
  )

  app.put(
    `${path}/read`,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'Say up to which comment one has read',
        params: itemParams,
        body: z.object({ upTo: id }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { workspaceId, postId, personId } = onPost(request, request.params)
      await markCommentsRead(core, { workspaceId, postId, personId, commentId: request.body.upTo })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/workspaces/:workspaceId/comments/unread',
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'Posts of one’s own concern with comments one has not read',
        params: workspaceParams,
        response: { 200: z.object({ items: z.array(z.object({ postId: id, unread: z.number().int() })) }) },
      },
    },
    async (request) => ({
      items: await unreadByPost(core.db, request.params.workspaceId, signedIn(request).person.id),
    }),
  )
}
