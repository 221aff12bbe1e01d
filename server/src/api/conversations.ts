import { z } from 'zod'
import { readConversation } from '../core/conversations/read.ts'
import { needs, type Routes } from './http/types.ts'
import { at, instant, itemParams, maybeAt } from './shapes/common.ts'

const reply = z
  .object({
    id: z.string().describe('The network’s'),
    parentId: z.string().describe('The network’s id of the post it answers'),
    depth: z.int().describe('0: it answers the post itself, or what follows it in its thread'),
    own: z.boolean().describe('Written by the account itself'),
    author: z.object({ handle: z.string(), displayName: z.string() }),
    text: z.string().describe('Plain text'),
    contentWarning: z.string().nullable().describe('Words, or a label of the network, that stand before it'),
    media: z.int().describe('Pictures and videos it carries'),
    createdAt: instant,
    url: z.string(),
  })
  .meta({ id: 'Reply' })

const conversation = z
  .object({
    replies: z.array(reply).describe('Each behind what it answers'),
    direct: z.int().describe('How many stand right under the post, its own thread’s included: what a network counts'),
    hidden: z.int().describe('How many the network does not show: deleted, blocked, hidden'),
    more: z.boolean().describe('There is more on the network'),
    readAt: instant.nullable().describe('When the network said so; null: it never did'),
    trouble: z
      .object({ kind: z.enum(['gone', 'later', 'sign_in']), retryAt: instant.nullable() })
      .nullable()
      .describe('Why it could not be read now'),
    hears: z
      .enum(['waiting', 'told', 'asked', 'not_allowed'])
      .nullable()
      .describe('How Vigie hears of new ones; null: only by looking; not_allowed: the sign-in has no leave for it'),
    again: z.boolean().describe('Something newer is known of: ask again in some seconds'),
  })
  .meta({ id: 'Conversation' })

const address = (url: string): string => (/^https?:\/\//.test(url) ? url : '')

/** What people answer to what is published. */
export function conversationRoutes({ app, core }: Routes): void {
  app.get(
    '/workspaces/:workspaceId/deliveries/:id/conversation',
    {
      config: needs('delivery.read'),
      schema: {
        tags: ['deliveries'],
        summary: 'Read what people answered under a published delivery, from its network; kept for a minute at most',
        params: itemParams,
        response: { 200: conversation },
      },
    },
    async (request) => {
      const { workspaceId, id } = request.params
      const { replies, readAt, trouble, ...rest } = await readConversation(core, workspaceId, id)
      return {
        ...rest,
        readAt: maybeAt(readAt),
        trouble: trouble === null ? null : { kind: trouble.kind, retryAt: maybeAt(trouble.retryAt) },
        replies: replies.map(({ author: { handle, displayName }, contentWarning, createdAt, url, ...one }) => ({
          ...one,
          author: { handle, displayName },
          contentWarning: contentWarning ?? null,
          createdAt: at(createdAt),
          url: address(url),
        })),
      }
    },
  )
}
