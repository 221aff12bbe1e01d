import { z } from 'zod'
import { cardFor } from '../core/links/card.ts'
import { needs, type Routes } from './http/types.ts'
import { webAddress, workspaceParams } from './shapes/common.ts'

const card = z
  .object({
    card: z
      .object({
        title: z.string(),
        description: z.string(),
        picture: z.string().nullable().describe('A data: address, to be shown at once'),
      })
      .nullable(),
  })
  .meta({ id: 'LinkCard' })

/** What readers will see below a link, while the post is being written. */
export function linkCardRoutes({ app, core }: Routes): void {
  app.post(
    '/workspaces/:workspaceId/link-card',
    {
      config: { ...needs('post.draft'), rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        tags: ['posts'],
        summary: 'What a page says of itself to those who link to it',
        params: workspaceParams,
        body: z.object({ url: webAddress }),
        response: { 200: card },
      },
    },
    async (request) => {
      const made = await cardFor(core, request.body.url)
      if (made === undefined) return { card: null }
      const { title, description, picture } = made
      const bytes = await picture?.read()
      const shown = bytes === undefined ? null : `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`
      return { card: { title, description, picture: shown } }
    },
  )
}
