import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { markReadUpTo } from './write.ts'

/** Somebody has read a post’s comments up to this one. @throws NOT_FOUND when it is none of the post’s */
export async function markCommentsRead(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly postId: string
    readonly personId: string
    readonly commentId: string
  },
): Promise<void> {
  const { workspaceId, postId, commentId } = request
  await core.db.transaction().execute(async (tx) => {
    const found = await tx
      .selectFrom('comment')
      .select('id')
      .where('id', '=', commentId)
      .where('postId', '=', postId)
      .where('workspaceId', '=', workspaceId)
      .executeTakeFirst()
    if (found === undefined) throw errors.notFound()
    await markReadUpTo(tx, request)
  })
  core.bell.hint({ kind: 'notifications', workspaceId })
}
