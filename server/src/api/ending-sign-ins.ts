import { z } from 'zod'
import { listEndingSignIns } from '../core/accounts/ending.ts'
import { needs, type Routes } from './http/types.ts'
import { network } from './shapes/account.ts'
import { id, instant, list, maybeAt, workspaceParams } from './shapes/common.ts'

const endingSignIn = z
  .object({
    accountId: id,
    network,
    handle: z.string(),
    endsAt: instant.nullable().describe('Null where the network ended it'),
    over: z.boolean().describe('Nothing goes out before somebody signs in again'),
    scheduled: z.int().describe('Scheduled posts that depend on it: those after its end; once it is over, all'),
  })
  .meta({ id: 'EndingSignIn' })

/** The accounts somebody has to sign in again, now or within days. */
export function endingSignInRoutes({ app, core }: Routes): void {
  app.get(
    '/workspaces/:workspaceId/ending-sign-ins',
    {
      config: needs('account.read'),
      schema: {
        tags: ['accounts'],
        summary: 'Sign-ins that are over or end within seven days, and how many scheduled posts depend on each',
        params: workspaceParams,
        response: { 200: list(endingSignIn) },
      },
    },
    async (request) => {
      const rows = await listEndingSignIns(core.db, request.params.workspaceId)
      const items = rows.map((row) => ({ ...row, network: network.parse(row.network), endsAt: maybeAt(row.endsAt) }))
      return { items, nextCursor: null }
    },
  )
}
